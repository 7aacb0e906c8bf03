//! Sessions.

use serde::Serialize;

/// A new session: <https://support.huaweicloud.com/api-koodrive/createSession.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewSession {
    pub access_token: String,
    pub session_id: String,
    pub user_id: String,
    pub user_info: UserInfo,
}

/// A person as sessions know one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UserInfo {
    pub role: &'static str,
    pub user_name: String,
    pub inner_user_id: String,
    pub user_id: String,
    pub tenant_id: String,
    pub org_id: String,
    pub org_name: &'static str,
    pub user_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dept_id: Option<u64>,
}

/// A refreshed session: <https://support.huaweicloud.com/api-koodrive/refreshSession.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RefreshedSession {
    pub access_token: String,
    pub code: u32,
    pub msg: &'static str,
}
