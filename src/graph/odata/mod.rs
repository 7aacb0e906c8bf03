//! The `OData` options that drives support: `$select`, `$expand`, `$top`, `$skiptoken`, `$orderby`, `$filter`, `$count`.
//!
//! Each may be written with or without its `$`. See <https://learn.microsoft.com/en-us/graph/query-parameters>.

pub mod count;
mod expansion;
mod filter;
mod lexemes;
mod options;
mod order;
pub mod paging;

pub use self::options::{DEFAULT_PAGE_SIZE, Options, Selected};
