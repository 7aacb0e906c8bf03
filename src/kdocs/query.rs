//! KDocs' errors where queries are wrong.

use super::error::Error;
pub use crate::http::Query;
use crate::http::QueryError;

impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        Self::Invalid(error.to_string().into())
    }
}
