//! Reading the types of `src`: the JSON Schema of what `serde` makes of them, and values that are held to it.
//!
//! No schema code is in the program: `docs/fixture.schema.json` and `docs/openapi.json` are made of the source by
//! tests, and held to it by them.

mod attributes;
mod hand;
mod reader;
mod source;
mod valid;

pub use attributes::doc_lines;
pub use hand::ByHand;
pub use reader::{Direction, Reader, Style};
pub use source::Sources;
pub use valid::{Strictness, faults, objects};
