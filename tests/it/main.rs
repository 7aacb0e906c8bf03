//! The integration tests: whole answers of an in-process app with a frozen clock.

#![expect(clippy::needless_raw_string_hashes, reason = "`UPDATE_EXPECT` writes expectations with them")]
#![expect(clippy::disallowed_macros, reason = "the ban on `json!` is for answers, which are typed")]

mod architecture;
mod contract;
mod control;
mod faults;
mod fidelity;
mod fuzz;
mod graph;
mod handlers;
mod in_rust;
mod kdocs;
mod kept;
mod koodrive;
mod leading;
mod limits;
mod names;
mod openapi;
mod program;
mod proxy;
mod quirks;
mod refusals;
mod roles;
mod room;
mod safety;
mod schema;
mod socket;
mod start;
mod stored;
mod story;
mod support;
mod tls;
mod wps;
