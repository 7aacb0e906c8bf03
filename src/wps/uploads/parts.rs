//! The parts of an upload: all of one size but the last, in their order.

use std::ops::Range;

use crate::{
    world::{Upload, UploadError},
    wps::error::Error,
};

/// Returns the size that was announced.
pub fn announced(upload: &Upload) -> u64 {
    upload.spec.expected.size.unwrap_or(0)
}

/// Words why an upload in parts is refused: what is unknown has a code of its own there.
pub fn refused(error: UploadError) -> Error {
    if error == UploadError::Unknown { Error::NoParts } else { error.into() }
}

/// Returns how many parts a file has; an empty one has an empty part.
pub fn count(part: u64, size: u64) -> u64 {
    size.div_ceil(part.max(1)).max(1)
}

/// Returns the number of the next part, from 1.
pub fn next(upload: &Upload, part: u64) -> u64 {
    let (received, _) = upload.expected();
    let done = if upload.is_whole() { count(part, announced(upload)) } else { received / part.max(1) };
    done + 1
}

/// Returns the place of a part.
///
/// # Errors
/// [`Error::Value`] if the file has no such part.
pub fn range(number: u64, part: u64, size: u64) -> Result<Range<u64>, Error> {
    let count = count(part, size);
    if !(1..=count).contains(&number) {
        return Err(Error::Value(format!("There are {count} parts, and no part {number}.").into()));
    }
    let start = (number - 1) * part;
    Ok(start..size.min(start.saturating_add(part)))
}

#[cfg(test)]
mod tests {
    use super::{count, range};

    #[test]
    fn parts_fill_the_file() {
        for (part, size, expected) in [
            (5, 12, &[(0, 5), (5, 10), (10, 12)][..]),
            (5, 10, &[(0, 5), (5, 10)]),
            (5, 3, &[(0, 3)]),
            (5, 0, &[(0, 0)]),
        ] {
            let ranges = (1..=count(part, size)).filter_map(|number| range(number, part, size).ok());
            let ranges: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
            assert_eq!(ranges, expected, "{size} in parts of {part}");
            assert!(range(0, part, size).is_err() && range(count(part, size) + 1, part, size).is_err());
        }
    }
}
