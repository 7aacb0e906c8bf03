//! The last requests of a sandbox: each is entered when it arrives, and what comes of it is added as it happens.
//!
//! Nothing is rendered and no credential is hidden here; whoever shows an entry does that.

mod arrival;
mod bodies;
mod entry;
mod pages;
mod record;
mod settings;

pub use self::{
    arrival::Arrival,
    bodies::Body,
    entry::{Entry, RequestState, header_lines},
    pages::{Activity, Journal, Open},
    record::{MOST_UNREAD, Record},
    settings::{Bodies, JournalSettings},
};
