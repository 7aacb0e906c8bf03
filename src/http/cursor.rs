//! Cursors: what leads on in a list, and in no other one.
//!
//! A cursor holds the place of the next item and a print of the list that it belongs to, so that one of another list is
//! refused and nothing is remembered.

use std::hash::{DefaultHasher, Hash, Hasher};

use data_encoding::BASE64URL_NOPAD;

/// Returns the print of a list: what it is of, but not which page of it.
pub fn print(of: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    of.hash(&mut hasher);
    hasher.finish()
}

/// Returns what leads to a place in the list of this print.
pub fn write(print: u64, place: usize) -> String {
    let mut bytes = print.to_be_bytes().to_vec();
    bytes.extend_from_slice(&(place as u64).to_be_bytes());
    BASE64URL_NOPAD.encode(&bytes)
}

/// Returns the place that a cursor leads to in the list of this print; none for what is no cursor of it.
pub fn read(print: u64, cursor: &str) -> Option<usize> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    let (of, place) = bytes.split_first_chunk::<8>()?;
    let place = u64::from_be_bytes(place.try_into().ok()?);
    (u64::from_be_bytes(*of) == print).then(|| usize::try_from(place).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::{print, read, write};

    #[test]
    fn a_cursor_leads_on_in_its_own_list_only() {
        let (files, bin) = (print(&("files", 1)), print(&("bin", 1)));
        assert_eq!(read(files, &write(files, 20)), Some(20));
        for wrong in [write(bin, 20), String::new(), "20".into(), write(files, 20) + "AAAA"] {
            assert_eq!(read(files, &wrong), None, "{wrong}");
        }
    }
}
