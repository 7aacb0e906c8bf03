//! Drives.

use serde::Serialize;

use super::values::{Attribute, Identity};

/// A drive (reference 6).
#[derive(Serialize)]
pub struct DriveBody<'w> {
    pub id: String,
    pub name: &'w str,
    pub description: &'w str,
    pub allotee_id: String,
    pub allotee_type: &'static str,
    pub company_id: String,
    pub created_by: Identity<'w>,
    pub ctime: i64,
    pub mtime: i64,
    pub quota: Quota,
    pub source: &'w str,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ext_attrs: Option<Vec<Attribute<'w>>>,
}

/// The space of a drive, in bytes.
#[derive(Serialize)]
pub struct Quota {
    /// Of what lies in its recycle bin.
    pub deleted: u64,
    pub remaining: u64,
    pub total: u64,
    pub used: u64,
}
