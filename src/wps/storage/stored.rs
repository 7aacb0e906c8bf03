//! What stands in the storage, as it is sent.

use data_encoding::HEXLOWER;

use crate::{
    http,
    world::{Content, Timestamp},
};

/// What is sent.
pub struct Download {
    /// The name to save it under.
    pub name: String,
    /// The bytes.
    pub content: Content,
    /// When they were last changed.
    pub modified: Timestamp,
}

/// Returns the entity tag of a content, which is its MD5 digest.
pub async fn tag(content: &Content) -> String {
    format!("\"{}\"", http::hash(content, |content| HEXLOWER.encode(content.md5())).await)
}
