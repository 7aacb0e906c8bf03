//! What gateways add to `code` and `msg`.

use std::borrow::Cow;

use serde::Serialize;

/// What gateways add to `code` and `msg`.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum GatewayDebug {
    Signature(Box<SignatureDebug>),
    Oauth(OauthDebug),
}

/// The explanation of a token endpoint.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct OauthDebug {
    /// The word of the standard, which stands beside `debug`.
    #[serde(skip)]
    pub error: &'static str,
    pub desc: Cow<'static, str>,
}

/// What the gateway saw of a request whose signature it refuses:
/// <https://solution-community.wps.cn/questions/10010000000009571>.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignatureDebug {
    #[serde(rename = "SignType")]
    pub sign_type: String,
    pub app_id: String,
    /// Masked.
    pub app_key: &'static str,
    pub content_type: String,
    pub url: String,
    pub method: String,
    pub body: String,
    pub date: String,
    /// Ours: what should have been signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub string_to_sign: Option<String>,
    /// Ours: what is wrong, where the vendor's text says less.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}
