//! Why signatures are refused.

use thiserror::Error;

/// Why a signature is refused.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub enum SignatureError {
    /// `Wps-Docs-Date` is missing.
    #[error("Wps-Docs-Date is missing")]
    NoDate,
    /// `Wps-Docs-Date` is no date.
    #[error("Wps-Docs-Date is no date")]
    BadDate,
    /// `Wps-Docs-Date` is too far from the time of the server.
    #[error("Wps-Docs-Date is too far off")]
    Skewed,
    /// `Wps-Docs-Authorization` is missing.
    #[error("Wps-Docs-Authorization is missing")]
    NoAuthorization,
    /// `Wps-Docs-Authorization` has another form than `scheme key:signature`.
    #[error("Wps-Docs-Authorization is malformed")]
    BadAuthorization,
    /// The scheme is neither of the two.
    #[error("the scheme is unknown")]
    UnknownScheme,
    /// No application has this access key.
    #[error("the application is unknown")]
    UnknownApp,
    /// Another signature was expected.
    #[error("another signature was expected")]
    Mismatch,
}
