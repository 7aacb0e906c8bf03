//! Positions in lists: where a page ends, whatever becomes of the items before it and behind it.

use crate::world::Timestamp;

/// The position of an item: bytes in whose order a list stands, and that no two items of it share.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Position(Vec<u8>);

impl Position {
    /// Returns the position that these bytes are of.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }

    /// Returns the bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Orders by a number, where all before it is equal.
    pub fn number(mut self, number: u64) -> Self {
        self.0.extend_from_slice(&number.to_be_bytes());
        self
    }

    /// Orders by a time, where all before it is equal; no time comes first.
    pub fn time(self, time: Option<Timestamp>) -> Self {
        // Flipping the sign makes the order of the numbers that of the bytes.
        let bits = time.map(|time| time.millis().cast_unsigned() ^ (1 << 63));
        self.number(bits.is_some().into()).number(bits.unwrap_or_default())
    }

    /// Orders by a text, where all before it is equal.
    pub fn text(mut self, text: &str) -> Self {
        for byte in text.bytes() {
            self.0.push(byte);
            if byte == 0 {
                self.0.push(u8::MAX);
            }
        }
        self.0.extend_from_slice(&[0, 0]);
        self
    }

    /// Turns the order round by all that is in it so far.
    pub fn reversed_if(mut self, descending: bool) -> Self {
        if descending {
            self.0.iter_mut().for_each(|byte| *byte = !*byte);
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::{Position, Timestamp};

    #[test]
    fn positions_stand_in_the_order_of_what_they_are_made_of() {
        let texts = ["", "a", "a\0", "a\0b", "ab", "b"].map(|text| Position::default().text(text).number(7));
        assert!(texts.is_sorted_by(|a, b| a < b));
        let down = texts.map(|position| position.reversed_if(true));
        assert!(down.is_sorted_by(|a, b| a > b));
        let times = [None, Some(-1), Some(0), Some(1)].map(|at| at.map(Timestamp::from_millis));
        assert!(times.map(|at| Position::default().time(at)).is_sorted_by(|a, b| a < b));
        let mixed = [(1, "b"), (1, "c"), (0, "a")];
        let mixed = mixed.map(|(n, text)| Position::default().number(n).reversed_if(true).text(text));
        assert!(mixed.is_sorted_by(|a, b| a < b));
    }
}
