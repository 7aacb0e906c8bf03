//! How to serve: what flags and environment variables set.

use std::{net::SocketAddr, path::PathBuf};

use bytesize::ByteSize;
use clap::Args;

use super::{
    address::{listen, port, url},
    filter::filter,
    values::{LogFormat, ProxyAuth, SandboxIdle, Skew, Switch},
};

use crate::{
    http::{
        PublicAddress,
        cors::{self, Cors},
        post::Hosts,
    },
    net::{
        authority::host_name,
        hosts::{AddedHost, HostTable, added_host},
        tls::{Tls, TlsError, TlsSettings, Trust},
    },
    room,
    sandbox::{self, Auth, Memory, Quirks, Settings},
    world::Pace,
};

/// The settings of a server, as the command line and the environment give them.
///
/// Fields may be added, so a literal ends in `..Config::default()`. In a test,
/// [`MockServer::builder`](crate::MockServer::builder) sets the same and more.
#[derive(Clone, Args, Debug)]
pub struct Config {
    /// The address to listen on: `localhost:9090`, `9090`, `0.0.0.0:9090` for all interfaces; port 0 picks a free one.
    /// Several stand with commas between them.
    #[arg(long, env = "MOCKDRIVE_LISTEN", default_value = "127.0.0.1:8080", value_name = "ADDRESS,...", value_delimiter = ',', value_parser = listen)]
    pub listen: Vec<SocketAddr>,
    // Kubernetes sets a variable MOCKDRIVE_PORT, which is a URL, beside a service of this name.
    /// The port to listen on, if not that of the (first) address.
    #[arg(long, value_name = "PORT", value_parser = port)]
    pub port: Option<u16>,
    /// A seed to start with instead of the built-in one.
    #[arg(long, env = "MOCKDRIVE_FIXTURE", value_name = "FILE")]
    pub fixture: Option<PathBuf>,
    /// A directory whose tree becomes the content of the first user's drive. Web pages of other machines cannot use the
    /// server then, unless `--cors` names them.
    #[arg(long, env = "MOCKDRIVE_IMPORT", value_name = "DIR")]
    pub import: Option<PathBuf>,
    /// A state to start with, as `GET /_mock/snapshot` answers it: its world, clock, settings and quotas. Flags that say
    /// something else than their default win over its settings.
    #[arg(long, env = "MOCKDRIVE_SNAPSHOT", value_name = "FILE", conflicts_with_all = ["fixture", "import"])]
    pub snapshot: Option<PathBuf>,
    /// The same, and where the state of the default sandbox is written when the server stops. If it is not there yet,
    /// the server starts as it would without.
    #[arg(long, env = "MOCKDRIVE_PERSIST", value_name = "FILE", conflicts_with = "snapshot")]
    pub persist: Option<PathBuf>,
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
    #[arg(long, env = "MOCKDRIVE_SYNC_MAX_ITEMS", default_value_t = Settings::default().sync_max_items, value_name = "N", value_parser = count)]
    pub sync_max_items: u64,
    /// The most bytes of such a batch.
    #[arg(long, env = "MOCKDRIVE_SYNC_MAX_BYTES", default_value_t = Settings::default().sync_max_bytes, value_name = "N", value_parser = count)]
    pub sync_max_bytes: u64,
    /// Habits of the services that clients break on: names as in `GET /_mock/quirks`, or `all`.
    #[arg(
        long,
        env = "MOCKDRIVE_QUIRKS",
        default_value = "",
        hide_default_value = true,
        value_name = "NAME,..."
    )]
    pub quirks: Quirks,
    /// The memory that contents may take, such as `512MiB`: what does not fit is refused as by a full drive. By default
    /// three quarters of what the container, the process or the machine has.
    #[arg(long, env = "MOCKDRIVE_MEMORY", value_name = "SIZE")]
    pub memory: Option<ByteSize>,
    /// What links in answers begin with, if not what the request says.
    #[arg(long, env = "MOCKDRIVE_EXTERNAL_URL", value_name = "URL", value_parser = url)]
    pub external_url: Option<String>,
    /// The hosts beside loopback that the server may call: for Graph's notifications, for KDocs' webhooks and
    /// documents that it is to fetch.
    #[arg(long, env = "MOCKDRIVE_NOTIFY_HOSTS", value_name = "HOST,...", value_delimiter = ',', value_parser = host_name)]
    pub notify_hosts: Vec<String>,
    /// Authorities in PEM whose certificates the server takes from those hosts: `https` addresses are refused without.
    #[arg(long, env = "MOCKDRIVE_NOTIFY_CA", value_name = "FILE")]
    pub notify_ca: Option<PathBuf>,
    /// A name by which the server is called, beside `localhost` and addresses; may be given several times. The control
    /// API refuses other names where the server listens on loopback, and everywhere once one is given.
    #[arg(long, env = "MOCKDRIVE_HOST_NAME", value_name = "NAME", value_delimiter = ',', value_parser = host_name)]
    pub host_name: Vec<String>,
    /// Whether clients may use TLS, on the same port as plain HTTP; `off` refuses it.
    #[arg(long, env = "MOCKDRIVE_TLS", default_value = "on", value_name = "MODE")]
    pub tls: Switch,
    /// A folder that keeps the authority of the server's certificate, so that clients trust it once; it is made if it
    /// is not there. Without it there is a new authority at each start.
    #[arg(long, env = "MOCKDRIVE_TLS_DIR", value_name = "DIR", conflicts_with = "tls_cert")]
    pub tls_dir: Option<PathBuf>,
    /// A certificate of your own in PEM, with those between it and its authority.
    #[arg(long, env = "MOCKDRIVE_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// The key of that certificate, in PEM.
    #[arg(long, env = "MOCKDRIVE_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
    /// A name or address that the server's certificate has, beside `localhost`, 127.0.0.1 and the vendors' hosts, such as
    /// that of a service in Compose; may be given several times.
    #[arg(long, env = "MOCKDRIVE_TLS_NAME", value_name = "NAME,...", value_delimiter = ',', value_parser = host_name)]
    pub tls_name: Vec<String>,
    /// A host that is a vendor's, beside those that are known, and the API that is there: `drive.example=wps`; may be
    /// given several times.
    #[arg(long, env = "MOCKDRIVE_HOST", value_name = "NAME=PROVIDER", value_delimiter = ',', value_parser = added_host)]
    pub host: Vec<AddedHost>,
    /// Whether clients whose proxy the server is are asked for a user, which is their sandbox; Java and .NET say none
    /// unasked.
    #[arg(long, env = "MOCKDRIVE_PROXY_AUTH", default_value = "optional", value_name = "MODE")]
    pub proxy_auth: ProxyAuth,
    /// An origin beside this machine's whose pages may read responses, or `*` for all; may be given several times. By
    /// default all may, but none once `--import` is given: any page could read those files.
    #[arg(long, env = "MOCKDRIVE_CORS", value_name = "ORIGIN", value_delimiter = ',', value_parser = cors::origin)]
    pub cors: Vec<String>,
    /// How long a sandbox that a client made by using it may be idle before it goes, such as `30m`, or `off`.
    #[arg(long, env = "MOCKDRIVE_SANDBOX_IDLE", default_value = "off", value_name = "DURATION")]
    pub sandbox_idle: SandboxIdle,
    /// A fault that every sandbox starts with, such as `op=driveItem.copy,status=503,times=2`; may be given several
    /// times. docs/control.md has all words.
    #[arg(long, value_name = "FAULT")]
    pub fault: Vec<String>,
    /// A file with more of them, one a line, in the same form or as JSON.
    #[arg(long, env = "MOCKDRIVE_FAULTS", value_name = "FILE")]
    pub faults: Option<PathBuf>,
    /// `off` leaves nothing of the control API below `/_mock/` but `/_mock/health`.
    #[arg(long, env = "MOCKDRIVE_CONTROL", default_value = "on", value_name = "MODE")]
    pub control: Switch,
    /// Whether the page for people is served, at `/_mock/ui/`.
    #[arg(long, env = "MOCKDRIVE_UI", default_value = "on", value_name = "SWITCH")]
    pub ui: Switch,
    /// How the log is written to standard error.
    #[arg(long, env = "MOCKDRIVE_LOG_FORMAT", default_value = "text", value_name = "FORMAT")]
    pub log_format: LogFormat,
    /// What is logged: a level, or `target=level` pairs. `debug` logs every request.
    #[arg(long, env = "MOCKDRIVE_LOG", default_value = "info", value_name = "FILTER", value_parser = filter)]
    pub log: String,
}

impl Default for Config {
    /// Returns the settings of a server without flags and environment, on a free port.
    fn default() -> Self {
        let settings = Settings::default();
        Self {
            listen: vec![SocketAddr::from(([127, 0, 0, 1], 0))],
            port: None,
            fixture: None,
            import: None,
            snapshot: None,
            persist: None,
            auth: settings.auth,
            signature_skew: Skew(settings.signature_skew_seconds),
            tasks: settings.tasks.0,
            sync_max_items: settings.sync_max_items,
            sync_max_bytes: settings.sync_max_bytes,
            quirks: settings.quirks,
            memory: None,
            external_url: None,
            notify_hosts: Vec::new(),
            notify_ca: None,
            host_name: Vec::new(),
            tls: Switch::On,
            tls_dir: None,
            tls_cert: None,
            tls_key: None,
            tls_name: Vec::new(),
            host: Vec::new(),
            proxy_auth: ProxyAuth::Optional,
            cors: Vec::new(),
            sandbox_idle: SandboxIdle(None),
            fault: Vec::new(),
            faults: None,
            control: Switch::On,
            ui: Switch::On,
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
            quirks: self.quirks,
            ..Settings::default()
        }
    }

    /// Returns the addresses to listen on.
    #[doc(hidden)]
    pub fn addresses(&self) -> Vec<SocketAddr> {
        let mut addresses = self.listen.clone();
        if let (Some(first), Some(port)) = (addresses.first_mut(), self.port) {
            first.set_port(port);
        }
        addresses
    }

    /// Returns the memory that contents may take.
    #[doc(hidden)]
    pub fn memory(&self) -> Memory {
        let three_quarters = || room::available().map(|bytes| bytes / 4 * 3);
        let bytes = self.memory.map(|size| size.as_u64()).or_else(three_quarters);
        bytes.map_or_else(Memory::default, Memory::new)
    }

    /// Returns where the server is reached, how it is secured, and which hosts it may call.
    ///
    /// # Errors
    /// Certificates and keys that cannot be read or written, or that clients would not take.
    #[doc(hidden)]
    pub fn public_address(&self) -> Result<PublicAddress, TlsError> {
        let names: Vec<Box<str>> =
            filled(&self.host_name).map(|name| name.to_ascii_lowercase().into()).collect();
        let hosts: HostTable = self.host.iter().map(|AddedHost(name, api)| (name.clone(), *api)).collect();
        let certified = filled(&self.tls_name).map(|name| name.to_ascii_lowercase().into());
        let trust = self.notify_ca.as_deref().map(Trust::of_file).transpose()?;
        let certified = names.iter().cloned().chain(certified).collect();
        Ok(PublicAddress {
            external_url: self.external_url.as_deref().map(Into::into),
            listen: [].into(),
            notify: filled(&self.notify_hosts).collect::<Hosts>().trusting(trust),
            names: names.into(),
            cors: Cors::new(filled(&self.cors), self.import.is_some()),
            control_is_off: self.control == Switch::Off,
            no_ui: self.ui == Switch::Off,
            tls: Tls::new(&self.tls_settings(), hosts.clone(), certified)?,
            hosts,
            asks_for_user: self.proxy_auth == ProxyAuth::Required,
        })
    }

    fn tls_settings(&self) -> TlsSettings {
        match (self.tls, &self.tls_dir, &self.tls_cert, &self.tls_key) {
            (Switch::Off, ..) => TlsSettings::Off,
            (Switch::On, _, Some(certificate), Some(key)) => {
                TlsSettings::Brought { certificate: certificate.clone(), key: key.clone() }
            }
            (Switch::On, Some(folder), ..) => TlsSettings::Kept(folder.clone()),
            (Switch::On, None, ..) => TlsSettings::InMemory,
        }
    }
}

/// Returns the words of a list that say something.
fn filled(words: &[String]) -> impl Iterator<Item = &str> {
    words.iter().map(|word| word.trim()).filter(|word| !word.is_empty())
}

/// Reads a pace as people write it.
fn pace(text: &str) -> Result<Pace, String> {
    text.parse::<sandbox::Pace>().map(|pace| pace.0)
}

/// Reads a number.
fn count(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| "it is a whole number from 0 on, such as 5".into())
}
