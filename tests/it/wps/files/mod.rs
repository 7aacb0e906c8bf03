//! Files and folders.

mod batch;
mod children;
mod create;
mod edit;
mod place;
mod read;
pub mod roles;
mod tasks;
