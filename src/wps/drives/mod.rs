//! Drives, and what stands behind them in paths.

mod links;
mod permissions;
mod roles;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    links::routes().merge(permissions::routes()).merge(roles::routes())
}
