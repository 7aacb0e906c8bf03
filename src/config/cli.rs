//! The program's arguments.

use std::{ffi::OsString, net::SocketAddr, path::PathBuf, time::Duration};

use clap::{
    ArgMatches, Args, CommandFactory, FromArgMatches, Id, Parser, Subcommand, builder::Resettable,
    error::ErrorKind, parser::ValueSource,
};

use super::{
    address::{listen, port, url},
    options::Config,
    variables::Format,
};
use crate::sandbox;

/// The arguments of `exec` that are no settings of a server, and the groups that hold all of them.
const OF_COMMAND: [&str; 5] = ["url", "sandbox", "command", "Exec", "Config"];

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
        /// Waits for it to be, for at most so many seconds, or for ten.
        #[arg(long, value_name = "SECONDS", num_args = 0..=1, default_missing_value = "10", value_parser = seconds)]
        wait: Option<Duration>,
        /// Where the server is.
        #[command(flatten)]
        place: Place,
    },
    /// Prints base URLs and all credentials of the fixture, as exports for a shell.
    Env {
        /// Prints instead what leads programs to a running server that have the vendors' hosts built in: it is their
        /// proxy, and its authority is written into a file that they trust.
        #[arg(long)]
        hosts: bool,
        /// The sandbox that their requests go into.
        #[arg(long, requires = "hosts", value_name = "NAME", value_parser = sandbox_name)]
        sandbox: Option<String>,
        /// The form of what is printed.
        #[arg(long, default_value = "sh", value_name = "FORMAT")]
        format: Format,
        /// What the base URLs begin with; by default the address that the server would listen on.
        #[arg(long, env = "MOCKDRIVE_EXTERNAL_URL", value_parser = url)]
        url: Option<String>,
        /// The seed that the server started with, if not the built-in one.
        #[arg(long, env = "MOCKDRIVE_FIXTURE", value_name = "FILE")]
        fixture: Option<PathBuf>,
        /// The snapshot that the server started with, if it did.
        #[arg(long, env = "MOCKDRIVE_SNAPSHOT", value_name = "FILE", conflicts_with = "fixture")]
        snapshot: Option<PathBuf>,
        /// Where the server is.
        #[command(flatten)]
        place: Place,
    },
    /// Runs a command whose requests to the vendors' hosts end here, and ends with its exit code. It is given the server
    /// as its proxy, an authority that it trusts, and `MOCKDRIVE_URL`.
    Exec(Box<Exec>),
    /// Prints the certificate that clients of a running server have to trust, in PEM.
    Ca {
        /// Where the server is, as an http address.
        #[arg(long, value_parser = url)]
        url: Option<String>,
        /// Writes it into this file instead.
        #[arg(long, value_name = "FILE")]
        out: Option<PathBuf>,
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

/// How a command is run.
#[derive(Clone, Args, Debug)]
#[command(
    mut_arg("listen", |arg| arg.default_value("127.0.0.1:0").env(Resettable::Reset)),
    mut_arg("log", |arg| arg.default_value("warn"))
)]
pub struct Exec {
    /// A running server. Without it, one is started on a free port with the settings below, and ends with the command.
    #[arg(long = "url", value_name = "URL", value_parser = url)]
    pub url: Option<String>,
    /// The sandbox that the command's requests go into.
    #[arg(long, value_name = "NAME", value_parser = sandbox_name)]
    pub sandbox: Option<String>,
    /// How to serve.
    #[command(flatten)]
    pub config: Config,
    /// The command and its arguments, behind `--`.
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub command: Vec<OsString>,
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
        let mut command = without_empty_variables(Self::command());
        let matches = command.get_matches_mut();
        if let Some(setting) = setting_of_other_server(&matches) {
            let why = format!(
                "--{setting} is a setting of a server that `exec` starts, and --url names another one"
            );
            command.error(ErrorKind::ArgumentConflict, why).exit();
        }
        Self::from_arg_matches(&matches).unwrap_or_else(|error| error.exit())
    }
}

/// Returns the setting that a command line has for a server which `exec` does not start.
fn setting_of_other_server(matches: &ArgMatches) -> Option<String> {
    let ("exec", exec) = matches.subcommand()? else { return None };
    exec.get_one::<String>("url")?;
    let is_given = |id: &Id| exec.value_source(id.as_str()) == Some(ValueSource::CommandLine);
    let mut given = exec.ids().filter(|id| !OF_COMMAND.contains(&id.as_str()) && is_given(id));
    given.next().map(|id| id.as_str().replace('_', "-"))
}

/// Lets a command and those below it forget the environment variables that are empty.
fn without_empty_variables(command: clap::Command) -> clap::Command {
    #[expect(clippy::disallowed_methods, reason = "this is the place that reads the environment")]
    let is_empty = |name: &std::ffi::OsStr| std::env::var_os(name).is_some_and(|value| value.is_empty());
    let command = command
        .mut_args(|arg| if arg.get_env().is_some_and(is_empty) { arg.env(Resettable::Reset) } else { arg });
    command.mut_subcommands(without_empty_variables)
}

/// Reads the name of a sandbox.
fn sandbox_name(text: &str) -> Result<String, String> {
    sandbox::check_name(text).map(|()| text.to_owned()).map_err(|error| error.to_string())
}

/// Reads a number of seconds.
fn seconds(text: &str) -> Result<Duration, String> {
    let seconds = text.parse::<u32>().map_err(|_| "it is a number of seconds, such as 10".to_owned());
    seconds.map(|seconds| Duration::from_secs(seconds.into()))
}
