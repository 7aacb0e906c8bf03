//! Whether the requests of a sandbox are those that a test expects.

mod check;
mod clean;
mod form;
mod nearest;
mod outcome;
mod sequence;
mod times;

pub use self::{
    check::{Verification, verify, verify_now},
    form::VerifyForm,
    outcome::Outcome,
};
