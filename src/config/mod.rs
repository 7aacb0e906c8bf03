//! The command line: flags, and the environment variables that stand for them.

mod address;
mod cli;
mod exports;
mod faults;
mod filter;
mod greeting;
mod options;
mod start;
mod surroundings;
mod values;
mod variables;

pub(crate) use self::{address::url, exports::base_paths};
pub use self::{
    address::url_of,
    cli::{Cli, Command, Exec, Place},
    exports::exports,
    greeting::greeting,
    options::Config,
    surroundings::Surroundings,
    values::{LogFormat, ProxyAuth, SandboxIdle, Skew, Switch},
    variables::{Format, Variables},
};
