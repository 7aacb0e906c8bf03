//! Why signatures are refused.

use thiserror::Error;

/// Which signature was looked for; each has its own headers and its own words of refusal.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Family {
    /// `X-Kso-Date` and `X-Kso-Authorization`.
    Kso1,
    /// `Wps-Docs-Date` and `Wps-Docs-Authorization`.
    Wps4,
}

/// Why a signature is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum SignatureError {
    /// The header with the date is missing.
    #[error("the date is missing")]
    NoDate,
    /// The header with the date cannot be read as one.
    #[error("the date cannot be read")]
    BadDate,
    /// The date is too far from the time of the server.
    #[error("the date is too far off")]
    Skewed,
    /// The header with the signature is missing.
    #[error("the signature is missing")]
    NoAuthorization,
    /// The header with the signature has another form than `scheme key:signature`.
    #[error("the signature is malformed")]
    BadAuthorization,
    /// The scheme is not one of this kind of deployment.
    #[error("the scheme is unknown")]
    UnknownScheme,
    /// No application has this access key.
    #[error("the application is unknown")]
    UnknownApp,
    /// Another signature was expected.
    #[error("another signature was expected")]
    Mismatch,
    /// The token belongs to another application than the one that signed.
    #[error("the token belongs to another application")]
    OtherApp,
}
