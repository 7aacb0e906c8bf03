//! Drives, and what stands behind them.

mod content;
mod weboffice;

use crate::http::Routes;

/// Returns the rows of this wing.
pub fn routes() -> Routes {
    content::routes().merge(weboffice::routes())
}
