//! The source of a drive: a word for how it came to be.

use super::dialect::Dialect;
use crate::world::{Drive, Owner};

/// The source of a drive that is made without one.
pub const DEFAULT: &str = "yundoc";

/// The words that mean the same, in private deployments and in the public cloud.
const SAME: [(&str, &str); 2] = [("private", "special"), ("roaming", "tmp")];

/// Returns the source of a drive: the word that it was made with, else the one of a drive that everybody has.
pub fn source(drive: &Drive, dialect: Dialect) -> &str {
    let word = match (&*drive.details.source, &drive.owner) {
        ("", Owner::Personal(_)) => "private",
        ("", Owner::Team(_) | Owner::App(_)) => DEFAULT,
        (source, _) => source,
    };
    let same = SAME.iter().find(|(private, public)| [*private, *public].contains(&word));
    match (same, dialect) {
        (Some((_, public)), Dialect::Public) => public,
        (Some((private, _)), Dialect::NewPrivate | Dialect::OldPrivate) => private,
        (None, _) => word,
    }
}

/// Returns the words that a person's drives are made with in a dialect.
pub fn of_people(dialect: Dialect) -> &'static [&'static str] {
    match dialect {
        Dialect::Public => &["special", "tmp", "secret", "feature"],
        Dialect::NewPrivate | Dialect::OldPrivate => &["private", "roaming"],
    }
}
