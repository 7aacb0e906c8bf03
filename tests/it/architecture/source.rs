//! The files of `src`, each with the module that it is.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A file of Rust, read.
pub struct Source {
    /// Its path from the root of the repository, with slashes: `src/world/mod.rs`.
    pub file: String,
    /// The module that it is, `["world"]`; the library itself has no name, the binary is `["main"]`.
    pub module: Vec<String>,
    pub syntax: syn::File,
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file below a folder of the repository, in order.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

pub fn name(path: &Path) -> String {
    let parts = path.strip_prefix(root()).expect("in the repository").iter();
    parts.map(|part| part.to_str().expect("a plain name")).collect::<Vec<_>>().join("/")
}

/// The whole crate.
pub fn sources() -> Vec<Source> {
    let read = |path: PathBuf| Source::parse(name(&path), &fs::read_to_string(&path).expect("text"));
    files("src").into_iter().map(read).collect()
}

impl Source {
    pub fn parse(file: String, text: &str) -> Self {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{file}: {error}"));
        let stem = file.trim_start_matches("src/").trim_end_matches(".rs");
        let stem = stem.strip_suffix("/mod").unwrap_or(stem);
        let module = if stem == "lib" { Vec::new() } else { stem.split('/').map(str::to_owned).collect() };
        Self { file, module, syntax }
    }
}
