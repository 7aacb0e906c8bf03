//! Items written as one zip, for downloads of many.

use std::{
    collections::{HashMap, HashSet},
    io::Write,
    sync::Arc,
};

use bytes::Bytes;
use zip::{DateTime, ZipWriter, result::ZipResult, write::SimpleFileOptions};

use super::blocking::heavy;
use crate::{
    sandbox::Memory,
    world::{Content, Error, Packed, Timestamp, name::split_extension},
};

/// The hours by which the clocks of the services that make archives run ahead of UTC.
const TIME_ZONE: i8 = 8;

/// Returns the archive of these items, as [`write()`] does, made on another thread.
///
/// # Errors
/// [`Error::QuotaExceeded`] if there is no room, and what [`write()`] returns.
pub async fn package(parts: Vec<Arc<[Packed]>>, memory: &Memory) -> Result<ZipResult<Bytes>, Error> {
    let room = parts.iter().flat_map(|part| part.iter()).map(room).sum();
    match heavy(memory, room, move || write(&parts)).await? {
        Ok(bytes) => Ok(Ok(memory.keep(bytes)?)),
        Err(cause) => Ok(Err(cause)),
    }
}

/// Returns the most bytes that an item takes in an archive: packing makes some contents longer.
fn room(packed: &Packed) -> u64 {
    let content = packed.content.as_ref().map_or(0, Content::size);
    content + content / 1000 + 2 * packed.path.len() as u64 + 512
}

/// Returns the archive of these items, each with all that lies below it: the same bytes each time.
///
/// # Errors
/// Those of the writer, for names that no archive holds.
fn write(parts: &[Arc<[Packed]>]) -> ZipResult<Vec<u8>> {
    let mut bytes = Vec::new();
    // Of the same type as the other writer of the program, which is compiled once so.
    let mut zip = ZipWriter::new_stream(Box::new(&mut bytes) as Box<dyn Write + '_>);
    let mut taken = HashSet::new();
    for part in parts {
        let mut tops = HashMap::new();
        for packed in part.iter() {
            let (top, below) = packed.path.split_at(packed.path.find('/').unwrap_or(packed.path.len()));
            let is_folder = packed.content.is_none() || !below.is_empty();
            let top = tops.entry(top).or_insert_with(|| free_name(&mut taken, top, is_folder));
            let options = SimpleFileOptions::default().last_modified_time(stamp(packed.modified));
            match &packed.content {
                None => zip.add_directory(format!("{top}{below}"), options)?,
                Some(content) => {
                    let large = content.size() >= u64::from(u32::MAX);
                    zip.start_file(format!("{top}{below}"), options.large_file(large))?;
                    content.pieces().iter().try_for_each(|piece| zip.write_all(piece))?;
                }
            }
        }
    }
    zip.finish()?;
    Ok(bytes)
}

/// Returns a name that stands nowhere at the top yet: entries of one package may come from several folders.
fn free_name(taken: &mut HashSet<String>, name: &str, is_folder: bool) -> String {
    let (stem, extension) = if is_folder { (name, "") } else { split_extension(name) };
    let mut free = name.to_owned();
    let mut round = 0u32;
    while !taken.insert(free.clone()) {
        round += 1;
        free = format!("{stem}({round}){extension}");
    }
    free
}

/// Returns a time in the form of archives, which begins in 1980 and has no zone: by the services' clocks.
fn stamp(at: Timestamp) -> DateTime {
    let at = at.civil(TIME_ZONE);
    let part = |number: i8| u8::try_from(number).unwrap_or(0);
    let year = u16::try_from(at.year()).unwrap_or(0);
    let (date, time) = ((part(at.month()), part(at.day())), (part(at.hour()), part(at.minute())));
    DateTime::from_date_and_time(year, date.0, date.1, time.0, time.1, part(at.second())).unwrap_or_default()
}
