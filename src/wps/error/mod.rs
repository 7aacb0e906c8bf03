//! WPS's errors: one enum, one table.
//!
//! Codes and texts are those of the vendor's tables; the first three digits of a code are the status. Four codes are
//! ours, as the tables have none for unknown routes, wrong methods, ranges that a file does not have, and what is not
//! emulated.

mod gateway;
mod kinds;
mod oauth;
mod reply;
mod table;
mod world;

pub use self::{
    kinds::{DriveNameError, Error},
    oauth::OauthError,
    reply::ErrorReply,
};
