//! A member that is one word or several.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, SeqAccess, Visitor},
};

/// One word, or a list of which any counts; numbers, `true` and `false` are words too.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Words(pub Vec<String>);

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Words;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a list of texts")
    }

    fn visit_str<E>(self, text: &str) -> Result<Words, E> {
        Ok(Words(vec![text.to_owned()]))
    }

    fn visit_bool<E>(self, value: bool) -> Result<Words, E> {
        Ok(Words(vec![value.to_string()]))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Words, E> {
        Ok(Words(vec![value.to_string()]))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Words, A::Error> {
        let mut words = Vec::new();
        while let Some(Words(word)) = items.next_element()? {
            words.extend(word);
        }
        if words.is_empty() {
            Err(A::Error::custom("is an empty list: it would match nothing"))
        } else {
            Ok(Words(words))
        }
    }
}
