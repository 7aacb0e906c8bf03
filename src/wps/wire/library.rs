//! Team document libraries: a drive and the group that it belongs to.

use std::collections::BTreeMap;

use serde::Serialize;

use super::drive::DriveBody;

/// A library (reference 9.9).
#[derive(Serialize)]
pub struct Library<'w> {
    pub drive: DriveBody<'w>,
    pub group: GroupBody<'w>,
    pub pinned: bool,
    /// The role of the caller.
    pub user_role: &'static str,
}

/// A library that was made.
#[derive(Serialize)]
pub struct CreatedLibrary<'w> {
    #[serde(flatten)]
    pub library: Library<'w>,
    /// Empty, as nobody has to approve.
    pub approval_id: &'static str,
}

/// A library that was found.
#[derive(Serialize)]
pub struct FoundLibrary<'w> {
    #[serde(flatten)]
    pub library: Library<'w>,
    /// What was found, marked in the texts that it was found in, by their members.
    pub highlights: BTreeMap<&'static str, Vec<String>>,
}

/// A group (reference 6).
#[derive(Serialize)]
pub struct GroupBody<'w> {
    pub id: String,
    pub name: &'w str,
    pub avatar: &'static str,
    pub company_id: String,
    pub creator_id: String,
    pub owner_id: String,
    pub ctime: i64,
    pub mtime: i64,
    /// The department that it belongs to, or `0`.
    pub dept_id: String,
    pub description: &'w str,
    pub mail: &'static str,
    pub source: &'static str,
    pub status: &'static str,
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub member_total: usize,
}
