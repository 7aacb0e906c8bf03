//! JSON in which no object has a member twice: of two values, nobody can say which one was meant.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, SeqAccess, Visitor},
};
use serde_json::{Map, Number, Value, map::Entry};

/// A value whose objects have each member once.
pub struct Unique(pub Value);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyValue).map(Self)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value, E> {
        Ok(Number::from_f64(value).map_or(Value::Null, Value::Number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(Unique(value)) = items.next_element()? {
            values.push(value);
        }
        Ok(values.into())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let mut values = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            match values.entry(name) {
                Entry::Vacant(free) => drop(free.insert(members.next_value::<Unique>()?.0)),
                Entry::Occupied(taken) => {
                    return Err(A::Error::custom(format_args!("`{}` stands twice", taken.key())));
                }
            }
        }
        Ok(values.into())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::Unique;

    #[test]
    fn values_are_read_as_they_stand_unless_a_member_stands_twice() {
        let text = r#"{"a": [null, true, 1, -1, 1.5, "x", {}], "b": {"a": {"c": 18446744073709551615}}}"#;
        let Unique(value) = serde_json::from_str(text).expect("JSON");
        assert_eq!(value, serde_json::from_str::<Value>(text).expect("JSON"));
        let twice = serde_json::from_str::<Unique>(r#"{"a": [{"b": 1, "c": 2, "b": 1}]}"#);
        assert_eq!(twice.err().expect("refused").to_string(), "`b` stands twice at line 1 column 27");
    }
}
