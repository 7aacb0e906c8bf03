//! Snapshots in files of the system.

use std::{
    fs,
    io::BufWriter,
    path::{Path, PathBuf},
};

use super::{error::SnapshotFileError, read::read, write::write};
use crate::sandbox::{Memory, Sandbox, Saved};

/// Reads a state from a file.
///
/// # Errors
/// [`SnapshotFileError`].
pub fn load(file: &Path, memory: &Memory) -> Result<Saved, SnapshotFileError> {
    read(&memory.keep(fs::read(file)?)?, memory)
}

/// Writes a state to a file: beside it first, so that what was there stays whole until all of it is written.
///
/// # Errors
/// Those of the system.
fn save(saved: &Saved, file: &Path) -> Result<(), SnapshotFileError> {
    let beside = beside(file);
    let written = fs::File::create(&beside)
        .and_then(|to| {
            write(saved, Box::new(BufWriter::new(to.try_clone()?)))?;
            to.sync_all()
        })
        .and_then(|()| fs::rename(&beside, file));
    if written.is_err() {
        // What is left of it is of no use; there may be nothing.
        let _ = fs::remove_file(&beside);
    }
    Ok(written?)
}

/// Returns the file that is written first.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", std::process::id()));
    file.with_file_name(name)
}

/// Tries whether a file can be written, so that nobody learns in the end that it cannot.
///
/// # Errors
/// Those of the system.
pub fn try_writing(file: &Path) -> Result<(), SnapshotFileError> {
    let beside = beside(file);
    fs::write(&beside, [])?;
    Ok(fs::remove_file(beside)?)
}

/// Writes the state of a sandbox to a file, and tells the log how that went. Returns whether it went well.
pub fn persist(sandbox: &Sandbox, file: &Path) -> bool {
    let written = save(&sandbox.save(), file);
    match &written {
        Ok(()) => tracing::info!(file = %file.display(), "the state was written"),
        Err(error) => tracing::error!(file = %file.display(), %error, "the state could not be written"),
    }
    written.is_ok()
}
