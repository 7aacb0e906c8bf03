//! Documents of applications.

use std::{borrow::Cow, sync::Arc};

use serde::Serialize;

use crate::{
    kdocs::ids,
    world::{Node, Version, World},
};

/// What is known of a document, or of a directory, which has neither a content type nor a version: reference 15, 36.
#[derive(Serialize)]
pub struct AppFile {
    pub file_token: String,
    pub name: Arc<str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub content_type: Option<String>,
    pub size: u64,
    pub ctime: i64,
    pub mtime: i64,
    /// None for the topmost directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_token: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u32>,
    /// The person whom the application named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub creator: Option<Arc<str>>,
    /// The person whom the application named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub modifier: Option<Arc<str>>,
}

impl AppFile {
    /// Returns what is known of an item.
    pub fn of(world: &World, node: &Node) -> Self {
        let people = world.metadata(node.id);
        let mime = || mime_guess::from_path(&*node.name).first_or_octet_stream().to_string();
        Self {
            file_token: ids::file_token(node.id),
            name: Arc::clone(&node.name),
            content_type: (!node.is_folder()).then(mime),
            size: node.size(),
            ctime: node.created.at.seconds(),
            mtime: node.modified.at.seconds(),
            parent_token: node.parent.map(ids::file_token),
            version: (!node.is_folder()).then(|| node.version()),
            creator: people.and_then(|people| people.creator.clone()),
            modifier: people.and_then(|people| people.modifier.clone()),
        }
    }
}

/// A part of a directory.
#[derive(Serialize)]
pub struct AppFileList {
    pub files: Vec<AppFile>,
    /// Where the next part begins; -1 if there is none.
    pub next_offset: i64,
}

/// A document that was made.
#[derive(Serialize)]
pub struct NewAppFile {
    pub file_token: String,
}

/// A version of a document.
#[derive(Serialize)]
pub struct VersionBody {
    pub version: u32,
    pub size: u64,
    pub mtime: i64,
}

impl VersionBody {
    /// Returns what is known of a version.
    pub fn of(version: &Version) -> Self {
        let mtime = version.modified.at.seconds();
        Self { version: version.number, size: version.content.size(), mtime }
    }
}

/// A part of the versions of a document, newest first.
#[derive(Serialize)]
pub struct VersionList {
    pub versions: Vec<VersionBody>,
    /// Where the next part begins; -1 if there is none.
    pub next_offset: i64,
}

/// How far an upload from an address is: <https://developer.kdocs.cn/server/appspace/upload-progress.html>; the vendor
/// names no members.
#[derive(Serialize)]
pub struct UploadProgress {
    pub task_id: String,
    pub status: &'static str,
    /// In percent.
    pub progress: u8,
    /// The document, once it is made.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file_token: Option<String>,
    /// Why there is none.
    #[serde(flatten)]
    pub reason: Option<Reason>,
}

/// Why a task failed, in the words of an error.
#[derive(Serialize)]
pub struct Reason {
    pub code: u32,
    pub message: &'static str,
    pub hint: Cow<'static, str>,
}
