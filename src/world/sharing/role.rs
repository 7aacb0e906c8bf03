//! Roles by name: those that every drive has, those of the whole tenant, and those that a drive's people made up.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::sharing::ability::{Abilities, Preset};

/// A role by which a permission was given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum NamedRole {
    /// One that every drive has.
    Preset(Preset),
    /// One that a drive's people made, by its number.
    Custom(u64),
    /// One that the tenant has for all its teams, by its number.
    Template(u64),
    /// None that has a name: these abilities, one by one.
    Single(Abilities),
}

/// A role that a drive's people made.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct CustomRole {
    /// Its number, unlike that of every other role.
    pub number: u64,
    /// What people call it.
    pub name: Arc<str>,
    /// What it allows.
    pub abilities: Abilities,
}
