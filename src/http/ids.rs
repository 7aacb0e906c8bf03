//! The ids in a path; one that is no text names nothing, so that it is refused behind the credentials.

use std::convert::Infallible;

use axum::http::request::Parts;
use percent_encoding::percent_decode_str;

use super::{call::Call, handler::FromParts};

/// Returns the parameters of a path with their names, percent-decoded; none where one is no text.
///
/// # Panics
/// If no route was found.
pub fn parameters(parts: &Parts) -> Option<Vec<(&str, String)>> {
    let route = Call::of(&parts.extensions).route().expect("a route was found");
    let pairs = route.split('/').zip(parts.uri.path().split('/')).filter_map(|(name, value)| {
        let name = name.strip_prefix('{')?.strip_suffix('}')?;
        let value = percent_decode_str(value).decode_utf8().map(Into::into);
        Some(value.map(|value| (name, value)))
    });
    pairs.collect::<Result<_, _>>().ok()
}

/// Returns so many ids of a path; all are empty where one is no text.
fn ids<const N: usize>(parts: &Parts) -> [String; N] {
    let ids = parameters(parts).unwrap_or_default().into_iter().map(|(_, id)| id).collect::<Vec<_>>();
    ids.try_into().unwrap_or_else(|_| std::array::from_fn(|_| String::new()))
}

/// The id in a path.
pub struct Id(pub String);

impl FromParts for Id {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let [id] = ids(parts);
        Ok(Self(id))
    }
}

/// The two ids in a path, in their order.
pub struct Ids(pub String, pub String);

impl FromParts for Ids {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let [first, second] = ids(parts);
        Ok(Self(first, second))
    }
}

/// The three ids in a path, in their order.
pub struct ThreeIds(pub String, pub String, pub String);

impl FromParts for ThreeIds {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        let [first, second, third] = ids(parts);
        Ok(Self(first, second, third))
    }
}
