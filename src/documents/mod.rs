//! What documents hold: their text, whoever asks for it.

mod ooxml;
pub mod text;
