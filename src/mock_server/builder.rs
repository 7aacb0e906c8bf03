//! What a test sets before its server starts.

use std::{
    io,
    net::SocketAddr,
    path::PathBuf,
    sync::Arc,
    time::{Duration, SystemTime},
};

use super::{clock::timestamp, running::MockServer};
use crate::{
    config::{Config, SandboxIdle, url},
    http::cors,
    net::{
        authority::host_name,
        hosts::{AddedHost, added_host},
    },
    sandbox::{self, Auth, Settings, clock::Mode, journal::Bodies},
    server,
    world::{Api, Pace},
};

/// Starts a [`MockServer`] with other settings than the defaults.
///
/// Every sandbox of the server begins with these settings. `PUT /_mock/settings` changes them while it runs.
///
/// ```
/// use std::time::{Duration, UNIX_EPOCH};
///
/// use mockdrive::{Auth, MockServer};
///
/// let mock = MockServer::builder()
///     .auth(Auth::Lenient)
///     .signature_skew(None)
///     .graph_units_per_minute(100)
///     .frozen_at(UNIX_EPOCH + Duration::from_secs(1_767_323_045))
///     .start()?;
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Clone, Debug)]
#[must_use = "no server runs before `start`"]
pub struct Builder {
    config: Config,
    settings: Settings,
    frozen: Option<SystemTime>,
}

impl Default for Builder {
    fn default() -> Self {
        Config::default().into()
    }
}

impl From<Config> for Builder {
    fn from(config: Config) -> Self {
        Self { settings: config.settings(), config, frozen: None }
    }
}

impl Builder {
    /// Listens on this address; by default on a free port of 127.0.0.1.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.config.listen = vec![address];
        self
    }

    /// Starts with the world that this file describes, in place of the built-in fixture.
    pub fn fixture(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.fixture = Some(file.into());
        self
    }

    /// Makes this directory tree the content of the first user's drive.
    pub fn import(mut self, directory: impl Into<PathBuf>) -> Self {
        self.config.import = Some(directory.into());
        self
    }

    /// Starts with the state in this file, as `GET /_mock/snapshot` answers it: with its world, clock, settings and quotas.
    /// What is set here that is not the default wins over its settings.
    pub fn snapshot(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.snapshot = Some(file.into());
        self
    }

    /// The same, and writes the state of the default sandbox there when the server is dropped. If the file is not there
    /// yet, the server starts as it would without.
    pub fn persist(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.persist = Some(file.into());
        self
    }

    /// Begins links in answers with this URL, whatever the request says.
    pub fn external_url(mut self, url: impl Into<String>) -> Self {
        self.config.external_url = Some(url.into());
        self
    }

    /// Allows the server to call this host: for notifications, webhooks and documents to fetch. Loopback is always allowed.
    pub fn notify_host(mut self, host: impl Into<String>) -> Self {
        self.config.notify_hosts.push(host.into());
        self
    }

    /// Takes the certificates of these authorities, in PEM, from hosts that the server calls: `https` addresses are refused
    /// without.
    pub fn notify_ca(mut self, file: impl Into<PathBuf>) -> Self {
        self.config.notify_ca = Some(file.into());
        self
    }

    /// Lets the control API be called under this name too, beside `localhost` and addresses.
    pub fn host_name(mut self, name: impl Into<String>) -> Self {
        self.config.host_name.push(name.into());
        self
    }

    /// Gives the server's certificate this name or address too, beside those of the vendors and of this machine.
    pub fn tls_name(mut self, name: impl Into<String>) -> Self {
        self.config.tls_name.push(name.into());
        self
    }

    /// Keeps the authority of the server's certificate in this directory, so that clients trust it once.
    pub fn tls_dir(mut self, directory: impl Into<PathBuf>) -> Self {
        self.config.tls_dir = Some(directory.into());
        self
    }

    /// Stands in for this host too, as one where an API is.
    pub fn vendor_host(mut self, name: impl Into<String>, api: Api) -> Self {
        self.config.host.push(AddedHost(name.into().into(), api));
        self
    }

    /// Lets pages of this origin read responses, or those of all with `*`, beside those of this machine.
    ///
    /// By default all may, but none once a directory is imported.
    pub fn cors(mut self, origin: impl Into<String>) -> Self {
        self.config.cors.push(origin.into());
        self
    }

    /// Lets a sandbox that a client made by using it go when nobody has used it for so long; by default it stays.
    pub fn sandbox_idle(mut self, idle: impl Into<Option<Duration>>) -> Self {
        self.config.sandbox_idle = SandboxIdle(idle.into());
        self
    }

    /// Stops the clock of every sandbox at this time; a reset brings it back.
    ///
    /// [`Sandbox::clock`](crate::Sandbox::clock) sets, advances and releases the clock of one sandbox.
    pub fn frozen_at(mut self, time: impl Into<SystemTime>) -> Self {
        self.frozen = Some(time.into());
        self
    }

    /// Refuses wrong credentials, which is the default, or accepts them as those of the first user.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.settings.auth = auth;
        self
    }

    /// Sets how far the date of a signed request may be off; `None` accepts any date.
    ///
    /// Whole seconds count. The default is 15 minutes.
    pub fn signature_skew(mut self, skew: impl Into<Option<Duration>>) -> Self {
        self.settings.signature_skew_seconds = skew.into().map(|skew| skew.as_secs());
        self
    }

    /// Sets how fast background tasks run; the default is [`Pace::AtOnce`].
    pub fn tasks(mut self, pace: Pace) -> Self {
        self.settings.tasks = sandbox::Pace(pace);
        self
    }

    /// Sets the largest `KDocs` batch that is carried out within the call: items, and bytes together.
    pub fn sync_max(mut self, items: u64, bytes: u64) -> Self {
        (self.settings.sync_max_items, self.settings.sync_max_bytes) = (items, bytes);
        self
    }

    /// Switches habits of the services on that clients break on; `GET /_mock/quirks` lists them.
    ///
    /// # Panics
    /// If there is none of such a name.
    pub fn quirks(mut self, names: &[&str]) -> Self {
        let quirk = |name: &&str| name.parse().unwrap_or_else(|error: String| panic!("{error}"));
        self.settings.quirks = names.iter().map(quirk).collect::<sandbox::Quirks>();
        self
    }

    /// Sets how many items one Graph copy may create; the default is the service's 30,000.
    pub fn graph_copy_max_items(mut self, items: u64) -> Self {
        self.settings.graph_copy_max_items = items;
        self
    }

    /// Sets how many bytes Graph accepts in one `PUT content`; the default is the service's 250 MiB.
    pub fn graph_put_max_bytes(mut self, bytes: u64) -> Self {
        self.settings.graph_put_max_bytes = bytes;
        self
    }

    /// Throttles an application that uses more resource units of Graph than this within a minute.
    ///
    /// By default nobody is throttled.
    pub fn graph_units_per_minute(mut self, units: u64) -> Self {
        self.settings.graph_units_per_minute = Some(units);
        self
    }

    /// Sets the parts of a multipart upload to WPS: how many bytes they have (5 MiB by default), and how long they are
    /// merged once their file is asked for (no time by default).
    pub fn wps_parts(mut self, bytes: u64, merge: Duration) -> Self {
        self.settings.wps_part_bytes = bytes;
        self.settings.wps_merge_millis = u64::try_from(merge.as_millis()).unwrap_or(u64::MAX);
        self
    }

    /// Sets how long storage addresses of WPS are good; by default they live for ever. Whole seconds count.
    pub fn wps_address_life(mut self, life: impl Into<Option<Duration>>) -> Self {
        self.settings.wps_address_seconds = life.into().map(|life| life.as_secs());
        self
    }

    /// Refuses uploads to WPS's public cloud without an `upload_scene`, or accepts them, which is the default.
    pub fn wps_strict_scene(mut self, strict: bool) -> Self {
        self.settings.wps_strict_scene = strict;
        self
    }

    /// Lets WPS make files of the documented types only, which is the default, or of any.
    pub fn wps_strict_extensions(mut self, strict: bool) -> Self {
        self.settings.wps_strict_extensions = strict;
        self
    }

    /// Lets WPS leave ids that it cannot describe out of `batch_get_meta`, or refuse the call, which is the default.
    pub fn wps_omit_missing(mut self, omit: bool) -> Self {
        self.settings.wps_omit_missing = omit;
        self
    }

    /// Lets the journal keep bodies, and the headers of responses: of JSON and forms, or all; by default none.
    pub fn keep_bodies(mut self, bodies: Bodies) -> Self {
        self.settings.journal.bodies = bodies;
        self
    }

    /// Lets every sandbox start with this fault, in the short form of the command line.
    pub fn fault(mut self, fault: impl Into<String>) -> Self {
        self.config.fault.push(fault.into());
        self
    }

    /// Starts the server; it accepts requests as soon as this returns.
    ///
    /// # Errors
    /// An address that is taken, a fixture, a directory or a certificate that cannot be read, an external URL without
    /// scheme or host, a host name or an origin that is none, a fault that can never happen.
    pub fn start(mut self) -> io::Result<MockServer> {
        let invalid = |error: String| io::Error::new(io::ErrorKind::InvalidInput, error);
        if let Some(external) = &mut self.config.external_url {
            *external =
                url(external).map_err(|error| invalid(format!("external URL `{external}`: {error}")))?;
        }
        for name in &mut self.config.host_name {
            *name = host_name(name).map_err(|error| invalid(format!("host name `{name}`: {error}")))?;
        }
        for name in &mut self.config.tls_name {
            *name = host_name(name).map_err(|error| invalid(format!("TLS name `{name}`: {error}")))?;
        }
        for host in &mut self.config.host {
            let read = added_host(&format!("{}={}", host.0, host.1.name()));
            *host = read.map_err(|error| invalid(format!("host `{}`: {error}", host.0)))?;
        }
        for origin in &mut self.config.cors {
            *origin = cors::origin(origin).map_err(|error| invalid(format!("origin `{origin}`: {error}")))?;
        }
        let clock = self.frozen.map(|time| Mode::Frozen(timestamp(time)));
        let sandboxes = self.config.sandboxes_with(&self.settings, clock).map_err(io::Error::other)?;
        let faults = self.config.start_faults(&server::catalogue()).map_err(invalid)?;
        let sandboxes = sandboxes.starting_with(faults);
        let address = self.config.public_address();
        let address = address.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error))?;
        MockServer::serve(&self.config.addresses(), Arc::new(sandboxes), address, self.config.persist)
    }
}

impl MockServer {
    /// Starts a server with the built-in fixture and the default settings on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// If the system gives no port.
    ///
    /// ```
    /// let mock = mockdrive::MockServer::start();
    /// assert!(mock.uri().starts_with("http://127.0.0.1:"));
    /// ```
    pub fn start() -> Self {
        Self::builder().start().expect("a port on 127.0.0.1 and a valid built-in fixture")
    }

    /// Starts a server as configured; it accepts requests as soon as this returns.
    ///
    /// # Errors
    /// See [`Builder::start`].
    pub fn start_with(config: &Config) -> io::Result<Self> {
        Builder::from(config.clone()).start()
    }

    /// Returns a builder that starts a server with other settings than the defaults.
    ///
    /// ```
    /// use mockdrive::{MockServer, Pace};
    ///
    /// let mock = MockServer::builder().tasks(Pace::Polls(2)).frozen_at(std::time::UNIX_EPOCH).start()?;
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn builder() -> Builder {
        Builder::default()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{ErrorKind, Read, Write},
        net::TcpStream,
        time::{Duration, UNIX_EPOCH},
    };

    use crate::{Auth, Bodies, Config, MockServer, Pace};

    fn get(mock: &MockServer, path: &str) -> String {
        let mut stream = TcpStream::connect(mock.address()).expect("a connection");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").expect("sent");
        let mut response = String::new();
        stream.read_to_string(&mut response).expect("text");
        response.split_once("\r\n\r\n").expect("a head and a body").1.trim_end().to_owned()
    }

    #[test]
    fn a_server_has_the_settings_that_it_was_built_with() {
        let mock = MockServer::builder()
            .auth(Auth::Lenient)
            .signature_skew(Duration::from_mins(1))
            .tasks(Pace::Polls(2))
            .sync_max(3, 4)
            .graph_copy_max_items(5)
            .graph_put_max_bytes(6)
            .graph_units_per_minute(7)
            .wps_parts(8, Duration::from_millis(9))
            .wps_address_life(Duration::from_secs(10))
            .wps_strict_scene(true)
            .wps_strict_extensions(false)
            .wps_omit_missing(true)
            .quirks(&["graph.late"])
            .keep_bodies(Bodies::Json)
            .start()
            .expect("started");
        let settings = r#"{"auth":"lenient","signature_skew_seconds":60,"tasks":"polls:2","sync_max_items":3,"sync_max_bytes":4,"graph_copy_max_items":5,"graph_put_max_bytes":6,"graph_units_per_minute":7,"wps_part_bytes":8,"wps_merge_millis":9,"wps_address_seconds":10,"wps_strict_scene":true,"wps_strict_extensions":false,"wps_omit_missing":true,"journal":{"requests":1000,"bodies":"json","body_bytes":65536,"total_bytes":16777216},"quirks":["graph.late"]}"#;
        assert_eq!(get(&mock, "/_mock/settings"), settings);
        assert_eq!(get(&mock, "/_sandbox/other/_mock/settings"), settings);
    }

    #[test]
    fn a_frozen_clock_stands() {
        let time = UNIX_EPOCH + Duration::from_millis(1_767_323_045_006);
        let mock = MockServer::builder().frozen_at(time).start().expect("started");
        for sandbox in ["", "/_sandbox/made_by_this"] {
            let clock = get(&mock, &format!("{sandbox}/_mock/clock"));
            assert_eq!(clock, r#"{"now":"2026-01-02T03:04:05.006Z","frozen":true}"#, "{sandbox}");
        }
    }

    #[test]
    fn what_cannot_be_started_says_why() {
        let refused = MockServer::builder().external_url("graph.microsoft.com").start().expect_err("refused");
        assert_eq!(refused.kind(), ErrorKind::InvalidInput);
        assert_eq!(
            refused.to_string(),
            "external URL `graph.microsoft.com`: it begins with http:// or https:// and has a host, such as \
             https://mock.example"
        );
        let missing = MockServer::builder().fixture("no/such.json").start().expect_err("refused");
        assert!(missing.to_string().starts_with("no/such.json: "), "{missing}");
        let mock = MockServer::start();
        let taken = Config { listen: vec![mock.address()], ..Config::default() };
        assert_eq!(MockServer::start_with(&taken).expect_err("refused").kind(), ErrorKind::AddrInUse);
    }
}
