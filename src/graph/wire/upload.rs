//! Upload sessions: <https://learn.microsoft.com/en-us/graph/api/resources/uploadsession>.

use serde::Serialize;

/// An upload session: <https://learn.microsoft.com/en-us/graph/api/resources/uploadsession>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UploadSession {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub expiration_date_time: String,
    /// At most one, with an end as soon as the size is known: some clients cannot read a range without one.
    pub next_expected_ranges: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upload_url: Option<String>,
}
