//! A server inside a test: on a free port, on a thread of its own, stopped when it is dropped.

mod builder;
mod running;

pub use self::{builder::Builder, running::MockServer};
