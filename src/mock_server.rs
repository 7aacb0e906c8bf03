//! A server inside a test: on a free port, on a thread of its own, stopped when it is dropped.

mod builder;

use std::{io, net::SocketAddr, sync::Arc, thread::JoinHandle};

use tokio::{net::TcpListener, sync::oneshot};

pub use self::builder::Builder;
use crate::{
    config::Config,
    sandbox::Sandboxes,
    server::{self, Origin},
};

/// A running server that stops when it is dropped.
///
/// It runs on a thread of its own, so plain and `async` tests start it alike. The thread ends with the value: requests
/// that are under way are finished first.
#[derive(Debug)]
pub struct MockServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
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

    /// Serves these sandboxes on a thread of its own.
    fn serve(listen: SocketAddr, sandboxes: Arc<Sandboxes>, origin: Origin) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name("mockdrive".into()).spawn(move || {
            let served = runtime.block_on(async {
                let listener = TcpListener::from_std(listener)?;
                let stop = async { stopped.await.unwrap_or_default() };
                server::serve(listener, sandboxes, origin, stop).await
            });
            if let Err(error) = served {
                tracing::error!(%error, "the mock server ended");
            }
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns what base URLs begin with: `http://127.0.0.1:PORT`.
    pub fn uri(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Returns what base URLs of a sandbox begin with.
    ///
    /// A sandbox is a world of its own on the same server. It is made when it is first used.
    pub fn sandbox_uri(&self, name: &str) -> String {
        format!("http://{}/_sandbox/{name}", self.address)
    }

    /// Returns the address that the server listens on.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for MockServer {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            // The server may have ended by itself.
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
