//! A server inside a test: on a free port, on a thread of its own, stopped when it is dropped.

use std::{io, net::SocketAddr, thread::JoinHandle};

use tokio::{net::TcpListener, sync::oneshot};

use crate::{
    config::Config,
    sandbox::{Clock, clock::Mode},
    server,
};

/// A running server that stops when it is dropped.
///
/// It can be started from plain and from `async` tests alike: it runs on its own thread.
pub struct MockServer {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl MockServer {
    /// Starts a server with the built-in fixture on a free port of 127.0.0.1.
    ///
    /// # Panics
    /// If no port can be had.
    pub fn start() -> Self {
        Self::start_with(&Config::default()).expect("a port on 127.0.0.1 and a valid built-in fixture")
    }

    /// Starts a server as configured; it answers as soon as this returns.
    ///
    /// # Errors
    /// An address that is taken, a fixture that is refused.
    pub fn start_with(config: &Config) -> io::Result<Self> {
        let now = Clock::new(Mode::Running(0)).now();
        let sandboxes = config.sandboxes(now).map_err(io::Error::other)?;
        let public_address = config.public_address();
        let listener = std::net::TcpListener::bind(config.listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name("mockdrive".into()).spawn(move || {
            let served = runtime.block_on(async {
                let listener = TcpListener::from_std(listener)?;
                let stop = async { stopped.await.unwrap_or_default() };
                server::serve(listener, sandboxes, public_address, stop).await
            });
            if let Err(error) = served {
                tracing::error!(%error, "the mock server ended");
            }
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// What base URLs begin with: `http://127.0.0.1:PORT`.
    pub fn uri(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What base URLs of a sandbox begin with; the sandbox is made when it is first used.
    pub fn sandbox_uri(&self, name: &str) -> String {
        format!("http://{}/_sandbox/{name}", self.address)
    }

    /// The address that the server listens on.
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
