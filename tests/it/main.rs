//! The integration tests: whole answers of an in-process app with a frozen clock.

#![expect(clippy::needless_raw_string_hashes, reason = "`UPDATE_EXPECT` writes expectations with them")]

mod graph;
mod koodrive;
mod support;
