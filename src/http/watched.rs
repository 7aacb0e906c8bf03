//! The members of a JSON body that nothing reads.
//!
//! Readers that serde derives pass over members that they do not name. An [`Object`](super::body::Object) has such a
//! member remembered by the place of its name in the body, which costs nothing where all is read. Where something is
//! not, the body is gone through once more, for the pointers.

use std::{any::type_name, borrow::Cow, cell::RefCell, fmt, mem};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor, value::StrDeserializer},
    forward_to_deserialize_any,
};
use serde_json::value::RawValue;

/// How many members of a body are remembered.
const MOST: usize = 64;

thread_local! {
    static LOG: RefCell<Log> = const { RefCell::new(Log { depth: 0, passed_over: Vec::new(), refused: None }) };
}

/// What is known of the body that this thread reads.
struct Log {
    /// How many objects the reader is in.
    depth: usize,
    passed_over: Vec<PassedOver>,
    /// The innermost member whose value could not be read.
    refused: Option<String>,
}

/// A member that nothing has read.
#[derive(Clone, PartialEq, Eq)]
struct PassedOver {
    /// How many objects it stands in.
    depth: usize,
    name: Name,
}

/// The name of a member, by its place in memory, unless it is written with escapes and stands nowhere as it is.
#[derive(Clone, PartialEq, Eq)]
enum Name {
    At(usize),
    Escaped(Box<str>),
}

/// Begins to read a body.
pub(super) fn begin() {
    LOG.with_borrow_mut(|log| {
        log.depth = 0;
        log.passed_over.clear();
        log.refused = None;
    });
}

/// Returns how many members were passed over so far.
pub(super) fn count() -> usize {
    LOG.with_borrow(|log| log.passed_over.len())
}

/// Keeps what two readers of one object have both passed over: the first one from `first` on, the second one from
/// `second` on.
pub(super) fn keep_common(first: usize, second: usize) {
    LOG.with_borrow_mut(|log| {
        let by_second = log.passed_over.split_off(second);
        let by_first = log.passed_over.split_off(first);
        // What is deeper stands in a member that one of them has read.
        let is_left = |of: &PassedOver| of.depth > 1 || by_second.contains(of);
        log.passed_over.extend(by_first.iter().filter(|of| is_left(of)).cloned());
        log.passed_over.extend(by_second.into_iter().filter(|of| of.depth > 1));
    });
}

/// Returns the name of the innermost member whose value could not be read.
pub fn refused() -> Option<String> {
    LOG.with_borrow_mut(|log| log.refused.take())
}

/// Returns the pointers of the members that nothing has read, at most so many, in the order of the body.
pub(super) fn pointers(body: &str, most: usize) -> Vec<String> {
    let wanted = LOG.with_borrow_mut(|log| mem::take(&mut log.passed_over));
    let mut walk = Walk { wanted, most, path: String::new(), found: Vec::new() };
    // What is wrong behind them is of no interest.
    let _ = walk.deserialize(&mut serde_json::Deserializer::from_str(body));
    walk.found
}

/// The members of an object, which are read as those of a struct or a map.
pub(super) struct Watched<A>(pub A);

impl<'de, A: MapAccess<'de>> Deserializer<'de> for Watched<A> {
    type Error = A::Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        visitor.visit_map(self.0)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, A::Error> {
        self.deserialize_map(visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, A::Error> {
        LOG.with_borrow_mut(|log| log.depth += 1);
        let read = visitor.visit_map(Members { members: self.0, name: Key(Cow::Borrowed("")) });
        LOG.with_borrow_mut(|log| log.depth -= 1);
        read
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct enum identifier ignored_any
    }
}

struct Members<'de, A> {
    members: A,
    /// The name of the member whose value comes next.
    name: Key<'de>,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Members<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(&mut self, seed: K) -> Result<Option<K::Value>, A::Error> {
        let Some(name) = self.members.next_key::<Key<'de>>()? else { return Ok(None) };
        let read = seed.deserialize(StrDeserializer::new(&name.0))?;
        self.name = name;
        Ok(Some(read))
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        // A derived reader reads what it does not name as this, and nothing else.
        if type_name::<V::Value>() == type_name::<IgnoredAny>() {
            pass_over(&self.name);
        }
        let read = self.members.next_value_seed(seed);
        if read.is_err() {
            refuse(&self.name.0);
        }
        read
    }

    fn size_hint(&self) -> Option<usize> {
        self.members.size_hint()
    }
}

#[cold]
fn pass_over(name: &Key<'_>) {
    let name = match &name.0 {
        Cow::Borrowed(name) => Name::At(name.as_ptr().addr()),
        Cow::Owned(name) => Name::Escaped(name.as_str().into()),
    };
    LOG.with_borrow_mut(|log| {
        if log.passed_over.len() < MOST {
            log.passed_over.push(PassedOver { depth: log.depth, name });
        }
    });
}

#[cold]
fn refuse(name: &str) {
    LOG.with_borrow_mut(|log| {
        log.refused.get_or_insert_with(|| name.to_owned());
    });
}

/// The name of a member, borrowed from the body unless it is written with escapes.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Key<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }

            fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Borrowed(name)))
            }

            fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
                Ok(Key(Cow::Owned(name.to_owned())))
            }
        }

        deserializer.deserialize_str(Text)
    }
}

/// Goes through a body and finds the pointers of some members.
struct Walk {
    wanted: Vec<PassedOver>,
    most: usize,
    path: String,
    found: Vec<String>,
}

impl Walk {
    fn is_wanted(&self, name: &Key<'_>) -> bool {
        self.wanted.iter().any(|wanted| match (&wanted.name, &name.0) {
            (Name::At(at), Cow::Borrowed(name)) => *at == name.as_ptr().addr(),
            (Name::Escaped(wanted), Cow::Owned(name)) => **wanted == **name,
            _ => false,
        })
    }

    /// Does something a step deeper.
    fn within<T>(&mut self, step: &str, look: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.path.len();
        self.path.push('/');
        self.path.push_str(&step.replace('~', "~0").replace('/', "~1"));
        let seen = look(self);
        self.path.truncate(length);
        seen
    }
}

/// Returns whether a value says anything: SDKs write `null` or an empty list for what nobody has set.
fn has_content(value: &RawValue) -> bool {
    let inside = value.get().strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    value.get() != "null" && inside.is_none_or(|inside| !inside.trim().is_empty())
}

impl<'de> DeserializeSeed<'de> for &mut Walk {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for &mut Walk {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        while self.found.len() < self.most
            && let Some(name) = members.next_key::<Key<'de>>()?
        {
            self.within(&name.0, |walk| {
                if !walk.is_wanted(&name) {
                    return members.next_value_seed(walk);
                }
                if has_content(members.next_value()?) {
                    walk.found.push(walk.path.clone());
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let mut at = 0_usize;
        while self.found.len() < self.most
            && self.within(&at.to_string(), |walk| items.next_element_seed(walk))?.is_some()
        {
            at += 1;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}
