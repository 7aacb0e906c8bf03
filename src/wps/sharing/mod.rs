//! What links and permissions have in common: roles by their ids, the people that they are for, and their changes.

pub mod grants;
pub mod link;
pub mod roles;
mod scope;
pub mod subject;
