//! Digests that clients announce.

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;

use crate::{
    http::body::Object,
    world::Expected,
    wps::{dialect::Dialect, error::Error},
};

/// A digest in a body.
#[derive(Deserialize)]
pub struct HashBody {
    sum: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Which digests the public cloud insists on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Needed {
    /// MD5 or SHA-256.
    Either,
    /// SHA-256.
    Sha256,
}

/// Returns what digests say about a content.
///
/// Of `s2s`, which only private deployments know, the algorithm is not public: it is taken for true.
///
/// # Errors
/// [`Error::Value`], [`Error::NotSupported`].
pub fn read(all: &[Object<HashBody>], dialect: Dialect, needed: Needed) -> Result<Expected, Error> {
    let mut expected = Expected::default();
    for Object(HashBody { sum, kind }) in all {
        match &**kind {
            "md5" => note(&mut expected.md5, sum, "md5")?,
            "sha1" => note(&mut expected.sha1, sum, "sha1")?,
            "sha256" => note(&mut expected.sha256, sum, "sha256")?,
            "s2s" if dialect != Dialect::Public => {}
            "s2s" => return Err(Error::NotSupported("hashes: s2s is not supported.".into())),
            _ => return Err(Error::NotSupported(format!("hashes: {kind:?} is no type of a digest.").into())),
        }
    }
    let has = match needed {
        Needed::Either => expected.md5.is_some() || expected.sha256.is_some(),
        Needed::Sha256 => expected.sha256.is_some(),
    };
    if has || dialect != Dialect::Public {
        return Ok(expected);
    }
    Err(Error::NotSupported(match needed {
        Needed::Either => "hashes needs an md5 or a sha256.".into(),
        Needed::Sha256 => "hashes needs a sha256.".into(),
    }))
}

/// Notes a digest; a second one of its type has to be the same.
fn note<const N: usize>(known: &mut Option<[u8; N]>, sum: &str, kind: &str) -> Result<(), Error> {
    let wrong = || Error::Value(format!("hashes: {sum:?} is no {kind} in hex.").into());
    let bytes = HEXLOWER_PERMISSIVE.decode(sum.as_bytes()).map_err(|_| wrong())?;
    let digest = bytes.try_into().map_err(|_| wrong())?;
    match known.replace(digest) {
        Some(other) if other != digest => Err(Error::Value(format!("hashes names two {kind}.").into())),
        _ => Ok(()),
    }
}
