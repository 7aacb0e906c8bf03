//! Addresses that need no token, because what they open is sealed into them.

use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use data_encoding::BASE64URL_NOPAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::{error::Error, json::Path, preview, thumbnails};
use crate::{
    http::{self, Access, Call, LinkBase, Operation, Refusal},
    world::{self, NodeId, Timestamp, World},
};

/// Fetches what an address was sealed for; whoever has the address may ask.
pub const SEALED: Operation = Operation { name: "sealed.get", access: Access::Address, ..Operation::BASE };

/// How long the address of a content is good, as the service says of `@microsoft.graph.downloadUrl`.
const LIFE: std::time::Duration = std::time::Duration::from_hours(1);

/// Seals keep nobody out who reads this: they keep clients from making addresses up.
const KEY: &[u8] = b"mockdrive's sealed addresses";

/// What an address opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sealed {
    /// The bytes of a version, until its time.
    Version { node: NodeId, version: u32, until: Timestamp },
    /// A picture in some size, for as long as the version is there: such addresses can be cached.
    Thumbnail { node: NodeId, version: u32, size: Box<str> },
    /// A page about a version, until its time.
    Preview { node: NodeId, version: u32, until: Timestamp },
}

impl Sealed {
    /// The bytes of a version, for an hour.
    pub fn version(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Version { node, version, until: now.plus(LIFE) }
    }

    /// A picture in some size.
    pub fn thumbnail(node: NodeId, version: u32, size: &str) -> Self {
        Self::Thumbnail { node, version, size: size.into() }
    }

    /// A page about a version, for an hour.
    pub fn preview(node: NodeId, version: u32, now: Timestamp) -> Self {
        Self::Preview { node, version, until: now.plus(LIFE) }
    }

    /// The address.
    pub fn address(&self, base: &str) -> String {
        let text = match self {
            Self::Version { node, version, until } => {
                format!("v.{}.{version}.{}", node.number(), until.millis())
            }
            Self::Thumbnail { node, version, size } => format!("t.{}.{version}.{size}", node.number()),
            Self::Preview { node, version, until } => {
                format!("p.{}.{version}.{}", node.number(), until.millis())
            }
        };
        format!("{base}/_api/v2.0/sealed/{}.{}", BASE64URL_NOPAD.encode(text.as_bytes()), seal(&text))
    }

    fn parse(token: &str) -> Option<Self> {
        let (text, given) = token.split_once('.')?;
        let text = String::from_utf8(BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()?;
        if seal(&text) != given {
            return None;
        }
        let mut parts = text.splitn(4, '.');
        let (kind, node, version, rest) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let (node, version) = (NodeId::from_number(node.parse().ok()?)?, version.parse().ok()?);
        let until = || rest.parse().ok().map(Timestamp::from_millis);
        match kind {
            "v" => Some(Self::Version { node, version, until: until()? }),
            "t" => Some(Self::thumbnail(node, version, rest)),
            "p" => Some(Self::Preview { node, version, until: until()? }),
            _ => None,
        }
    }
}

fn seal(text: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY).expect("any length will do");
    mac.update(text.as_bytes());
    BASE64URL_NOPAD.encode(&mac.finalize().into_bytes()[..18])
}

/// A redirect to a sealed address.
pub fn redirect(sealed: &Sealed, base: &LinkBase) -> Result<Response, Error> {
    let location = HeaderValue::try_from(sealed.address(base))
        .map_err(|_| Error::Invalid("The Host header is not valid."))?;
    let mut response = http::empty(StatusCode::FOUND);
    response.headers_mut().insert(header::LOCATION, location);
    Ok(response)
}

/// Answers what the address was sealed for.
pub async fn open(call: Call, base: LinkBase, Path(token): Path<String>) -> Result<Response, Error> {
    let not_found = || Error::World(world::Error::NotFound);
    let sealed = Sealed::parse(&token).ok_or_else(not_found)?;
    let now = call.sandbox().clock.now();
    let world = call.sandbox().snapshot();
    match sealed {
        Sealed::Version { until, .. } | Sealed::Preview { until, .. } if until <= now => {
            Err(Refusal::ExpiredToken.into())
        }
        Sealed::Version { node, version, .. } => content(&world, node, version),
        Sealed::Preview { node, version, .. } => preview::page(&world, &base, node, version),
        Sealed::Thumbnail { node, version, size } => {
            let png = thumbnails::png(&world, node, version, &size).await.ok_or_else(not_found)?;
            Ok(bytes_of(Body::from(png), "image/png"))
        }
    }
}

fn content(world: &World, node: NodeId, version: u32) -> Result<Response, Error> {
    let bytes = world.version(node, version)?.content.bytes().clone();
    let mime = mime_guess::from_path(&*world.node(node)?.name).first_or_octet_stream();
    Ok(bytes_of(Body::from(bytes), mime.essence_str()))
}

/// An answer of bytes.
pub fn bytes_of(body: Body, mime: &str) -> Response {
    let mut response = Response::new(body);
    if let Ok(mime) = HeaderValue::try_from(mime) {
        response.headers_mut().insert(header::CONTENT_TYPE, mime);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::Sealed;
    use crate::world::{NodeId, Timestamp};

    #[test]
    fn only_a_whole_seal_opens() {
        let node = NodeId::from_number(7).expect("not zero");
        let at = Timestamp::from_seconds(1);
        for sealed in [
            Sealed::version(node, 2, at),
            Sealed::preview(node, 2, at),
            Sealed::thumbnail(node, 2, "c1x1_crop"),
        ] {
            let address = sealed.address("");
            let token = address.rsplit('/').next().expect("a token");
            assert_eq!(Sealed::parse(token), Some(sealed));
            for broken in [&token[1..], &token[..token.len() - 1], "", ".", "a.b"] {
                assert_eq!(Sealed::parse(broken), None, "{broken}");
            }
        }
    }
}
