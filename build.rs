//! Compresses the files of the page: text takes two fifths of its room then, and the binary has little.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
};

use flate2::{Compression, write::GzEncoder};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=ui");
    let (root, out) = (folder("CARGO_MANIFEST_DIR")?.join("ui"), folder("OUT_DIR")?);
    let mut table = String::from("&[");
    for (number, file) in files(&root)?.iter().enumerate() {
        let name = file.strip_prefix(&root)?.to_str().ok_or("a plain name")?.replace('\\', "/");
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(&fs::read(file)?)?;
        fs::write(out.join(format!("ui-{number}.gz")), encoder.finish()?)?;
        let compressed = format!("concat!(env!(\"OUT_DIR\"), \"/ui-{number}.gz\")");
        write!(table, "({name:?}, include_bytes!({compressed})),")?;
    }
    fs::write(out.join("ui.rs"), table + "]")?;
    Ok(())
}

/// Returns a folder that cargo names.
#[expect(clippy::disallowed_methods, reason = "cargo speaks to build scripts by the environment")]
fn folder(variable: &str) -> Result<PathBuf, Box<dyn Error>> {
    Ok(env::var_os(variable).ok_or(variable)?.into())
}

/// Returns what is served of a folder and those in it, in order; what is written about the files is not.
fn files(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.extension().is_none_or(|extension| extension != "md") {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
