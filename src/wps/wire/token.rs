//! Tokens, and the codes that become tokens.

use std::sync::Arc;

use serde::Serialize;

/// A token that was issued.
#[derive(Serialize)]
pub struct IssuedToken {
    pub access_token: Arc<str>,
    /// In seconds.
    pub expires_in: u32,
    pub token_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<Arc<str>>,
    /// In seconds; what is left of the first refresh token's life.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_expires_in: Option<u64>,
}

/// A token for the cookie of a person.
#[derive(Serialize)]
pub struct AgentToken {
    pub access_token: Arc<str>,
    /// In seconds.
    pub expires_in: u32,
}

/// The codes of a device: <https://www.rfc-editor.org/rfc/rfc8628#section-3.2>.
#[derive(Serialize)]
pub struct DeviceCodes {
    pub device_code: Arc<str>,
    pub user_code: String,
    pub verification_uri: String,
    pub verification_uri_complete: String,
    /// In seconds.
    pub expires_in: u32,
    /// In seconds.
    pub interval: u32,
}
