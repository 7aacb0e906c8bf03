//! Why the endpoints of OAuth 2.0 refuse, in the vendor's words and in those of the standard.

/// Why an endpoint of OAuth 2.0 refuses.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OauthError {
    /// A field is missing or wrong, or the body is no form.
    InvalidRequest,
    /// The application is unknown or its secret is wrong.
    InvalidClient,
    /// The code or refresh token is unknown, used, expired or another application's.
    InvalidGrant,
    /// The grant is unknown.
    UnsupportedGrantType,
    /// The page of consent can respond with a code only.
    UnsupportedResponseType,
    /// A scope is unknown, or not allowed to this caller.
    InvalidScope,
    /// A person has declined.
    AccessDenied,
    /// Nobody has decided about the device yet.
    Pending,
    /// Nobody has decided about the device in its time.
    ExpiredDevice,
}

impl OauthError {
    /// Returns the code and the text of the vendor's table, with the word of the standard, which clients look for.
    pub fn reply(self) -> (u32, &'static str, &'static str) {
        match self {
            Self::InvalidRequest => (40_000_001, "InvalidRequest: invalid_request", "invalid_request"),
            Self::InvalidScope => (40_000_005, "InvalidScope: invalid_scope", "invalid_scope"),
            Self::Pending => (40_000_999, "ClientError: authorization_pending", "authorization_pending"),
            Self::UnsupportedResponseType => (
                40_100_004,
                "UnsupportedResponseType: unsupported_response_type",
                "unsupported_response_type",
            ),
            Self::InvalidClient => (40_100_008, "InvalidClient: invalid_client", "invalid_client"),
            Self::InvalidGrant => (40_100_009, "InvalidGrant: invalid_grant", "invalid_grant"),
            Self::ExpiredDevice => (40_100_009, "InvalidGrant: expired_token", "expired_token"),
            Self::UnsupportedGrantType => {
                (40_100_010, "UnsupportedGrantType: unsupported_grant_type", "unsupported_grant_type")
            }
            Self::AccessDenied => (40_300_003, "AccessDenied: access_denied", "access_denied"),
        }
    }
}
