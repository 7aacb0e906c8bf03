//! Lists of extensions: which alone are wanted, and which are not.

use crate::{http::Query, world::name};

/// Which extensions a list is limited to.
#[derive(Clone, Default)]
pub struct Extensions {
    only: Vec<String>,
    without: Vec<String>,
}

impl Extensions {
    /// Reads two parameters of a query: the extensions that alone are wanted, and those that are not.
    pub fn read(query: &Query, only: &str, without: &str) -> Self {
        let list = |name| query.list(name).map(|one| one.trim_start_matches('.').to_lowercase()).collect();
        Self { only: list(only), without: list(without) }
    }

    /// Whether a name ends as it is wanted.
    pub fn take(&self, name: &str) -> bool {
        let extension = name::extension(name);
        (self.only.is_empty() || self.only.contains(&extension)) && !self.without.contains(&extension)
    }
}
