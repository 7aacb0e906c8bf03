//! Drives: <https://learn.microsoft.com/en-us/graph/api/resources/drive>.

use serde::Serialize;

use super::identity::IdentitySet;
use crate::{graph::short_text::ShortText, http::Repeated};

/// A drive: <https://learn.microsoft.com/en-us/graph/api/resources/drive>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: ShortText,
    pub drive_type: &'static str,
    pub name: String,
    pub description: String,
    pub created_by: IdentitySet,
    pub created_date_time: ShortText,
    pub last_modified_by: Repeated<IdentitySet>,
    pub last_modified_date_time: ShortText,
    pub owner: IdentitySet,
    pub quota: Quota,
    pub web_url: String,
}

/// The space of a drive: <https://learn.microsoft.com/en-us/graph/api/resources/quota>.
#[derive(Serialize)]
pub struct Quota {
    pub deleted: u64,
    pub remaining: u64,
    pub state: &'static str,
    pub total: u64,
    pub used: u64,
}
