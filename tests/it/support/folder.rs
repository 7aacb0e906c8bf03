//! Folders of tests.

use std::{fs, path::PathBuf};

/// An empty folder of a test's own, of this name below the folder for tests.
pub fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    folder
}
