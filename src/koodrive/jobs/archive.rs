//! Reading archives: zip only, with names that cannot lead astray and within bounds that cannot be blown up.

use std::{
    collections::{HashMap, HashSet},
    io::Read,
    sync::Arc,
};

use bytes::Bytes;
use jiff::civil::DateTime;
use zip::{
    ZipArchive,
    read::{ZipFile, ZipReadOptions},
    result::ZipError,
};

use crate::{
    koodrive::{dates, place::DEEPEST},
    sandbox::Memory,
    world::{Content, Error, Reader, Unpacked, is_safe},
};

/// The most files and folders that an archive may hold.
pub const MOST_ENTRIES: usize = 10_000;

/// The most bytes that an archive may unfold to, counted as they are inflated: what its headers say is not
/// believed.
pub const MOST_BYTES: u64 = 256 << 20;

/// How many bytes are inflated at a time.
const PIECE: u64 = 1 << 20;

/// How much of an archive is read.
pub enum Extent {
    /// The names and sizes of everything.
    Names,
    /// Everything.
    Whole,
    /// What stands at these paths, and below them.
    Paths(Vec<String>),
}

/// An entry as the archive lists it.
struct Entry {
    index: usize,
    path: Arc<str>,
    is_folder: bool,
    size: u64,
    encrypted: bool,
}

type Archive<'a> = ZipArchive<Reader<'a>>;

/// Reads an archive whose folders may be `levels` deep; folders come before what lies in them, also those that
/// the archive leaves out.
///
/// # Errors
/// [`Error::BadArchive`], [`Error::BadPassword`], [`Error::TooDeep`], and [`Error::NotFound`] for a path that the
/// archive does not have.
pub fn read(
    archive: &Content,
    password: Option<&str>,
    extent: &Extent,
    levels: u32,
    memory: &Memory,
) -> Result<Vec<Unpacked>, Error> {
    read_within(archive, password, extent, levels, (MOST_BYTES, memory))
}

/// Returns when the entries of an archive were changed, in milliseconds since the epoch, by their paths; archives count
/// by the service's clocks.
pub fn times(archive: &Content) -> HashMap<String, i64> {
    let Ok(archive) = ZipArchive::new(archive.reader()) else { return HashMap::new() };
    let time = |index| {
        let entry = archive.by_index_data(index).ok()?;
        let at = entry.last_modified()?;
        let part = |number: u8| i8::try_from(number).ok();
        let (month, day, hour) = (part(at.month())?, part(at.day())?, part(at.hour())?);
        let (minute, second) = (part(at.minute())?, part(at.second())?);
        let at = DateTime::new(at.year().try_into().ok()?, month, day, hour, minute, second, 0).ok()?;
        let name = entry.name().ok()?.replace('\\', "/");
        Some((name.trim_end_matches('/').to_owned(), dates::of_local(at)?.millis()))
    };
    (0..archive.len()).filter_map(time).collect()
}

fn read_within(
    archive: &Content,
    password: Option<&str>,
    extent: &Extent,
    levels: u32,
    (mut left, memory): (u64, &Memory),
) -> Result<Vec<Unpacked>, Error> {
    let mut archive = ZipArchive::new(archive.reader()).map_err(|cause| bad(&cause))?;
    let mut entries = list(&archive, levels)?;
    if let Extent::Paths(paths) = extent {
        entries = select(entries, paths)?;
    }
    let mut files = Vec::with_capacity(entries.len());
    let mut folders = HashSet::new();
    for entry in entries {
        let above = entry.path.match_indices('/').map(|(end, _)| &entry.path[..end]);
        for folder in above.chain(entry.is_folder.then_some(&*entry.path)) {
            if !folders.contains(folder) {
                let path: Arc<str> = folder.into();
                folders.insert(Arc::clone(&path));
                files.push(Unpacked { path, content: None, size: 0 });
            }
        }
        if !entry.is_folder {
            let mut file = open(&mut archive, &entry, password)?;
            let content = match extent {
                Extent::Names => None,
                Extent::Whole | Extent::Paths(_) => Some(inflate(&mut file, &entry, left, memory)?),
            };
            let size = content.as_ref().map_or(entry.size, Content::size);
            left = left.saturating_sub(content.as_ref().map_or(0, Content::size));
            // A name alone would be taken for a folder: what is only looked into is an empty file.
            let content = content.or_else(|| Some(Content::new(Bytes::new())));
            files.push(Unpacked { path: entry.path, content, size });
        }
        if files.len() > MOST_ENTRIES {
            return Err(Error::BadArchive);
        }
    }
    Ok(files)
}

/// Returns the entries in their order; one with an unsafe name condemns the archive.
fn list(archive: &Archive<'_>, levels: u32) -> Result<Vec<Entry>, Error> {
    if archive.len() > MOST_ENTRIES {
        return Err(Error::BadArchive);
    }
    let entry = |index| {
        let listed = archive.by_index_data(index).map_err(|cause| bad(&cause))?;
        // Some programs for Windows write backslashes.
        let name = listed.name().map_err(|cause| bad(&cause))?.replace('\\', "/");
        let path = name.strip_suffix('/').unwrap_or(&name);
        if !is_safe(path) || listed.is_symlink() {
            return Err(Error::BadArchive);
        }
        let is_folder = listed.is_dir();
        let folders = path.matches('/').count() + usize::from(is_folder);
        if u32::try_from(folders).map_or(true, |folders| folders > levels) {
            return Err(Error::TooDeep { limit: DEEPEST });
        }
        let (size, encrypted) = (listed.size(), listed.encrypted());
        Ok(Entry { index, path: path.into(), is_folder, size, encrypted })
    };
    (0..archive.len()).map(entry).collect()
}

/// Returns the entries at or below these paths; each path must have one.
fn select(entries: Vec<Entry>, paths: &[String]) -> Result<Vec<Entry>, Error> {
    let mut found_at: HashMap<&str, bool> =
        paths.iter().map(|path| (path.trim_matches('/'), false)).collect();
    let mut is_selected = |path: &str| {
        let ends = path.match_indices('/').map(|(end, _)| end).chain([path.len()]);
        let mut found = false;
        for end in ends {
            if let Some(seen) = found_at.get_mut(&path[..end]) {
                *seen = true;
                found = true;
            }
        }
        found
    };
    let selected = entries.into_iter().filter(|entry| is_selected(&entry.path)).collect();
    if found_at.values().all(|seen| *seen) { Ok(selected) } else { Err(Error::NotFound) }
}

/// Opens an entry, which checks the password.
fn open<'a, 'b>(
    archive: &'a mut Archive<'b>,
    entry: &Entry,
    password: Option<&str>,
) -> Result<ZipFile<'a, Reader<'b>>, Error> {
    // An open entry in a locked archive is read without the password.
    let password = password.filter(|_| entry.encrypted).map(str::as_bytes);
    let options = ZipReadOptions::new().password(password);
    archive.by_index_with_options(entry.index, options).map_err(|error| match error {
        ZipError::InvalidPassword | ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
            Error::BadPassword
        }
        cause => bad(&cause),
    })
}

/// Inflates at most `left` bytes, and checks them against their checksum.
fn inflate(file: &mut impl Read, entry: &Entry, left: u64, memory: &Memory) -> Result<Content, Error> {
    let (mut pieces, mut total) = (Vec::new(), 0);
    loop {
        let charge = memory.charge(PIECE)?;
        let mut piece = Vec::new();
        match file.take(PIECE).read_to_end(&mut piece) {
            Ok(0) => return Ok(Content::from_pieces(pieces)),
            Ok(read) => total += read as u64,
            // With the old encryption, one wrong password in 256 shows only in the rubbish that it yields.
            Err(_) if entry.encrypted => return Err(Error::BadPassword),
            Err(cause) => return Err(bad(&cause)),
        }
        if total > left {
            return Err(Error::BadArchive);
        }
        piece.shrink_to_fit();
        pieces.push(charge.keep(piece.into()));
    }
}

/// Returns the error of an archive that cannot be read, whose cause only the log sees.
fn bad(cause: &(dyn std::error::Error + 'static)) -> Error {
    tracing::debug!(cause, "an archive cannot be read");
    Error::BadArchive
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::{Bytes, Content, Extent, Memory, read_within};
    use crate::world::Error;

    /// A zip of files that hold nothing but zeros.
    fn zeros(sizes: &[usize]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (at, size) in sizes.iter().enumerate() {
            zip.start_file(at.to_string(), SimpleFileOptions::default()).expect("a name");
            zip.write_all(&vec![0; *size]).expect("memory");
        }
        zip.finish().expect("memory").into_inner()
    }

    fn read(bytes: &[u8], left: u64) -> Result<usize, Error> {
        read_extent(bytes, &Extent::Whole, left)
    }

    fn read_extent(bytes: &[u8], extent: &Extent, left: u64) -> Result<usize, Error> {
        let archive = Content::new(Bytes::copy_from_slice(bytes));
        read_within(&archive, None, extent, 30, (left, &Memory::default())).map(|files| files.len())
    }

    #[test]
    fn what_unfolds_to_too_many_bytes_is_refused() {
        let bytes = zeros(&[600_000, 400_000]);
        assert!(bytes.len() < 2000, "it is small: {} bytes", bytes.len());
        assert_eq!(read(&bytes, 1_000_000), Ok(2));
        assert_eq!(read(&bytes, 999_999), Err(Error::BadArchive));
        assert_eq!(read(&bytes, 0), Err(Error::BadArchive));
    }

    #[test]
    fn what_the_headers_say_of_the_size_is_not_believed() {
        let mut bytes = zeros(&[500_000]);
        let (said, lie) = (500_000u32.to_le_bytes(), 5u32.to_le_bytes());
        let places: Vec<_> = (0..bytes.len() - 4).filter(|at| bytes[*at..at + 4] == said).collect();
        assert_eq!(places.len(), 2, "in the local and in the central header");
        for at in places {
            bytes[at..at + 4].copy_from_slice(&lie);
        }
        assert_eq!(read(&bytes, 1000), Err(Error::BadArchive));
    }

    #[test]
    fn an_archive_that_was_cut_or_bent_is_no_archive() {
        let bytes = zeros(&[1000]);
        for length in 0..bytes.len() {
            assert_eq!(read(&bytes[..length], 1000), Err(Error::BadArchive), "{length}");
        }
        let whole = read_extent(&bytes, &Extent::Names, 0).expect("a zip");
        for at in 0..bytes.len() {
            let mut bent = bytes.clone();
            bent[at] ^= 0x5a;
            // Some bytes do not matter; none may make it panic or grow.
            assert!(read(&bent, 1000).unwrap_or(0) <= whole, "{at}");
        }
    }
}
