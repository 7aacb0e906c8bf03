//! What the program does beside serving: it asks a running server, and leads other programs there.

mod ask;
mod exec;
mod health;
mod lead;
mod trust;

pub use self::{
    ask::Address,
    exec::run,
    health::{health, wait_for_health},
    lead::{for_hosts, hints},
    trust::{authority, keep},
};
