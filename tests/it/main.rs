//! The integration tests: whole answers of an in-process app with a frozen clock.

// What expect-test writes keeps its hashes, needed or not.
#![expect(clippy::needless_raw_string_hashes)]

mod architecture;
mod control;
mod fidelity;
mod graph;
mod kdocs;
mod refusals;
mod socket;
mod support;
mod wps;
