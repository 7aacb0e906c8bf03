//! Work on many items: what the batch calls of all wings share.

pub mod batch;
pub mod file_ids;
