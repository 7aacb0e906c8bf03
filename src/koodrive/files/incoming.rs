//! What a client says about the bytes that it is going to send: how many, in which parts, and their digests.

use data_encoding::HEXLOWER_PERMISSIVE;
use serde::Deserialize;

use super::part_body::{self, Announced, PartBody};
use crate::{
    http::body::Object,
    koodrive::{auth::Caller, error::Error, json::Loose},
    world::{Content, Expected, World},
};

/// The most bytes of a file.
const LARGEST: u64 = 200 << 30;

/// What a body says about the bytes that are to come.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IncomingBody {
    #[serde(default)]
    length: Loose<u64>,
    #[serde(default)]
    sha256: Loose<String>,
    #[serde(default)]
    pre_hash: Loose<String>,
    #[serde(default)]
    proof_code: Loose<String>,
    #[serde(default)]
    upload_mode: Loose<String>,
    #[serde(default)]
    upload_type: Loose<i64>,
    multi_parts: Option<Vec<Object<PartBody>>>,
}

/// Bytes that are to come, in parts that are all of them.
pub struct Incoming {
    /// How many.
    pub length: u64,
    /// What they have to be.
    pub expected: Expected,
    /// Their parts.
    pub parts: Vec<Announced>,
}

impl IncomingBody {
    /// Checks what can be checked without looking at the drive.
    pub fn read(self, caller: &Caller) -> Result<Incoming, Error> {
        let length = self.length.0.filter(|length| *length <= LARGEST).ok_or(Error::Parameters)?;
        let is_multipart = self.upload_mode.0.as_deref().is_none_or(|mode| mode == "multipart")
            && self.upload_type.0.is_none_or(|kind| kind == 1);
        if !is_multipart {
            return Err(Error::Parameters);
        }
        if self.proof_code.0.is_some() {
            caller.call.note("proofCode is not looked at: how it is computed is not published");
        }
        let expected = Expected {
            size: Some(length),
            sha256: digest(&self.sha256)?,
            head_sha256: digest(&self.pre_hash)?,
            ..Expected::default()
        };
        let parts = self.multi_parts.filter(|parts| !parts.is_empty());
        let parts = parts.map_or_else(|| Ok(part_body::usual(length)), |parts| part_body::read(&parts))?;
        part_body::check_whole(&parts, length)
            .inspect_err(|_| caller.call.note("multiParts are not the whole file"))?;
        Ok(Incoming { length, expected, parts })
    }
}

impl Incoming {
    /// Returns the content if a file of the tenant has it; this hashes files: never while the world is locked.
    pub fn known(&self, world: &World) -> Option<Content> {
        let sha256 = self.expected.sha256?;
        let found = world.find_content(self.length, &sha256, |_| true).and_then(|node| node.content());
        // A beginning that does not fit shows that the client does not have the file.
        found.filter(|content| self.expected.mismatch(content).is_none()).cloned()
    }
}

/// Reads a SHA-256 in hex.
pub fn digest(given: &Loose<String>) -> Result<Option<[u8; 32]>, Error> {
    let read = |text: &String| HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok();
    given.0.as_ref().map(|text| read(text).ok_or(Error::Parameters)).transpose()
}
