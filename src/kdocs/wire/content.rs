//! Where the content of a file can be had.

use data_encoding::HEXLOWER;
use serde::Serialize;

/// A download address: <https://developer.kdocs.cn/server/personal/download.html>.
#[derive(Serialize)]
pub struct Download {
    pub url: String,
    pub fsize: u64,
    pub checksums: Checksums,
}

/// The digests of a content.
#[derive(Serialize)]
pub struct Checksums {
    /// In lowercase hex.
    pub sha1: String,
}

impl Checksums {
    /// Returns this digest as clients read it.
    pub fn new(sha1: &[u8; 20]) -> Self {
        Self { sha1: HEXLOWER.encode(sha1) }
    }
}
