//! The `OData` query options that drives support.
//!
//! They are `$select`, `$expand`, `$top`, `$skiptoken`, `$orderby` and `$filter`, each with or without its `$`.
//! See <https://learn.microsoft.com/en-us/graph/query-parameters>.

pub mod count;
mod expansion;
mod filter;
mod lexemes;
mod options;
mod order;
pub mod paging;

pub use self::{
    filter::Subject,
    options::{DEFAULT_PAGE_SIZE, Options, Selected},
};
