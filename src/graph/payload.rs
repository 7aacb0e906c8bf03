//! What the service's gateway asks of the body of a request, before the drive sees it.
//!
//! Its `Content-Type` has to be that of JSON, and its properties have to have the types of the schema. See reference
//! 12.2.

use axum::http::{HeaderMap, Method, header};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, IgnoredAny},
};

use super::error::Error;
use crate::{
    http::{self, Call, FromObject, body::Object, date},
    world::Timestamp,
};

const NO_TYPE: &str = "Write requests (excluding DELETE) must contain the Content-Type header declaration.";
const OTHER_TYPE: &str = "Entity only allows writes with a JSON Content-Type header.";
const EMPTY: &str = "Empty Payload. JSON content expected.";
const UNREADABLE: &str = "Unable to read JSON request payload. Please ensure Content-Type header is set and payload \
                          is of valid JSON format.";

/// Whether an operation has parameters in its body.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Parameters {
    Some,
    None,
}

/// Refuses a body for its `Content-Type`; a `POST` without either passes.
pub fn check_type(
    method: &Method,
    headers: &HeaderMap,
    body: &[u8],
    parameters: Parameters,
) -> Result<(), Error> {
    let refusal = match headers.get(header::CONTENT_TYPE).map(|kind| kind.to_str().unwrap_or_default()) {
        None if body.is_empty() && *method == Method::POST => return Ok(()),
        None => NO_TYPE,
        Some(kind) if !is_json(kind) => OTHER_TYPE,
        Some(_) if body.is_empty() && parameters == Parameters::Some => EMPTY,
        Some(_) => return Ok(()),
    };
    Err(Error::Gateway(refusal.into()))
}

/// Returns whether a content type is that of JSON.
pub fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    kind.ends_with("/json") || kind.ends_with("+json")
}

/// Reads a JSON object; an empty body is `{}`.
pub fn parse<T: FromObject>(call: &Call, body: &[u8]) -> Result<T, Error> {
    let text = text(body)?;
    http::read_object(call, text, is_annotation).map_err(|_| explain(text))
}

fn text(body: &[u8]) -> Result<&str, Error> {
    let body = if body.is_empty() { b"{}" } else { body };
    str::from_utf8(body).map_err(|_| Error::Gateway(UNREADABLE.into()))
}

/// Returns whether a member says something of another one, or of the object, that its readers know: SDKs write the type of
/// every object into it.
fn is_annotation(name: &str) -> bool {
    name.starts_with("@odata.") || name.ends_with("@odata.type")
}

/// Returns why a text could not be read: it is no JSON object, or one of its properties has another type.
fn explain(text: &str) -> Error {
    let refused = http::refused();
    let is_json = serde_json::from_str::<Object<IgnoredAny>>(text).is_ok();
    let property = refused.filter(|_| is_json);
    property.map_or_else(|| Error::Gateway(UNREADABLE.into()), |property| mismatch(&property))
}

/// Returns the refusal of a property that has a value of another type.
pub fn mismatch(property: &str) -> Error {
    Error::Gateway(format!("Property {property} in payload has a value that does not match schema.").into())
}

/// A date and time in a body; an empty text stands for none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Date(pub Option<Timestamp>);

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if text.is_empty() {
            return Ok(Self(None));
        }
        let at = date::parse_rfc3339(&text).ok_or_else(|| D::Error::custom("no date and time"))?;
        Ok(Self(Some(at)))
    }
}

/// A property of the schema that is checked for its type and counts for nothing here.
#[derive(Clone, Copy, Debug)]
pub struct Typed<T>(std::marker::PhantomData<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Typed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        T::deserialize(deserializer).map(|_| Self(std::marker::PhantomData))
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::{Date, Typed, UNREADABLE, explain, text};
    use crate::{
        graph::error::Error,
        http::{FromObject, body::Object},
    };

    fn parse(body: &[u8]) -> Result<Outer, Error> {
        let text = text(body)?;
        Outer::from_object(text).map_err(|_| explain(text))
    }

    #[derive(Deserialize, Debug)]
    #[expect(dead_code, reason = "only reading it counts")]
    struct Outer {
        inner: Option<Object<Inner>>,
        list: Option<Vec<Object<Inner>>>,
        kept: Option<Typed<bool>>,
    }

    #[derive(Deserialize, Debug)]
    #[expect(dead_code, reason = "only reading it counts")]
    struct Inner {
        size: Option<u8>,
        at: Option<Date>,
    }

    #[test]
    fn the_property_that_does_not_match_is_named_at_any_depth() {
        for (body, name) in [
            (r#"{"inner": 7}"#, "inner"),
            (r#"{"inner": [1]}"#, "inner"),
            (r#"{"other": [[]], "inner": {"other": 1, "size": "x"}}"#, "size"),
            (r#"{"inner": {"at": "soon"}}"#, "at"),
            (r#"{"inner": {"at": 7}}"#, "at"),
            (r#"{"list": {}}"#, "list"),
            (r#"{"list": [null]}"#, "list"),
            (r#"{"list": [{}, {"size": -1}]}"#, "size"),
            (r#"{"kept": "true"}"#, "kept"),
            (r#"{"inner": {"size": 1, "size": 2}}"#, "inner"),
        ] {
            let expected = format!("Property {name} in payload has a value that does not match schema.");
            assert_eq!(parse(body.as_bytes()).err(), Some(Error::Gateway(expected.into())), "{body}");
        }
        for body in [&b""[..], br#"{"inner": null, "list": [{"at": ""}], "kept": true, "x": {}}"#] {
            assert!(parse(body).is_ok());
        }
    }

    #[test]
    fn what_is_no_json_object_cannot_be_read() {
        for body in [
            &b"{"[..],
            b"[]",
            b"7",
            b"null",
            b"\"x\"",
            b"{} {}",
            b"\xff",
            b"{\"x\": \"\xff\"}",
            br#"{"inner": 7"#,
            br#"{"kept": true, "kept": true}"#,
        ] {
            let refused = parse(body).err();
            assert_eq!(refused, Some(Error::Gateway(UNREADABLE.into())), "{}", String::from_utf8_lossy(body));
        }
    }
}
