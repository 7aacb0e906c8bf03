//! Share links.

use serde::Serialize;

use super::{file::File, values::Identity};

/// A share link (reference 6).
#[derive(Default, Serialize)]
pub struct LinkBody<'w> {
    pub id: String,
    pub url: String,
    pub drive_id: String,
    pub file_id: String,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub opts: Option<LinkOpts<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_by: Option<Identity<'w>>,
    /// The older name of `created_by`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<Identity<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ctime: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mtime: Option<i64>,
}

/// What is said of a link besides what it opens.
#[derive(Serialize)]
pub struct LinkOpts<'w> {
    pub allow_perm_apply: bool,
    /// Empty if there is no password, and for those who do not share the item.
    pub check_code: &'w str,
    pub close_after_expire: bool,
    pub expire_period: u32,
    /// 0 if it never ends.
    pub expire_time: i64,
}

/// An item that somebody else shared with the caller.
#[derive(Serialize)]
pub struct Received<'w> {
    pub file: File<'w>,
    pub recv_time: i64,
}
