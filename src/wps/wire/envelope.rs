//! What stands around every value and every error; which members there are depends on the dialect.

use serde::Serialize;

use super::debug::GatewayDebug;

/// The envelope of a success.
#[derive(Serialize)]
pub struct Success<T> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<T>,
    /// Always 0.
    pub code: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'static str>,
    pub msg: &'static str,
}

/// The envelope of an error.
#[derive(Serialize)]
pub struct Failure<'a> {
    pub code: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub msg: Option<&'a str>,
    /// What a gateway that refuses a permission sends in place of `msg`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub desc: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<More<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debug: Option<&'a GatewayDebug>,
    /// What the standard of OAuth 2.0 has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error_description: Option<&'a str>,
}

/// The explanation in the public envelope.
#[derive(Serialize)]
pub struct More<'a> {
    pub code: u32,
    pub msg: &'a str,
}
