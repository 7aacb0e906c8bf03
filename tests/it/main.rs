//! The integration tests: whole answers of an in-process app with a frozen clock.

mod architecture;
mod control;
mod fidelity;
mod graph;
mod refusals;
mod socket;
mod support;
