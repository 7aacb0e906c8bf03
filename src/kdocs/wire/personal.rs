//! Documents of users.

use serde::Serialize;

use super::file::IdPair;

/// A file or directory in a list: <https://developer.kdocs.cn/server/personal/files.html>.
#[derive(Serialize)]
pub struct PersonalFile {
    pub id: IdPair,
    pub fname: String,
    pub ftype: &'static str,
    /// 0 for a directory.
    pub fsize: u64,
    /// In seconds.
    pub mtime: i64,
    /// None for the topmost directory.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_id: Option<String>,
}

/// A page of a list.
#[derive(Serialize)]
pub struct PersonalFiles {
    pub files: Vec<PersonalFile>,
    /// Where the next page begins; -1 if there is none.
    pub next_offset: i64,
    /// What the next page begins with; none in searches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_filter: Option<&'static str>,
}

/// A document that was created or uploaded: <https://developer.kdocs.cn/server/personal/create-files.html>.
#[derive(Serialize)]
pub struct CreatedFile {
    pub id: IdPair,
    /// Whose documents it is among.
    pub space: &'static str,
}
