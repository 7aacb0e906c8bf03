//! How much some spaces hold together.

use super::space::{kind, used};
use crate::{
    koodrive::capacity,
    world::{Drive, World},
};

/// What some spaces may hold together, and what they hold, in bytes.
#[derive(Clone, Copy, Default)]
pub struct Usage {
    /// How many spaces these are.
    pub spaces: u64,
    total: u64,
    used: u64,
}

impl Usage {
    /// Returns the usage of all spaces of a kind: 0 of departments, 1 of people, 2 of groups.
    pub fn of_kind(world: &World, wanted: u32) -> Self {
        Self::of(world, world.drives().filter(|drive| kind(world, drive) == Some(wanted)))
    }

    /// Returns the usage of these spaces.
    pub fn of<'w>(world: &World, drives: impl Iterator<Item = &'w Drive>) -> Self {
        drives.fold(Self::default(), |all, drive| Self {
            spaces: all.spaces + 1,
            total: all.total.saturating_add(drive.total),
            used: all.used.saturating_add(used(world, drive)),
        })
    }

    /// Returns what they may hold, as it is told.
    pub fn total(self) -> u64 {
        capacity::told(self.total)
    }

    /// Returns what they hold, as it is told.
    pub fn used(self) -> u64 {
        capacity::used_told(self.used)
    }
}
