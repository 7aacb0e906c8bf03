//! What the vendors' APIs have, as far as rules and matchers name it: who starts a server knows, and says so here.

use crate::world::{Api, Error};

/// What the vendors' APIs have.
#[derive(Clone, Default, Debug)]
pub struct Catalogue {
    /// The operations, each once.
    pub operations: Vec<KnownOperation>,
    /// The errors that they word.
    pub errors: Vec<KnownError>,
    /// The errors that items of tasks end with, by their codes.
    pub task_errors: Vec<(Api, String, Error)>,
}

/// An operation.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct KnownOperation {
    /// Whose it is.
    pub api: Api,
    /// Its name.
    pub name: &'static str,
    /// Whether it may start a task.
    pub starts_task: bool,
    /// Whether it signs people and applications in, and words its errors accordingly.
    pub signs_in: bool,
}

/// An error that a provider words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KnownError {
    /// Whether only what signs people and applications in has it.
    pub signs_in: bool,
    /// Whose it is.
    pub api: Api,
    /// Its code.
    pub code: String,
    /// The status that it comes with.
    pub status: u16,
}

impl KnownError {
    /// Returns an error of this code and status.
    pub fn new(api: Api, code: &impl ToString, status: u16) -> Self {
        Self { api, code: code.to_string(), status, signs_in: false }
    }
}

impl Catalogue {
    /// Returns the names of the operations of these APIs, or of all if none is named.
    pub fn names_of(&self, apis: &[Api]) -> Vec<&'static str> {
        let of = |known: &&KnownOperation| apis.is_empty() || apis.contains(&known.api);
        self.operations.iter().filter(of).map(|known| known.name).collect()
    }
}
