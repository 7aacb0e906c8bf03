//! Bodies, paths and queries, with KDocs' errors where they are wrong.

use std::convert::Infallible;

use axum::{
    extract::{FromRequest, FromRequestParts, Request},
    http::request::Parts,
};
use percent_encoding::percent_decode_str;
use serde::de::DeserializeOwned;

use super::error::Error;
use crate::http::body;

/// The longest body that is read, in bytes: room for some 150,000 ids.
pub const LIMIT: u64 = 4 << 20;

/// A JSON body, whatever its content type says: the vendor's examples send none.
pub struct Json<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _: &S) -> Result<Self, Error> {
        let bytes = body::read(request.into_body(), LIMIT).await?;
        parse(&bytes).map(Self)
    }
}

/// Parses a JSON body that was read before.
pub fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    serde_json::from_slice(body).map_err(|error| Error::Invalid(format!("the body: {error}")))
}

/// The last member of a path: whatever cannot be read names nothing.
pub struct Id(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Id {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let id = axum::extract::Path::<String>::from_request_parts(parts, state).await;
        Ok(Self(id.map(|axum::extract::Path(id)| id).unwrap_or_default()))
    }
}

/// The first value of this name in a query, decoded; bytes that are not UTF-8 become replacement characters.
pub fn query_value(query: &str, name: &str) -> Option<String> {
    let decode = |text: &str| percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned();
    let mut pairs = query.split('&').map(|pair| pair.split_once('=').unwrap_or((pair, "")));
    pairs.find(|(key, _)| decode(key) == name).map(|(_, value)| decode(value))
}

#[cfg(test)]
mod tests {
    use super::query_value;

    #[test]
    fn a_value_of_a_query_is_found_and_decoded() {
        for (query, expected) in [
            ("access_token=a", Some("a")),
            ("x=1&access_token=a%2Bb+c&access_token=second", Some("a+b c")),
            ("access%5Ftoken=a", Some("a")),
            ("access_token", Some("")),
            ("access_token=%ff", Some("\u{fffd}")),
            ("Access_Token=a", None),
            ("", None),
        ] {
            assert_eq!(query_value(query, "access_token").as_deref(), expected, "{query}");
        }
    }
}
