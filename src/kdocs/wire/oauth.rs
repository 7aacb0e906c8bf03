//! Tokens of users.

use std::sync::Arc;

use serde::Serialize;

/// What a code or a refresh token is redeemed for (reference 4.1).
#[derive(Serialize)]
pub struct IssuedTokens {
    pub access_token: Arc<str>,
    pub refresh_token: Arc<str>,
    /// In seconds.
    pub expires_in: u64,
    pub app_id: Arc<str>,
}
