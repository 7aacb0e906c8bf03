//! Bodies, paths and queries, with KooDrive's error where they are wrong.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, de::Error as _};

use super::error::Error;
use crate::http::{self, Call, FromObject};
pub use crate::http::{Id, Ids, Query};

/// The longest body that is taken, in bytes: 1,000 entries with paths of 30 ids each, and room to spare.
pub const LIMIT: u64 = 4 << 20;

/// Reads a JSON body, whatever its content type says.
///
/// The vendor's response gives no reason; the journal does.
pub fn parse<T: FromObject>(call: &Call, bytes: &[u8]) -> Result<T, Error> {
    http::parse_object(call, bytes).map_err(|reason| {
        call.note(format!("the body: {reason}"));
        Error::Parameters
    })
}

/// Returns a whole number of a query; one without a value counts as absent.
pub fn number(query: &Query, name: &str) -> Result<Option<u64>, Error> {
    let refuse = |_| Error::Parameter(format!("{name} is no whole number").into());
    query.get(name).map(str::parse).transpose().map_err(refuse)
}

/// A member that the vendor's examples write as they like: as itself, as a text of itself, as an empty text or `null`.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Loose<T>(pub Option<T>);

impl<T> Default for Loose<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<'de, T: FromStr + Deserialize<'de>> Deserialize<'de> for Loose<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Given<T> {
            Text(String),
            Itself(T),
            Nothing(()),
        }

        match Given::<T>::deserialize(deserializer)? {
            Given::Nothing(()) => Ok(Self(None)),
            Given::Text(text) if text.is_empty() => Ok(Self(None)),
            Given::Text(text) => match text.parse() {
                Ok(value) => Ok(Self(Some(value))),
                Err(_) => Err(D::Error::custom(format!("{text:?} is not of the type of this member"))),
            },
            Given::Itself(value) => Ok(Self(Some(value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Loose;

    #[test]
    fn a_member_is_read_however_it_is_written() {
        let number = |text: &str| serde_json::from_str::<Loose<u64>>(text).ok().map(|Loose(number)| number);
        for (text, expected) in
            [("7", Some(Some(7))), (r#""7""#, Some(Some(7))), ("\"\"", Some(None)), ("null", Some(None))]
        {
            assert_eq!(number(text), expected, "{text}");
        }
        for text in ["-1", "1.5", r#""x""#, "[7]", "{}", "true"] {
            assert_eq!(number(text), None, "{text}");
        }
        let flag = |text: &str| serde_json::from_str::<Loose<bool>>(text).ok();
        assert_eq!((flag("true"), flag(r#""true""#)), (Some(Loose(Some(true))), Some(Loose(Some(true)))));
    }
}
