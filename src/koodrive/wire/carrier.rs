//! Sessions in the words of the carrier edition.

use serde::Serialize;

/// A carrier's login: <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/Login.html>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Login {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_info: Option<CarrierUser>,
    pub session_info: SessionInfo,
}

/// A person as carriers know one.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CarrierUser {
    pub user_id: String,
    pub firstname: String,
    pub surname: String,
    pub phone: String,
    pub email: String,
}

/// A carrier's session.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SessionInfo {
    pub access_token: String,
    /// Seconds.
    pub expires_in: u64,
    /// Milliseconds since the epoch.
    pub issued_at: String,
    pub refresh_token: String,
}
