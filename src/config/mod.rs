//! The command line: flags, and the environment variables that stand for them.

mod address;
mod cli;
mod exports;
mod filter;
mod greeting;
mod options;
mod values;

pub(crate) use self::{address::url, exports::base_paths};
pub use self::{
    address::url_of,
    cli::{Cli, Command},
    exports::exports,
    greeting::greeting,
    options::Config,
    values::{LogFormat, ProxyAuth, SandboxIdle, Skew, Switch},
};
