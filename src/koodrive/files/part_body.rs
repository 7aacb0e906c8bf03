//! The parts of an upload, as clients announce them and are told where to send them.

use serde::Deserialize;

use crate::{
    http::{self, LinkBase, body::Object},
    koodrive::{addresses::PartAddress, error::Error, json::Loose, wire::PartUrl},
    world::{Upload, UploadError, UploadId, World},
};

/// The least bytes of a part that is not the last one.
pub const SMALLEST: u64 = 5 << 20;
/// The most bytes of a part.
const LARGEST: u64 = 5 << 30;
/// The highest number of a part.
const MOST: u32 = 10_000;
/// The words of the state of a SHA-256.
const STATE_WORDS: usize = 8;

/// A part that a client announces.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PartBody {
    #[serde(default)]
    part_number: Loose<u32>,
    #[serde(default)]
    part_size: Loose<u64>,
    #[serde(default)]
    part_offset: Loose<u64>,
    /// The state of the digest where the part begins; nothing here needs it, as the whole is hashed.
    hash_ctx: Option<Vec<u32>>,
}

/// A part that is announced, with a number and a size that parts may have.
#[derive(Clone, Copy)]
pub struct Announced {
    number: u32,
    offset: Option<u64>,
    size: u64,
}

/// Reads the parts of a request; each number stands there once.
pub fn read(parts: &[Object<PartBody>]) -> Result<Vec<Announced>, Error> {
    let mut read = Vec::with_capacity(parts.len());
    for Object(PartBody { part_number, part_size, part_offset, hash_ctx }) in parts {
        let number = part_number.0.filter(|number| (1..=MOST).contains(number)).ok_or(Error::Parameters)?;
        let size = part_size.0.filter(|size| *size <= LARGEST).ok_or(Error::Parameters)?;
        if hash_ctx.as_ref().is_some_and(|words| ![0, STATE_WORDS].contains(&words.len())) {
            return Err(Error::Parameters);
        }
        read.push(Announced { number, offset: part_offset.0, size });
    }
    let mut numbers: Vec<u32> = read.iter().map(|part| part.number).collect();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.len() == read.len() { Ok(read) } else { Err(Error::Parameters) }
}

/// Refuses parts that are not all of a file of this length, each behind the one before it.
///
/// A part without an offset follows the one with the number before.
pub fn check_whole(parts: &[Announced], length: u64) -> Result<(), Error> {
    let mut parts = parts.to_vec();
    http::sort_by_key(&mut parts, |part| part.number);
    let mut at = 0;
    let mut ranges = Vec::with_capacity(parts.len());
    for part in parts {
        let start = part.offset.unwrap_or(at);
        at = start.checked_add(part.size).ok_or(Error::Parameters)?;
        ranges.push((start, at));
    }
    ranges.sort_unstable();
    let end = ranges.into_iter().try_fold(0, |end, (start, next)| (start == end).then_some(next));
    if end == Some(length) { Ok(()) } else { Err(Error::Parameters) }
}

/// Returns the parts of a file whose client leaves them to the service: as few as there can be.
pub fn usual(length: u64) -> Vec<Announced> {
    let count = length.div_ceil(LARGEST).max(1);
    let part = |at: u64| {
        let offset = at * LARGEST;
        Announced {
            number: u32::try_from(at + 1).unwrap_or(MOST),
            offset: Some(offset),
            size: (length - offset).min(LARGEST),
        }
    };
    (0..count).map(part).collect()
}

/// Announces the parts of an upload; returns their addresses.
pub fn announce(
    world: &mut World,
    id: UploadId,
    parts: &[Announced],
    base: &LinkBase,
) -> Result<Vec<PartUrl>, Error> {
    for Announced { number, offset, size } in parts {
        let length = world.upload(id)?.spec.expected.size;
        let is_last = offset.is_none_or(|offset| Some(offset.saturating_add(*size)) == length);
        if *size < SMALLEST && !is_last {
            return Err(Error::Parameters);
        }
        world.announce_part(id, *number, *offset, *size)?;
    }
    let url = |Announced { number, offset, size }: &Announced| PartUrl {
        part_number: *number,
        part_size: *size,
        part_offset: *offset,
        upload_url: PartAddress { upload: id, number: *number }.url(base),
    };
    Ok(parts.iter().map(url).collect())
}

/// Refuses an upload with a part that is too small and not the last one.
pub fn check_sizes(upload: &Upload) -> Result<(), Error> {
    let last = upload.parts().map(|(number, _)| number).max();
    let is_small = upload.parts().any(|(number, part)| part.size < SMALLEST && Some(number) != last);
    if is_small { Err(UploadError::Incomplete.into()) } else { Ok(()) }
}
