//! Documents that are made of sheets: cells in rows and columns, or records with fields.

pub(super) mod book;
mod edit;
mod watch;
pub(super) mod webhook;
