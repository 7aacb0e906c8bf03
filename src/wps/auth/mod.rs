//! The callers: by a bearer token, and where the dialect asks for it by a signature that names an application.

mod caller;
pub mod error;
mod reach;
pub mod signer;
mod wps4;

pub use self::caller::Caller;
