//! Bundles: items of a drive that stand together, albums among them, and still lie in their folders.

pub(super) mod bundle;
mod keep;
