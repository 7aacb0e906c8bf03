//! Uploads, whichever way the bytes come: where they go, what was announced of them, and the file that comes of it.

pub mod commit;
pub mod hashes;
pub mod parts;
pub mod target;
