//! The server as a proxy: for the vendors' hosts, into sandboxes, and for nobody else.

mod hosts;
mod links;
mod refusals;
mod sandboxes;
