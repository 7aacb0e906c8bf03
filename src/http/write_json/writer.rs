//! Values in JSON.

use std::{
    fmt::{Display, Write},
    ptr,
};

use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::{
    never::Never,
    repeated::{self, Places},
    text,
};

/// What most bodies need, so that they are allocated once.
const USUAL_LENGTH: usize = 2048;

/// How much room is made at once for what may come, at the most.
const MOST_AT_ONCE: usize = 1 << 20;

/// Returns a value in JSON.
///
/// # Panics
/// If a type says that it cannot be serialised. Wire types hold strings, numbers and lists: nothing that JSON cannot say.
pub fn to_json(value: &(impl Serialize + ?Sized)) -> Vec<u8> {
    let mut writer = Writer { out: Vec::with_capacity(USUAL_LENGTH), places: Places::default() };
    let Ok(()) = value.serialize(&mut writer);
    writer.out
}

/// A writer of one body.
pub struct Writer {
    /// The JSON that was written so far.
    pub out: Vec<u8>,
    /// Where values stand in it that may come again.
    places: Places,
}

impl Writer {
    /// Writes a word of the program, in which nothing has to be escaped.
    pub fn word(&mut self, word: &'static str) {
        debug_assert!(text::is_plain(word), "{word:?} has something to escape");
        self.out.push(b'"');
        self.out.extend_from_slice(word.as_bytes());
        self.out.push(b'"');
    }

    /// Makes room for bytes that are expected, within bounds.
    pub fn reserve(&mut self, bytes: usize) {
        self.out.reserve(bytes.min(MOST_AT_ONCE));
    }

    /// Writes what is no text and holds no other values.
    fn literal(&mut self, literal: &str) {
        self.out.extend_from_slice(literal.as_bytes());
    }

    fn integer(&mut self, number: impl itoa::Integer) {
        self.literal(itoa::Buffer::new().format(number));
    }

    /// Writes a fraction, of which there are few, as the other writer of JSON does.
    fn fraction(&mut self, number: impl Serialize) {
        serde_json::to_writer(&mut self.out, &number).expect("memory takes all, and JSON all numbers");
    }

    fn open(&mut self, bracket: u8) -> &mut Self {
        self.out.push(bracket);
        self
    }

    /// Writes a value that may have been written before.
    fn repeat<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let address = ptr::from_ref(value).addr();
        if let Some(place) = self.places.find(address) {
            self.out.extend_from_within(place);
            return Ok(());
        }
        let start = self.out.len();
        value.serialize(&mut *self)?;
        self.places.remember(address, start..self.out.len());
        Ok(())
    }

    /// Opens the object in which a variant stands by its name.
    fn open_variant(&mut self, name: &'static str) {
        self.out.push(b'{');
        self.word(name);
        self.out.push(b':');
    }
}

/// Writes numbers of many types alike.
macro_rules! numbers {
    ($($write:ident: $($method:ident($number:ty)),+;)+) => {
        $($(fn $method(self, number: $number) -> Result<(), Never> {
            self.$write(number);
            Ok(())
        })+)+
    };
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Never;
    type SerializeSeq = List<'w>;
    type SerializeTuple = Self;
    type SerializeTupleStruct = Self;
    type SerializeTupleVariant = Self;
    type SerializeMap = Self;
    type SerializeStruct = Self;
    type SerializeStructVariant = Self;

    numbers! {
        integer: serialize_i8(i8), serialize_i16(i16), serialize_i32(i32), serialize_i64(i64);
        integer: serialize_u8(u8), serialize_u16(u16), serialize_u32(u32), serialize_u64(u64);
        fraction: serialize_f32(f32), serialize_f64(f64);
    }

    fn serialize_bool(self, is_so: bool) -> Result<(), Never> {
        self.literal(if is_so { "true" } else { "false" });
        Ok(())
    }

    fn serialize_char(self, char: char) -> Result<(), Never> {
        self.serialize_str(char.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, text: &str) -> Result<(), Never> {
        text::push(&mut self.out, text);
        Ok(())
    }

    fn collect_str<T: Display + ?Sized>(self, value: &T) -> Result<(), Never> {
        self.out.push(b'"');
        write!(text::Escaping(&mut self.out), "{value}").expect("memory takes everything");
        self.out.push(b'"');
        Ok(())
    }

    fn serialize_bytes(self, bytes: &[u8]) -> Result<(), Never> {
        self.collect_seq(bytes)
    }

    fn serialize_none(self) -> Result<(), Never> {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Result<(), Never> {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Result<(), Never> {
        self.literal("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> Result<(), Never> {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Result<(), Never> {
        self.word(variant);
        Ok(())
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        name: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        if name == repeated::NAME { self.repeat(value) } else { value.serialize(self) }
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Result<(), Never> {
        self.open_variant(variant);
        value.serialize(&mut *self)?;
        self.literal("}");
        Ok(())
    }

    fn serialize_seq(self, length: Option<usize>) -> Result<List<'w>, Never> {
        Ok(List::open(self, length.unwrap_or(0)))
    }

    fn serialize_tuple(self, _: usize) -> Result<Self, Never> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.open(b'['))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        self.open_variant(variant);
        Ok(self.open(b'['))
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Self, Never> {
        Ok(self.open(b'{'))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Self, Never> {
        Ok(self.open(b'{'))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<Self, Never> {
        self.open_variant(variant);
        Ok(self.open(b'{'))
    }
}

/// A list under way.
///
/// Its first element tells how much room the others need, and an eighth more, so that a page of items is not copied
/// again and again while it grows.
pub struct List<'w> {
    writer: &'w mut Writer,
    /// How many elements come yet, if that is known.
    left: usize,
    /// Where the first one begins.
    start: usize,
}

impl<'w> List<'w> {
    /// Opens a list of this many elements; 0 where their number is not known.
    pub fn open(writer: &'w mut Writer, length: usize) -> Self {
        writer.out.push(b'[');
        let start = writer.out.len();
        Self { writer, left: length, start }
    }
}

impl SerializeSeq for List<'_> {
    type Ok = ();
    type Error = Never;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        let is_first = self.writer.out.len() == self.start;
        self.writer.element(value)?;
        if is_first {
            let each = self.writer.out.len() - self.start;
            self.writer.reserve(self.left.saturating_sub(1).saturating_mul(each + each / 8));
        }
        Ok(())
    }

    fn end(self) -> Result<(), Never> {
        self.writer.close("]");
        Ok(())
    }
}
