//! How often something is expected.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor, value::MapAccessDeserializer},
};

/// How often something is expected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Times {
    /// At least so often.
    pub min: u64,
    /// At most so often.
    pub max: Option<u64>,
}

impl Default for Times {
    fn default() -> Self {
        Self { min: 1, max: None }
    }
}

impl Times {
    /// Returns whether so many are as many as expected.
    pub fn hold(self, found: u64) -> bool {
        self.min <= found && self.max.is_none_or(|max| found <= max)
    }
}

impl fmt::Display for Times {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (0, Some(0)) => f.write_str("none"),
            (min, Some(max)) if min == max => write!(f, "exactly {min}"),
            (0, None) => f.write_str("any number"),
            (min, None) => write!(f, "at least {min}"),
            (0, Some(max)) => write!(f, "at most {max}"),
            (min, Some(max)) => write!(f, "{min} to {max}"),
        }
    }
}

impl<'de> Deserialize<'de> for Times {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

/// How often something is expected.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    /// At least so often.
    min: Option<u64>,
    /// At most so often.
    max: Option<u64>,
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Times;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a whole number from 0 on, or an object with `min`, `max` or both")
    }

    fn visit_u64<E: Error>(self, times: u64) -> Result<Times, E> {
        Ok(Times { min: times, max: Some(times) })
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Times, A::Error> {
        let Bounds { min, max } = Bounds::deserialize(MapAccessDeserializer::new(members))?;
        let times = Times { min: min.unwrap_or(0), max };
        match (min, max) {
            (None, None) => Err(A::Error::custom("has `min`, `max` or both")),
            (Some(min), Some(max)) if min > max => {
                Err(A::Error::custom(format_args!("can never hold: `min` is {min}, and `max` is {max}")))
            }
            _ => Ok(times),
        }
    }
}
