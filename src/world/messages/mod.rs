//! Messages: what people are told about what others did.

mod keep;
pub mod message;
