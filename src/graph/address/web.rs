//! The addresses of drives and items in a browser.

use data_encoding::BASE64URL_NOPAD;

use super::find;
use crate::world::{Drive, Flavor, World};

/// Returns the path of a drive in a browser, below the host: a library of a site, or a drive of its own.
pub fn web_path(world: &World, drive: &Drive) -> String {
    let library = if drive_type(drive) == "documentLibrary" { "Shared%20Documents" } else { "Documents" };
    match find::site_path(world, drive) {
        Some(site) => ["/", &site, "/", library].concat(),
        None => format!("/drives/{}", drive.id.number()),
    }
}

/// Returns the name of the host that links begin with.
pub fn host(base: &str) -> &str {
    base.split_once("://").map_or("", |(_, rest)| rest.split(['/', ':']).next().unwrap_or_default())
}

/// Returns which of the three kinds of drives this is.
pub fn drive_type(drive: &Drive) -> &'static str {
    match (drive.flavor, drive.person()) {
        (Flavor::Consumer, _) => "personal",
        (Flavor::Business, Some(_)) => "business",
        (Flavor::Business, None) => "documentLibrary",
    }
}

/// Returns the `u!` form of an address: <https://learn.microsoft.com/en-us/graph/api/shares-get>.
pub fn share_token(address: &str) -> String {
    format!("u!{}", BASE64URL_NOPAD.encode(address.as_bytes()))
}
