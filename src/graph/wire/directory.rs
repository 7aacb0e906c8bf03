//! People, groups and sites.

use serde::Serialize;

use super::item::Empty;
use crate::graph::short_text::ShortText;

/// A person: <https://learn.microsoft.com/en-us/graph/api/resources/user>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub business_phones: [String; 0],
    pub display_name: String,
    pub given_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surname: Option<String>,
    pub mail: String,
    /// Only where it was selected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub my_site: Option<String>,
    pub user_principal_name: String,
    pub id: String,
}

/// A group: <https://learn.microsoft.com/en-us/graph/api/resources/group>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GroupBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    pub created_date_time: String,
    pub display_name: String,
    pub group_types: [&'static str; 1],
    pub mail_enabled: bool,
    pub mail_nickname: String,
    pub security_enabled: bool,
    pub visibility: &'static str,
}

/// A site: <https://learn.microsoft.com/en-us/graph/api/resources/site>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub created_date_time: ShortText,
    pub id: String,
    pub last_modified_date_time: ShortText,
    pub name: String,
    pub web_url: String,
    pub display_name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub root: Option<Empty>,
    pub site_collection: SiteCollection,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/sitecollection>
#[derive(Serialize)]
pub struct SiteCollection {
    pub hostname: String,
}
