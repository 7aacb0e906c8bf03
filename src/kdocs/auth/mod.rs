//! KDocs' callers: a token in the query for documents of users, a signature for documents of applications.

mod caller;
pub mod edit_token;
pub mod signed;
pub mod token;
pub mod wps2;

pub use self::caller::{Caller, Family};
