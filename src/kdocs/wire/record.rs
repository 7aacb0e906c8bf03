//! Sheets of records: <https://developer.kdocs.cn/server/dbt/schemas.html>.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

/// What the vendor wraps once more.
#[derive(Serialize)]
pub struct Detail<T> {
    pub detail: T,
}

/// The sheets of a document.
#[derive(Serialize)]
pub struct Schemas {
    pub sheets: Vec<Schema>,
}

/// A sheet that was made.
#[derive(Serialize)]
pub struct MadeSheet {
    pub sheet: Schema,
}

/// A sheet: its fields and views.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Schema {
    pub id: u32,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub primary_field_id: Option<String>,
    pub records_count: usize,
    pub fields: Vec<FieldInfo>,
    pub views: Vec<ViewInfo>,
}

/// A field.
#[derive(Serialize)]
pub struct FieldInfo {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<SelectItem>,
}

/// A value that a selection offers.
#[derive(Serialize)]
pub struct SelectItem {
    pub value: String,
}

/// A view.
#[derive(Serialize)]
pub struct ViewInfo {
    pub id: String,
    pub name: String,
    #[serde(rename = "type")]
    pub kind: String,
}

/// Records, and where the next page begins.
#[derive(Serialize)]
pub struct RecordRows {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offset: Option<String>,
    pub records: Vec<RecordRow>,
}

/// A record: the values of its fields by their names or ids.
#[derive(Serialize)]
pub struct RecordRow {
    pub id: String,
    pub fields: BTreeMap<String, Value>,
}
