//! Waiting until something holds: it is looked at whenever a request, the world or a message changes, and in between
//! nobody looks.

mod form;
mod look;

pub use self::{
    form::WaitForm,
    look::{Missing, wait},
};
