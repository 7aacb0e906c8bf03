//! Parts of a file: the `Range` of a download, and the `Content-Range` of an upload.
//!
//! See <https://www.rfc-editor.org/rfc/rfc9110#section-14>.

use std::ops::Range;

/// The part of a file that a `Range` header asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum RequestedRange {
    /// All of it: the header cannot be read, has another unit, or names several parts, and may be passed over.
    Whole,
    /// One part, which is not empty.
    Part(Range<u64>),
    /// Nothing that the file has.
    Nothing,
}

/// Reads a `Range` header for a file of this size.
///
/// Several parts would take a multipart response; a server may send the whole file instead, and this one does.
pub fn requested(header: &str, size: u64) -> RequestedRange {
    let Some((unit, set)) = header.split_once('=') else { return RequestedRange::Whole };
    if !unit.trim().eq_ignore_ascii_case("bytes") {
        return RequestedRange::Whole;
    }
    let mut ranges = set.split(',').map(str::trim).filter(|range| !range.is_empty());
    let (Some(range), None) = (ranges.next(), ranges.next()) else { return RequestedRange::Whole };
    let Some((first, last)) = range.split_once('-') else { return RequestedRange::Whole };
    let part = match (number(first), number(last)) {
        (None, Some(suffix)) if first.is_empty() => size.saturating_sub(suffix)..size,
        (Some(first), None) if last.is_empty() => first..size,
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        _ => return RequestedRange::Whole,
    };
    if part.is_empty() { RequestedRange::Nothing } else { RequestedRange::Part(part) }
}

/// Where uploaded bytes belong.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// Their place, which is not empty.
    pub range: Range<u64>,
    /// The size of the file.
    pub total: u64,
}

/// Reads a `Content-Range` header: `bytes 0-25/128`, with all three numbers.
pub fn placed(header: &str) -> Option<Placed> {
    let (unit, rest) = header.trim().split_once(' ')?;
    let (range, total) = rest.trim().split_once('/')?;
    let (first, last) = range.split_once('-')?;
    let (first, last, total) = (number(first)?, number(last)?, number(total)?);
    let fits = unit.eq_ignore_ascii_case("bytes") && first <= last && last < total;
    fits.then_some(Placed { range: first..last + 1, total })
}

/// Reads digits and nothing else: no sign, no space. A number that is too large for a place is none.
fn number(text: &str) -> Option<u64> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{Placed, RequestedRange, placed, requested};

    #[test]
    fn a_range_is_read_for_the_size_of_the_file() {
        for (header, expected) in [
            ("bytes=0-9", RequestedRange::Part(0..10)),
            ("bytes=0-0", RequestedRange::Part(0..1)),
            ("bytes=90-99", RequestedRange::Part(90..100)),
            ("bytes=90-", RequestedRange::Part(90..100)),
            ("bytes=90-5000", RequestedRange::Part(90..100)),
            ("bytes=0-18446744073709551615", RequestedRange::Part(0..100)),
            ("bytes=-10", RequestedRange::Part(90..100)),
            ("bytes=-5000", RequestedRange::Part(0..100)),
            ("Bytes = 5-6", RequestedRange::Part(5..7)),
            ("bytes=5-6,", RequestedRange::Part(5..7)),
            ("bytes=100-", RequestedRange::Nothing),
            ("bytes=100-200", RequestedRange::Nothing),
            ("bytes=-0", RequestedRange::Nothing),
            ("bytes=0-1,5-6", RequestedRange::Whole),
            ("bytes=9-5", RequestedRange::Whole),
            ("bytes=-", RequestedRange::Whole),
            ("bytes=", RequestedRange::Whole),
            ("bytes=a-b", RequestedRange::Whole),
            ("bytes=--5", RequestedRange::Whole),
            ("bytes=+1-5", RequestedRange::Whole),
            ("bytes=99999999999999999999-", RequestedRange::Whole),
            ("items=0-9", RequestedRange::Whole),
            ("0-9", RequestedRange::Whole),
            ("", RequestedRange::Whole),
        ] {
            assert_eq!(requested(header, 100), expected, "{header}");
        }
        for header in ["bytes=0-", "bytes=0-0", "bytes=-1"] {
            assert_eq!(requested(header, 0), RequestedRange::Nothing, "an empty file has no parts: {header}");
        }
    }

    #[test]
    fn the_place_of_uploaded_bytes_takes_three_numbers_that_agree() {
        let at = |range, total| Some(Placed { range, total });
        for (header, expected) in [
            ("bytes 0-25/128", at(0..26, 128)),
            ("Bytes  0-0/1 ", at(0..1, 1)),
            ("bytes 26-127/128", at(26..128, 128)),
            ("bytes 0-18446744073709551614/18446744073709551615", at(0..u64::MAX, u64::MAX)),
            ("bytes 0-25/*", None),
            ("bytes */128", None),
            ("bytes 0-128/128", None),
            ("bytes 9-5/128", None),
            ("bytes -1-5/128", None),
            ("bytes 0--5/128", None),
            ("bytes 0-25/-128", None),
            ("bytes 0-25/+128", None),
            ("bytes 0-99999999999999999999/99999999999999999999", None),
            ("bytes=0-25/128", None),
            ("bytes 0-25", None),
            ("items 0-25/128", None),
            ("0-25/128", None),
            ("bytes 0-/0", None),
            ("", None),
        ] {
            assert_eq!(placed(header), expected, "{header}");
        }
    }
}
