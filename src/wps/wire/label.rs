//! Labels, and the objects that have them.

use std::sync::Arc;

use serde::Serialize;

use super::file::File;

/// A label.
#[derive(Clone, Serialize)]
pub struct LabelBody {
    pub id: String,
    pub name: Arc<str>,
    pub label_type: &'static str,
    pub allotee_type: &'static str,
    pub allotee_id: String,
    pub attr: Arc<str>,
    /// 0 for those of the service.
    pub ctime: i64,
    pub mtime: i64,
    /// A digest of name and property.
    pub hash: u32,
    pub rank: i64,
}

/// A label that was made: clients read it here or there.
#[derive(Serialize)]
pub struct CreatedLabel {
    pub label: LabelBody,
    #[serde(flatten)]
    pub flat: LabelBody,
}

/// An object that has a label.
#[derive(Serialize)]
pub struct LabelledObject<'w> {
    pub object_id: String,
    pub object_type: &'static str,
    pub label_id: String,
    /// When it got the label; 0 where that is not kept.
    pub ctime: i64,
    /// Of what is no drive.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<File<'w>>,
}
