//! A named world in service: it is read without a lock, written by one at a time, and has a clock of its own.
//!
//! What is left out: HTTP. What a test may change here (clock, usage, settings) is changed by `crate::control`.

mod catalogue;
pub mod clock;
mod due;
mod error;
pub mod events;
pub mod executor;
pub mod faults;
mod idle;
mod instance;
pub mod journal;
pub mod matcher;
mod memory;
mod misread;
mod nearest;
pub mod outbox;
mod past;
mod prepare;
mod quirks;
pub mod read;
mod registry;
mod saved;
mod settings;
mod snapshots;
#[cfg(test)]
mod tests;
mod unique;
mod usage;
mod view;
mod wakeups;

pub use self::{
    catalogue::{Catalogue, KnownError, KnownOperation},
    clock::Clock,
    due::{Due, DueKind},
    error::{DEFAULT, LIMIT, SandboxError, check_name},
    instance::Sandbox,
    journal::{Journal, JournalSettings},
    memory::{Charge, Memory, NoRoom},
    misread::Misread,
    outbox::Outbox,
    quirks::{Quirk, Quirks},
    registry::Sandboxes,
    saved::Saved,
    settings::{Auth, Pace, Settings},
    snapshots::{START, SnapshotError, Snapshots},
    usage::{OperationName, Spent, Usage, Used},
    view::View,
};
