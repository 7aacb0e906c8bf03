//! Permissions: <https://learn.microsoft.com/en-us/graph/api/resources/permission>.

use serde::Serialize;

use super::{
    identity::{Identity, IdentitySet},
    item::ItemReference,
};
use crate::{graph::short_text::ShortText, http::Repeated};

/// A permission: <https://learn.microsoft.com/en-us/graph/api/resources/permission>.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct PermissionBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    pub roles: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expiration_date_time: Option<ShortText>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub has_password: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_to: Option<IdentitySet>,
    /// Not on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_to_v2: Option<IdentitySet>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_to_identities: Option<Vec<IdentitySet>>,
    /// Not on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted_to_identities_v2: Option<Vec<IdentitySet>>,
    /// Only on personal drives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inherited_from: Option<Repeated<ItemReference>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub invitation: Option<Invitation>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/sharinginvitation>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    pub email: String,
    pub invited_by: Repeated<IdentitySet>,
    pub sign_in_required: bool,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/sharinglink>
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Link {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub scope: &'static str,
    pub web_url: String,
    /// Only of links that show an item inside a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub web_html: Option<String>,
    pub prevents_download: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
}
