//! The callers: by a token, and by a signature that names an application where the dialect or the application asks for
//! one.

mod caller;
pub mod credential;
pub mod error;
mod kso1;
mod plan;
mod reach;
mod sign;
pub mod signer;
mod verify;
mod wps4;

pub use self::{caller::Caller, plan::CAPABILITIES};
