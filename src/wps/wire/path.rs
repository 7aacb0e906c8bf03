//! Where items lie, and what their names are.

use serde::Serialize;

/// The response to 获取文件路径.
#[derive(Serialize)]
pub struct FilePath<'w> {
    pub location_id: String,
    pub location_type: &'static str,
    pub paths: Vec<PathStep<'w>>,
}

/// An item on the way from the root.
#[derive(Serialize)]
pub struct PathStep<'w> {
    pub file_id: String,
    pub name: &'w str,
}

/// The response to 检查文件名是否已存在.
#[derive(Serialize)]
pub struct NameCheck {
    pub is_exist: bool,
}
