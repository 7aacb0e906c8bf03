//! The dialects of one API: what differs is what is served, the envelope, and what is signed.

use crate::http::Operation;

/// A dialect.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Dialect {
    /// A private deployment of the older kind: `code`, `msg`, `detail`, `data`; WPS-4 signatures.
    OldPrivate,
    /// A private deployment of the newer kind: the envelope of the public cloud.
    NewPrivate,
    /// The public cloud: `code`, `msg`, `data`, `more`.
    Public,
}

/// Of an operation that only private deployments of the older kind have.
pub const OLD_PRIVATE: &[&str] = &[Dialect::OldPrivate.name()];

/// Of an operation that only private deployments of the newer kind have.
pub const NEW_PRIVATE: &[&str] = &[Dialect::NewPrivate.name()];

/// Of an operation that only private deployments have.
pub const PRIVATE: &[&str] = &[Dialect::OldPrivate.name(), Dialect::NewPrivate.name()];

/// Of an operation that only the public cloud has.
pub const PUBLIC: &[&str] = &[Dialect::Public.name()];

impl Dialect {
    /// Returns its name, as operations list it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::OldPrivate => "older private",
            Self::NewPrivate => "newer private",
            Self::Public => "public",
        }
    }

    /// Returns whether an operation is served in this dialect.
    pub fn serves(self, operation: &Operation) -> bool {
        operation.dialects.is_empty() || operation.dialects.contains(&self.name())
    }
}
