//! A server inside a test: on a free port, on a thread of its own, stopped when it is dropped.

mod builder;
mod clock;
mod expect;
mod fault;
mod matching;
mod requests;
mod running;
mod sandbox;

pub use self::{
    builder::Builder,
    clock::SandboxClock,
    expect::{Expect, Expectations},
    fault::Fault,
    matching::Match,
    requests::ExpectGuard,
    running::MockServer,
    sandbox::{FaultHandle, Sandbox, Seeded},
};
