//! JSON, written straight into the bytes of a body.
//!
//! It is the JSON of `serde_json::to_vec`. Most of what the server sends is made of short members, so what surrounds them
//! counts: here the names of members, which are words of the program, are copied as they are, texts are looked through
//! in strides, and nothing asks after each step whether it failed, because the type of the error says that none does.

mod members;
mod never;
mod repeated;
#[cfg(test)]
mod tests;
mod text;
mod writer;

pub use self::{repeated::Repeated, writer::to_json};
