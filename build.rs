//! Compresses the files of the page, the description of the control API, and the addresses of the vendors' pages about
//! operations: text takes two fifths of its room then, and the binary has little.

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
    println!("cargo::rerun-if-changed=docs/openapi.json");
    let (repository, out) = (folder("CARGO_MANIFEST_DIR")?, folder("OUT_DIR")?);
    let description = fs::read_to_string(repository.join("docs/openapi.json"))?;
    // No line breaks within a text of JSON, so this changes nothing that it says.
    let description: String = description.lines().map(str::trim_start).collect();
    fs::write(out.join("openapi.json.gz"), compressed(description.as_bytes())?)?;
    let root = repository.join("ui");
    let mut table = String::from("&[");
    for (number, file) in files(&root)?.iter().enumerate() {
        let name = file.strip_prefix(&root)?.to_str().ok_or("a plain name")?.replace('\\', "/");
        fs::write(out.join(format!("ui-{number}.gz")), compressed(&fs::read(file)?)?)?;
        let compressed = format!("concat!(env!(\"OUT_DIR\"), \"/ui-{number}.gz\")");
        write!(table, "({name:?}, include_bytes!({compressed})),")?;
    }
    fs::write(out.join("ui.rs"), table + "]")?;
    println!("cargo::rerun-if-changed=docs/fidelity");
    let mut pages = String::new();
    for provider in ["graph", "kdocs", "wps", "koodrive"] {
        let table = folder("CARGO_MANIFEST_DIR")?.join(format!("docs/fidelity/{provider}.md"));
        fs::read_to_string(table)?.lines().for_each(|row| push_pages(&mut pages, row));
    }
    fs::write(out.join("vendor-pages.gz"), compressed(pages.as_bytes())?)?;
    Ok(())
}

fn compressed(text: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(text)?;
    Ok(encoder.finish()?)
}

/// Adds a line `METHOD /path address` for each operation of a row that names pages of the vendor: to each its own, or
/// to all of them the first.
fn push_pages(pages: &mut String, row: &str) {
    let cells: Vec<&str> = row.split(" | ").collect();
    let [operations, _, sources, ..] = *cells else { return };
    let names = operations.split('`').skip(1).step_by(2).filter(|name| name.contains(" /"));
    let names: Vec<&str> = names.collect();
    let links = sources.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let links: Vec<&str> = links.filter(|link| link.starts_with("https://")).collect();
    for (at, name) in names.iter().enumerate() {
        let own = if links.len() == names.len() { links.get(at) } else { links.first() };
        if let Some(link) = own {
            pages.extend([name, " ", link, "\n"]);
        }
    }
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
