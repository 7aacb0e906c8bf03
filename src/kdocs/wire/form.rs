//! Forms: <https://developer.kdocs.cn/server/form/get-form.html>.

use serde::Serialize;
use serde_json::{Map, Value};

/// A form that was made.
#[derive(Serialize)]
pub struct MadeForm {
    pub form_id: String,
}

/// A form with all that it was given.
#[derive(Serialize)]
pub struct WholeForm {
    pub form_id: String,
    #[serde(flatten)]
    pub given: Map<String, Value>,
    pub ctime: i64,
    pub mtime: i64,
}

/// The forms of a user.
#[derive(Serialize)]
pub struct Forms {
    pub forms: Vec<FormRow>,
    pub total: usize,
}

/// A form in a list.
#[derive(Serialize)]
pub struct FormRow {
    pub form_id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subtitle: Option<String>,
    pub kind: &'static str,
    #[serde(rename = "type")]
    pub state: &'static str,
    pub star: bool,
    pub ctime: i64,
    pub mtime: i64,
}
