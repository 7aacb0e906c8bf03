//! Cursors: what leads on in a list, and in no other one.
//!
//! A cursor holds the place of the next item, or the position of the last one, and a print of the list that it belongs to, so that one of another list is
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
    write_behind(print, &(place as u64).to_be_bytes())
}

/// Returns what leads on behind a position in the list of this print, in bytes that mean something to the list only.
pub fn write_behind(print: u64, position: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&[&print.to_be_bytes(), position].concat())
}

/// Returns the place that a cursor leads to in the list of this print; none for what is no cursor of it.
pub fn read(print: u64, cursor: &str) -> Option<usize> {
    let place = u64::from_be_bytes(read_behind(print, cursor)?.try_into().ok()?);
    usize::try_from(place).ok()
}

/// Returns the position behind which a cursor leads on in the list of this print; none for what is no cursor of it.
pub fn read_behind(print: u64, cursor: &str) -> Option<Vec<u8>> {
    let bytes = BASE64URL_NOPAD.decode(cursor.as_bytes()).ok()?;
    let (of, position) = bytes.split_first_chunk::<8>()?;
    (u64::from_be_bytes(*of) == print).then(|| position.to_vec())
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
