//! The change logs of drives, and the clients that follow them.

pub(super) mod cursor;
mod events;
mod feed;
pub(super) mod log;
mod record;
pub(super) mod subscription;
