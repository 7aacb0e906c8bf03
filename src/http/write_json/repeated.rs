//! What stands in many places of one body.

use std::{ops::Deref, ops::Range, sync::Arc};

use serde::{Serialize, Serializer};

/// How many of them a writer remembers.
const REMEMBERED: usize = 8;

/// How a serializer learns that a value may stand in other places as well: it is the name of a newtype.
pub const NAME: &str = "$mockdrive::Repeated";

/// A value that stands in many places of one body, such as the folder of its items.
///
/// It is written once and copied from then on; to every other serializer it is the value itself.
#[derive(Debug)]
pub struct Repeated<T>(Arc<T>);

impl<T> Clone for Repeated<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<T> From<T> for Repeated<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T: Default> Default for Repeated<T> {
    fn default() -> Self {
        T::default().into()
    }
}

impl<T> Deref for Repeated<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Serialize> Serialize for Repeated<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_newtype_struct(NAME, &*self.0)
    }
}

/// Where the JSON of values stands that may come again, by their addresses.
///
/// A body owns a share of each for as long as it is written, so an address stands for one value.
#[derive(Default)]
pub struct Places {
    known: [(usize, Range<usize>); REMEMBERED],
    next: usize,
}

impl Places {
    /// Returns where the value at this address was written.
    pub fn find(&self, address: usize) -> Option<Range<usize>> {
        self.known.iter().find(|(known, _)| *known == address).map(|(_, place)| place.clone())
    }

    /// Remembers where a value was written, in place of the one that was remembered first.
    pub fn remember(&mut self, address: usize, place: Range<usize>) {
        self.known[self.next] = (address, place);
        self.next = (self.next + 1) % REMEMBERED;
    }
}

#[cfg(test)]
mod tests {
    use super::{REMEMBERED, Repeated};
    use crate::http::write_json::to_json;

    #[test]
    fn a_value_is_written_as_itself_wherever_it_stands() {
        let folders: Vec<Repeated<Vec<String>>> =
            (0..REMEMBERED * 2).map(|number| vec![format!("folder {number}"); number].into()).collect();
        let body: Vec<_> =
            (0..200).map(|row| folders[row * row % (row % folders.len() + 1)].clone()).collect();
        assert_eq!(to_json(&body), serde_json::to_vec(&body).expect("written"));
    }
}
