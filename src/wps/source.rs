//! The source of a drive: a word for how it came to be.

use super::dialect::Dialect;
use crate::world::{Drive, Owner};

/// The source of a drive that is made without one.
pub const DEFAULT: &str = "yundoc";

/// Returns the source of a drive: the word that it was made with, else the one of a drive that everybody has.
pub fn source(drive: &Drive, dialect: Dialect) -> &str {
    match (&*drive.details.source, &drive.owner, dialect) {
        ("", Owner::Personal(_), Dialect::Public) => "special",
        ("", Owner::Personal(_), Dialect::NewPrivate | Dialect::OldPrivate) => "private",
        ("", Owner::Team(_) | Owner::App(_), _) => DEFAULT,
        (source, ..) => source,
    }
}
