//! People, applications, and what stands for them in a request.

pub(super) mod account;
pub(super) mod actor;
pub(super) mod grant;
mod leave;
mod registry;
pub(super) mod token;
pub(super) mod tokens;
