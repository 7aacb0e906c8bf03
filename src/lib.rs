//! x
pub mod sandbox;
pub mod world;
