//! The description of the control API is made of its routes, of its handlers and of the types that they read and
//! write, so that each says what the other does.
//!
//! `UPDATE_EXPECT=1 cargo test --test it openapi` writes `docs/openapi.json` anew when `src/control` has changed. A new
//! route needs a row in `answers.rs`, one in `parameters.rs` for each parameter, and stops in `tour.rs`, which hold its
//! answers to the description; docs/adr/0022 says why all this is done by tests.

mod answers;
mod by_hand;
mod described;
mod document;
mod examples;
mod held;
mod parameters;
mod routes;
mod served;
mod stops;
mod tour;
