//! Tokens.

use std::sync::Arc;

use serde::Serialize;

/// A token that was issued.
#[derive(Serialize)]
pub struct IssuedToken {
    pub access_token: Arc<str>,
    /// In seconds.
    pub expires_in: u32,
    pub token_type: &'static str,
}
