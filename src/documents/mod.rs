//! What documents hold: their text, whoever asks for it.

pub mod blocks;
mod ooxml;
pub mod text;
