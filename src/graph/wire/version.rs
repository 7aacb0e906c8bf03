//! Versions: <https://learn.microsoft.com/en-us/graph/api/resources/driveitemversion>.

use serde::Serialize;

use super::identity::IdentitySet;
use crate::{graph::short_text::ShortText, http::Repeated};

/// A version: <https://learn.microsoft.com/en-us/graph/api/resources/driveitemversion>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VersionBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    /// The address of the content, which needs no token; on personal drives.
    #[serde(rename = "@microsoft.graph.downloadUrl", skip_serializing_if = "Option::is_none")]
    pub download_url: Option<String>,
    pub id: String,
    pub last_modified_by: Repeated<IdentitySet>,
    pub last_modified_date_time: ShortText,
    pub publication: Publication,
    pub size: u64,
}

/// How far an item is published: <https://learn.microsoft.com/en-us/graph/api/resources/publicationfacet>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Publication {
    pub level: &'static str,
    pub version_id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub checked_out_by: Option<IdentitySet>,
}

/// A list that is not split into pages.
#[derive(Serialize)]
pub struct List<T> {
    #[serde(rename = "@odata.context")]
    pub context: String,
    pub value: Vec<T>,
}
