//! The integration tests: whole answers of an in-process app with a frozen clock.

mod graph;
mod koodrive;
mod support;
