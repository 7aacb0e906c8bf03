//! Groups of people, and the parts of the organisation.

pub mod group;
mod manage;
