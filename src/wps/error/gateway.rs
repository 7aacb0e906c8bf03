//! What a gateway refuses before a request is looked at: tokens, scopes, limits, signatures.

use super::reply::{ErrorReply, GatewayReply, reply};
use crate::{
    http::Refusal,
    wps::auth::error::{Family, SignatureError},
};

/// Returns what a client reads of a refusal of its token.
pub fn of_refusal(refusal: &Refusal) -> ErrorReply {
    let invalid_token = |detail| reply(40_100_011, "InvalidToken", detail);
    match refusal {
        Refusal::NoToken => invalid_token(
            "There is no access token: neither in Authorization: Bearer, nor in the cookie wps_sid of the public cloud.",
        ),
        Refusal::UnknownToken => invalid_token("The access token is unknown."),
        Refusal::ExpiredToken => invalid_token("The access token has expired."),
        Refusal::Scope(any_of) => ErrorReply {
            gateway: Some(GatewayReply {
                code: 400_000_003,
                message: "kso: PermissionDenied access_token verify err: invalid_scope".into(),
                desc: Some(
                    format!(
                        "The requested scope is invalid, unknown, or malformed. The request scopes '{}' are needed.",
                        any_of.join("' or '")
                    )
                    .into(),
                ),
                only_public: true,
            }),
            ..reply(403_000_001, "无权限", format!("The token has none of the scopes {}.", any_of.join(", ")))
        },
        Refusal::Quota { limit, .. } => {
            reply(429_000_001, "请求太频繁", format!("The {limit} calls of today are used up."))
        }
    }
}

/// Returns the text for a signature that is refused.
pub fn of_signature(family: Family, error: SignatureError) -> &'static str {
    use SignatureError as S;
    match (family, error) {
        (Family::Kso1, S::NoDate | S::BadDate | S::Skewed) => "kso1sign check error: invalid kso-date header",
        (Family::Kso1, S::NoAuthorization | S::BadAuthorization) => {
            "kso1sign check error: invalid authorization header"
        }
        (Family::Kso1, S::UnknownScheme) => "kso1sign check error: unknown authorization version",
        (Family::Kso1, S::UnknownApp | S::Mismatch | S::OtherApp) => {
            "kso1sign check error: invalid signature"
        }
        (Family::Wps4, S::NoDate) => "sign check fail: missing Wps-Docs-Date",
        (Family::Wps4, S::BadDate) => "sign check fail: invalid Wps-Docs-Date",
        (Family::Wps4, S::Skewed) => "sign check fail: Wps-Docs-Date is too far from the server's time",
        (Family::Wps4, S::NoAuthorization) => "sign check fail: missing Wps-Docs-Authorization",
        (Family::Wps4, S::BadAuthorization) => "sign check fail: invalid Wps-Docs-Authorization",
        (Family::Wps4, S::UnknownScheme) => "sign check fail: unknown authorization version",
        (Family::Wps4, S::UnknownApp | S::OtherApp) => "sign check fail: unknown app",
        (Family::Wps4, S::Mismatch) => "sign check fail: authorization mismatch",
    }
}
