//! What lists and objects hold.
//!
//! No state says which member is the first: it is the one behind an opening bracket, as every value ends with another
//! byte.

use serde::ser::{
    Serialize, SerializeMap, SerializeStruct, SerializeStructVariant, SerializeTuple, SerializeTupleStruct,
    SerializeTupleVariant,
};

use super::{never::Never, writer::Writer};

impl Writer {
    /// Writes what parts a member from the one before it.
    fn comma(&mut self) {
        if !matches!(self.out.last(), Some(b'[' | b'{')) {
            self.out.push(b',');
        }
    }

    /// Writes an element of a list.
    pub fn element<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.comma();
        value.serialize(self)
    }

    fn member<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) -> Result<(), Never> {
        self.name(name);
        value.serialize(self)
    }

    /// Writes the name of a member, which is a word of the program; this code is not there again for every type.
    #[inline(never)]
    fn name(&mut self, name: &'static str) {
        self.comma();
        self.word(name);
        self.out.push(b':');
    }

    /// Closes what was opened.
    pub fn close(&mut self, brackets: &str) {
        self.out.extend_from_slice(brackets.as_bytes());
    }
}

/// Writes the elements of lists, and closes them.
macro_rules! lists {
    ($($kind:ident::$method:ident => $end:literal),+) => {
        $(impl $kind for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn $method<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
                self.element(value)
            }

            fn end(self) -> Result<(), Never> {
                self.close($end);
Ok(())
            }
        })+
    };
}

/// Writes the members of objects, and closes them.
macro_rules! objects {
    ($($kind:ident => $end:literal),+) => {
        $(impl $kind for &mut Writer {
            type Ok = ();
            type Error = Never;

            fn serialize_field<T: Serialize + ?Sized>(
                &mut self,
                name: &'static str,
                value: &T,
            ) -> Result<(), Never> {
                self.member(name, value)
            }

            fn end(self) -> Result<(), Never> {
                self.close($end);
Ok(())
            }
        })+
    };
}

lists! {
    SerializeTuple::serialize_element => "]",
    SerializeTupleStruct::serialize_field => "]",
    SerializeTupleVariant::serialize_field => "]}"
}

objects! { SerializeStruct => "}", SerializeStructVariant => "}}" }

impl SerializeMap for &mut Writer {
    type Ok = ();
    type Error = Never;

    /// Writes a name, which is a string, or stands between quotes as one.
    fn serialize_key<T: Serialize + ?Sized>(&mut self, name: &T) -> Result<(), Never> {
        self.comma();
        let start = self.out.len();
        name.serialize(&mut **self)?;
        if self.out.get(start) != Some(&b'"') {
            self.out.insert(start, b'"');
            self.out.push(b'"');
        }
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Result<(), Never> {
        self.out.push(b':');
        value.serialize(&mut **self)
    }

    fn end(self) -> Result<(), Never> {
        self.close("}");
        Ok(())
    }
}
