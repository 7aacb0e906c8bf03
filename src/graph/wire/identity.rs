//! People, applications and groups: <https://learn.microsoft.com/en-us/graph/api/resources/identityset>.

use serde::Serialize;

/// <https://learn.microsoft.com/en-us/graph/api/resources/identityset>
#[derive(Clone, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct IdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Identity>,
    /// The person as the site knows them; only in the newer members of permissions.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub site_user: Option<SiteUser>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/sharepointidentity>
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SiteUser {
    pub display_name: String,
    pub email: String,
    pub id: String,
    pub login_name: String,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/identity>
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Identity {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// Empty for a guest who has no account.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub id: String,
    pub display_name: String,
}
