//! Storage addresses: where clients read and write the bytes of files. They stand on the mock itself.
//!
//! The vendor's are on hosts of their own and have paths that nobody needs to know. An address opens only for the
//! bearer of a token of the person or application that got it (reference 15, row 42).

mod address;
mod admit;
mod download;
mod package;
mod stored;
mod upload;

pub use self::address::{Opens, StorageBase};
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/storage")
        .get("/{sealed}", &download::DOWNLOAD, download::download)
        .put("/{sealed}", &upload::UPLOAD, upload::upload)
}
