//! Drives: <https://learn.microsoft.com/en-us/graph/api/resources/drive>.

use serde::Serialize;

use super::identity::IdentitySet;

/// A drive: <https://learn.microsoft.com/en-us/graph/api/resources/drive>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    pub drive_type: &'static str,
    pub name: String,
    pub description: String,
    pub created_by: IdentitySet,
    pub created_date_time: String,
    pub last_modified_by: IdentitySet,
    pub last_modified_date_time: String,
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
