//! The program's arguments.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, builder::Resettable};

use super::{
    address::{listen, port, url},
    options::Config,
};

/// A local mock of Microsoft Graph, KDocs, WPS v7 and Huawei KooDrive drives.
#[derive(Clone, Parser, Debug)]
#[command(version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    /// What to do instead of serving.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// How to serve.
    #[command(flatten)]
    pub config: Config,
}

/// What the program does besides serving.
#[derive(Clone, Subcommand, Debug)]
pub enum Command {
    /// Asks a running server whether it is well; ends with 0 if it is.
    Health {
        /// Where the server is.
        #[command(flatten)]
        place: Place,
    },
    /// Prints base URLs and all credentials of the fixture, as exports for a shell.
    Env {
        /// What the base URLs begin with; by default the address that the server would listen on.
        #[arg(long, env = "MOCKDRIVE_EXTERNAL_URL", value_parser = url)]
        url: Option<String>,
        /// The seed that the server started with, if not the built-in one.
        #[arg(long, env = "MOCKDRIVE_FIXTURE", value_name = "FILE")]
        fixture: Option<PathBuf>,
        /// Where the server is.
        #[command(flatten)]
        place: Place,
    },
    /// Checks a fixture without serving it; ends with 0 if a server would start with it.
    Check {
        /// The fixture.
        fixture: PathBuf,
    },
}

/// Where a server is.
#[derive(Clone, Args, Debug)]
pub struct Place {
    /// The address that the server listens on; of several, the first one.
    #[arg(long, env = "MOCKDRIVE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS", value_delimiter = ',', value_parser = listen)]
    listen: Vec<SocketAddr>,
    /// Its port, if not that of the address.
    #[arg(long, value_name = "PORT", value_parser = port)]
    port: Option<u16>,
}

impl Place {
    /// Returns the address.
    pub fn address(&self) -> SocketAddr {
        let listen = self.listen[0];
        SocketAddr::new(listen.ip(), self.port.unwrap_or(listen.port()))
    }
}

impl Cli {
    /// Reads the arguments and the environment of the program, which ends here if they are wrong.
    ///
    /// Compose files hand over empty variables for what nobody set: those count as absent.
    pub fn of_program() -> Self {
        let matches = without_empty_variables(Self::command()).get_matches();
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Lets a command and those below it forget the environment variables that are empty.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the environment")]
    let is_empty = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    let command = command
        .mut_args(|arg| if arg.get_env().is_some_and(is_empty) { arg.env(Resettable::Reset) } else { arg });
    command.mut_subcommands(without_empty_variables)
}
