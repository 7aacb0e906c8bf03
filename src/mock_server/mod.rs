//! A server inside a test: on a free port, on a thread of its own, stopped when it is dropped.

mod builder;
mod fault;
mod running;
mod sandbox;

pub use self::{
    builder::Builder,
    fault::Fault,
    running::MockServer,
    sandbox::{FaultHandle, Sandbox},
};
