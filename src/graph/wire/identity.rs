//! People, applications and groups: <https://learn.microsoft.com/en-us/graph/api/resources/identityset>.

use serde::Serialize;

/// <https://learn.microsoft.com/en-us/graph/api/resources/identityset>
#[derive(Clone, Serialize, Default)]
pub struct IdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group: Option<Identity>,
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
