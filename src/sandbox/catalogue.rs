//! What the vendors' APIs have, as far as rules and matchers name it: who starts a server knows, and says so here.

use crate::world::Api;

/// What the vendors' APIs have.
#[derive(Clone, Default, Debug)]
pub struct Catalogue {
    /// The operations, each once.
    pub operations: Vec<(Api, &'static str)>,
}

impl Catalogue {
    /// Returns the operations of these APIs, or of all if none is named.
    pub fn operations_of(&self, apis: &[Api]) -> Vec<&'static str> {
        let of = |(api, _): &&(Api, _)| apis.is_empty() || apis.contains(api);
        self.operations.iter().filter(of).map(|(_, name)| *name).collect()
    }
}
