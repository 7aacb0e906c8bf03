//! Reading a snapshot file.

use std::{io::Read, sync::Arc};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use serde_json::Value;
use zip::{CompressionMethod, ZipArchive, result::ZipError};

use super::{
    error::SnapshotFileError,
    head::{BLOBS, FORMAT, HEAD, Head, WORLD},
};
use crate::{
    sandbox::{Memory, Saved, read},
    world::{Content, Contents, Reader, World, sha256},
};

/// How much is unfolded at a time of what is packed, so that no more is than there is room for.
const STEP: u64 = 1 << 20;

/// Reads a state from a zip. Its contents stay where they lie in these bytes, if they are not packed.
///
/// # Errors
/// [`SnapshotFileError`].
pub fn read(file: &Bytes, memory: &Memory) -> Result<Saved, SnapshotFileError> {
    let whole = Content::new(file.clone());
    let zip = ZipArchive::new(whole.reader()).map_err(|error| SnapshotFileError::NoZip(error.to_string()))?;
    let mut parts = Parts { zip, file, memory };
    let head: Value = serde_json::from_slice(&parts.read(HEAD)?).map_err(|error| wrong(HEAD, &error))?;
    // Another format may have anything beside its number.
    if let Some(found) = head["format"].as_u64().filter(|format| *format > FORMAT) {
        return Err(SnapshotFileError::Newer { found, known: FORMAT });
    }
    let head: Head = read::read(&head).map_err(|error| wrong(HEAD, &error))?;
    let world = parts.read(WORLD)?;
    if HEXLOWER.encode(&sha256([&world])) != head.world_sha256 {
        return Err(SnapshotFileError::Changed(WORLD.into()));
    }
    let contents = parts.contents()?;
    let restored = World::restored(contents, || postcard::from_bytes(&world));
    let (world, used) = restored.map_err(|(error, missing)| match missing {
        Some(digest) => SnapshotFileError::Missing(format!("{BLOBS}{digest}")),
        None => wrong(WORLD, &error),
    })?;
    Ok(Saved::of(Arc::new(world), head.settings, head.clock, used))
}

/// The parts of a zip.
struct Parts<'a> {
    zip: ZipArchive<Reader<'a>>,
    file: &'a Bytes,
    memory: &'a Memory,
}

impl Parts<'_> {
    /// Returns all contents; each is what its name says.
    fn contents(&mut self) -> Result<Contents, SnapshotFileError> {
        let names = self.zip.file_names().filter_map(|name| Some(name.ok()?.into_owned()));
        let names: Vec<String> = names.filter(|name| name.starts_with(BLOBS)).collect();
        let mut contents = Contents::new();
        for name in names {
            let content = Content::new(self.read(&name)?);
            let digest = &name[BLOBS.len()..];
            if HEXLOWER.encode(content.sha256()) != digest {
                return Err(SnapshotFileError::Changed(name));
            }
            contents.insert(digest.to_owned(), content);
        }
        Ok(contents)
    }

    /// Returns a part: a slice of the file, or what it unfolds to.
    fn read(&mut self, name: &str) -> Result<Bytes, SnapshotFileError> {
        let mut part = self.zip.by_name(name).map_err(|error| match error {
            ZipError::FileNotFound => SnapshotFileError::Missing(name.into()),
            error => wrong(name, &error),
        })?;
        if part.compression() == CompressionMethod::Stored && !part.encrypted() {
            let place = part.data_start().and_then(|start| usize::try_from(start).ok());
            let size = usize::try_from(part.compressed_size()).ok();
            let end = place.zip(size).and_then(|(start, size)| start.checked_add(size));
            return match place.zip(end) {
                Some((start, end)) if end <= self.file.len() => Ok(self.file.slice(start..end)),
                _ => Err(wrong(name, &"it ends early")),
            };
        }
        let (mut bytes, mut charge) = (Vec::new(), self.memory.charge(0)?);
        loop {
            charge.grow(STEP)?;
            let read =
                part.by_ref().take(STEP).read_to_end(&mut bytes).map_err(|error| wrong(name, &error))?;
            if read == 0 {
                return Ok(charge.keep(bytes.into()));
            }
        }
    }
}

fn wrong(part: &str, reason: &dyn std::fmt::Display) -> SnapshotFileError {
    SnapshotFileError::Wrong { part: part.into(), reason: reason.to_string() }
}
