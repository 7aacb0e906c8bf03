//! The error of a writer that never fails.

use std::fmt::{self, Display};

use serde::ser;

/// Why a value could not be written: there is no such reason, so results take no room and no branch.
#[derive(Debug)]
pub enum Never {}

impl Display for Never {
    fn fmt(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {}
    }
}

impl std::error::Error for Never {}

impl ser::Error for Never {
    /// # Panics
    /// Always: wire types hold strings, numbers and lists, and nothing that refuses to be serialised.
    fn custom<T: Display>(reason: T) -> Self {
        panic!("wire types can be written: {reason}")
    }
}
