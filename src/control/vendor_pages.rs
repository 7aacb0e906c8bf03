//! Where the vendors say what their operations do, as the tables in `docs/fidelity` have it.

use std::{collections::HashMap, io::Read, sync::LazyLock};

use flate2::read::GzDecoder;

use crate::{config::base_paths, world::Api};

/// The tables of `build.rs`: lines of `METHOD /path address`, as gzip.
static COMPRESSED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/vendor-pages.gz"));

/// The same once somebody asks: addresses by method and path.
static PAGES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let mut text = String::new();
    // Reading from and writing to memory does not fail, and the build has compressed it.
    GzDecoder::new(COMPRESSED).read_to_string(&mut text).expect("the table was compressed whole");
    text.leak().lines().filter_map(|line| line.rsplit_once(' ')).collect()
});

/// Returns the address of the page about an operation.
pub fn find(method: &str, path: &str) -> Option<&'static str> {
    // Some tables leave out what all their paths begin with.
    let short = [Api::Kdocs, Api::Koodrive].iter().find_map(|api| path.strip_prefix(base_paths(*api)[0]));
    [Some(path), short].iter().flatten().find_map(|path| PAGES.get(&*format!("{method} {path}")).copied())
}
