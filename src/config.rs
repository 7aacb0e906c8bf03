//! The command line: flags, and the environment variables that stand for them.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use bytesize::ByteSize;
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    fixture::{self, FixtureError},
    http::PublicAddress,
    room,
    sandbox::{self, Auth, Memory, Sandboxes, Settings, clock::Mode},
    world::{Pace, Timestamp, World},
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
        /// The address of the server.
        #[arg(long, env = "MOCKDRIVE_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
    /// Prints base URLs and the credentials of the built-in fixture as shell exports.
    Env {
        /// What the base URLs begin with; by default the address that the server would listen on.
        #[arg(long, env = "MOCKDRIVE_EXTERNAL_URL", value_parser = url)]
        url: Option<String>,
        /// The address of the server.
        #[arg(long, env = "MOCKDRIVE_LISTEN", default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
    },
}

/// The settings of a server, as the command line and the environment give them.
///
/// Fields may be added, so a literal ends in `..Config::default()`. In a test,
/// [`MockServer::builder`](crate::MockServer::builder) sets the same and more.
#[derive(Clone, Args, Debug)]
pub struct Config {
    /// The address to listen on; port 0 picks a free one.
    #[arg(long, env = "MOCKDRIVE_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A seed to start with instead of the built-in one.
    #[arg(long, env = "MOCKDRIVE_FIXTURE", value_name = "FILE")]
    pub fixture: Option<PathBuf>,
    /// A directory whose tree becomes the content of the first user's drive.
    #[arg(long, env = "MOCKDRIVE_IMPORT", value_name = "DIR")]
    pub import: Option<PathBuf>,
    /// `strict` refuses wrong credentials; `lenient` accepts them as the first user's and notes it in the journal.
    #[arg(long, env = "MOCKDRIVE_AUTH", default_value = "strict", value_name = "MODE")]
    pub auth: Auth,
    /// How far the date of a signed request may be off, in seconds, or `off`.
    #[arg(long, env = "MOCKDRIVE_SIGNATURE_SKEW", default_value = "900", value_name = "SECONDS")]
    pub signature_skew: Skew,
    /// How fast tasks run: `at-once`, `timed:BASE+EACH` in milliseconds, `polls:N` or `manual`.
    #[arg(long, env = "MOCKDRIVE_TASKS", default_value = "at-once", value_name = "PACE", value_parser = pace)]
    pub tasks: Pace,
    /// The most items of a batch that is carried out within the call, where the vendor does so.
    #[arg(long, env = "MOCKDRIVE_SYNC_MAX_ITEMS", default_value_t = Settings::default().sync_max_items, value_name = "N")]
    pub sync_max_items: u64,
    /// The most bytes of such a batch.
    #[arg(long, env = "MOCKDRIVE_SYNC_MAX_BYTES", default_value_t = Settings::default().sync_max_bytes, value_name = "N")]
    pub sync_max_bytes: u64,
    /// The memory that contents may take, such as `512MiB`: what does not fit is refused as by a full drive. By default
    /// three quarters of what the container, the process or the machine has.
    #[arg(long, env = "MOCKDRIVE_MEMORY", value_name = "SIZE")]
    pub memory: Option<ByteSize>,
    /// What links in answers begin with, if not what the request says.
    #[arg(long, env = "MOCKDRIVE_EXTERNAL_URL", value_name = "URL", value_parser = url)]
    pub external_url: Option<String>,
    /// The hosts beside loopback that the server may call: for Graph's notifications, for KDocs' webhooks and
    /// documents that it is to fetch.
    #[arg(long, env = "MOCKDRIVE_NOTIFY_HOSTS", value_name = "HOST,...", value_delimiter = ',')]
    pub notify_hosts: Vec<String>,
    /// How the log is written to standard error.
    #[arg(long, env = "MOCKDRIVE_LOG_FORMAT", default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
    /// What is logged: a level, or `target=level` pairs. `debug` logs every request.
    #[arg(long, env = "MOCKDRIVE_LOG", default_value = "info", value_name = "FILTER")]
    pub log: String,
}

/// How the log is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum, Debug)]
pub enum LogFormat {
    /// For people.
    Text,
    /// A JSON object a line.
    Json,
}

/// How far the date of a signed request may be off, in seconds; `None` accepts any date.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Skew(pub Option<u64>);

impl std::str::FromStr for Skew {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "off" => Ok(Self(None)),
            seconds => seconds
                .parse()
                .map(|seconds| Self(Some(seconds)))
                .map_err(|_| format!("`{seconds}` is neither a number of seconds nor `off`")),
        }
    }
}

impl Default for Config {
    /// Returns the settings of a server without flags and environment, on a free port.
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            fixture: None,
            import: None,
            auth: settings.auth,
            signature_skew: Skew(settings.signature_skew_seconds),
            tasks: settings.tasks.0,
            sync_max_items: settings.sync_max_items,
            sync_max_bytes: settings.sync_max_bytes,
            memory: None,
            external_url: None,
            notify_hosts: Vec::new(),
            log_format: LogFormat::Text,
            log: "info".into(),
        }
    }
}

impl Config {
    /// Returns the settings that every sandbox starts with.
    #[doc(hidden)]
    pub fn settings(&self) -> Settings {
        Settings {
            auth: self.auth,
            signature_skew_seconds: self.signature_skew.0,
            tasks: sandbox::Pace(self.tasks),
            sync_max_items: self.sync_max_items,
            sync_max_bytes: self.sync_max_bytes,
            ..Settings::default()
        }
    }

    /// Returns the memory that contents may take.
    #[doc(hidden)]
    pub fn memory(&self) -> Memory {
        let three_quarters = || room::available().map(|bytes| bytes / 4 * 3);
        self.memory
            .map(|size| size.as_u64())
            .or_else(three_quarters)
            .map_or_else(Memory::default, Memory::new)
    }

    /// Returns where the server is reached, and which hosts it may call.
    #[doc(hidden)]
    pub fn public_address(&self) -> PublicAddress {
        let hosts = self.notify_hosts.iter().map(|host| host.trim());
        PublicAddress {
            external_url: self.external_url.as_deref().map(Into::into),
            listen: None,
            notify: hosts.filter(|host| !host.is_empty()).collect(),
        }
    }

    /// Returns the world that this configuration describes; `now` dates what is imported, and the tokens.
    ///
    /// # Errors
    /// A fixture or a directory that cannot be read.
    pub(crate) fn seed(&self, now: Timestamp, memory: &Memory) -> Result<World, FixtureError> {
        // Compose files hand over empty variables.
        let named = |path: &Option<PathBuf>| path.clone().filter(|path| !path.as_os_str().is_empty());
        let mut seed = match named(&self.fixture) {
            Some(file) => fixture::from_file(&file)?,
            None => fixture::built_in()?,
        };
        if let Some(directory) = named(&self.import) {
            fixture::import(&mut seed, &directory, memory, now)?;
        }
        // However old the fixture is, its tokens live from now on.
        seed.date_tokens(now);
        Ok(seed)
    }

    /// Returns the sandboxes that this configuration describes; `now` dates what is imported, and the tokens.
    ///
    /// # Errors
    /// A fixture or a directory that cannot be read.
    #[doc(hidden)]
    pub fn sandboxes(&self, now: Timestamp) -> Result<Arc<Sandboxes>, FixtureError> {
        let memory = self.memory();
        Ok(Arc::new(Sandboxes::with_clock(
            self.seed(now, &memory)?,
            self.settings(),
            Mode::Running(0),
            memory,
        )))
    }
}

/// Reads a pace as people write it.
fn pace(text: &str) -> Result<Pace, String> {
    text.parse::<sandbox::Pace>().map(|pace| pace.0)
}

/// Reads a URL that clients can open, without a slash at its end.
pub(crate) fn url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")).unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "'\"<>\\`".contains(c);
    if host.is_empty() || host.contains(odd) {
        return Err("it begins with http:// or https:// and has a host".into());
    }
    Ok(text.trim_end_matches('/').into())
}

/// Returns what the base URLs of a server begin with that listens here.
pub fn url_of(listen: SocketAddr) -> String {
    let host = if listen.ip().is_unspecified() { Ipv4Addr::LOCALHOST.into() } else { listen.ip() };
    format!("http://{}", SocketAddr::new(host, listen.port()))
}

/// Returns base URLs and the credentials of the built-in fixture as shell exports; the URL has no quotes in it.
pub fn exports(url: &str) -> String {
    format!(
        "export MOCKDRIVE_URL='{url}'\n\
         export GRAPH_BASE_URL='{url}/v1.0'\n\
         export GRAPH_TOKEN='alice-token'\n\
         export GRAPH_TENANT_ID='11111111-1111-1111-1111-111111111111'\n\
         export GRAPH_CLIENT_ID='22222222-2222-2222-2222-222222222222'\n\
         export GRAPH_CLIENT_SECRET='mock-graph-secret'\n\
         export GRAPH_TOKEN_URL='{url}/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token'\n\
         export KDOCS_BASE_URL='{url}/api/v1/openapi'\n\
         export KDOCS_ACCESS_TOKEN='alice-token'\n\
         export KDOCS_APP_ID='SX20260101MOCKED'\n\
         export KDOCS_APP_KEY='mock-kdocs-test-key'\n\
         export WPS_BASE_URL='{url}'\n\
         export WPS_OPENAPI_BASE_URL='{url}/openapi'\n\
         export WPS_PRIVATE_BASE_URL='{url}/graph'\n\
         export WPS_TOKEN='alice-token'\n\
         export WPS_APP_ID='AK20260101WPSAPP'\n\
         export WPS_APP_SECRET='mock-wps-secret'\n\
         export WPS_SIGNING_APP_ID='AK123456'\n\
         export WPS_SIGNING_APP_SECRET='sk098765'\n\
         export KOODRIVE_BASE_URL='{url}/koodrive/ose/v1'\n\
         export KOODRIVE_TOKEN='alice-token'\n\
         export KOODRIVE_APP_ID='mock-koodrive-app'\n\
         export KOODRIVE_APP_SECRET='mock-koodrive-secret'\n"
    )
}
