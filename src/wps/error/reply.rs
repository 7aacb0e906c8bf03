//! What a client reads of an error, before it gets the envelope of a dialect.

use std::borrow::Cow;

use axum::http::StatusCode;

use crate::wps::wire::GatewayDebug;

/// What a client reads of an error.
#[derive(Clone, PartialEq, Debug)]
pub struct ErrorReply {
    /// The code.
    pub code: u32,
    /// The vendor's text.
    pub msg: Cow<'static, str>,
    /// The explanation for developers, in English; empty if there is none.
    pub detail: Cow<'static, str>,
    /// What a gateway sends in place of an explanation.
    pub debug: Option<GatewayDebug>,
    /// What a gateway sends in place of all this.
    pub gateway: Option<GatewayReply>,
}

/// What a client reads of a permission that a gateway refuses.
#[derive(Clone, PartialEq, Debug)]
pub struct GatewayReply {
    /// The code, whose first digits need not be those of the status.
    pub code: u32,
    /// The text.
    pub message: Cow<'static, str>,
    /// More of it.
    pub desc: Option<Cow<'static, str>>,
    /// Whether only the gateway of the public cloud says so.
    pub only_public: bool,
}

impl ErrorReply {
    /// Returns an error of this code and text, without an explanation.
    pub fn new(code: u32, msg: &'static str) -> Self {
        reply(code, msg, "")
    }

    /// Returns the status of the response: the first three digits of the code.
    pub fn status(&self) -> StatusCode {
        let mut digits = self.code;
        while digits > 999 {
            digits /= 10;
        }
        let status = u16::try_from(digits).ok().and_then(|status| StatusCode::from_u16(status).ok());
        status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

/// Returns an error of this code and text.
pub fn reply(code: u32, msg: &'static str, detail: impl Into<Cow<'static, str>>) -> ErrorReply {
    ErrorReply { code, msg: msg.into(), detail: detail.into(), debug: None, gateway: None }
}
