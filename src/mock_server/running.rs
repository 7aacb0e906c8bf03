//! A server that runs on a thread of its own and stops when it is dropped.

use std::{io, net::SocketAddr, sync::Arc, thread::JoinHandle};

use tokio::{net::TcpListener, sync::oneshot};

use crate::{
    config::url_of,
    sandbox::Sandboxes,
    server::{self, PublicAddress},
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
    /// Serves these sandboxes on a thread of its own.
    pub(super) fn serve(
        listen: SocketAddr,
        sandboxes: Arc<Sandboxes>,
        public_address: PublicAddress,
    ) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind(listen)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::Builder::new().name("mockdrive".into()).spawn(move || {
            let served = runtime.block_on(async {
                let listener = TcpListener::from_std(listener)?;
                let stop = async { stopped.await.unwrap_or_default() };
                server::serve(listener, sandboxes, public_address, stop, std::future::pending()).await
            });
            // Nobody waits for long work whose result nobody wants.
            runtime.shutdown_background();
            if let Err(error) = served {
                tracing::error!(%error, "the mock server ended");
            }
        })?;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    /// Returns what base URLs begin with: `http://127.0.0.1:PORT`.
    pub fn uri(&self) -> String {
        url_of(self.address)
    }

    /// Returns what base URLs of a sandbox begin with.
    ///
    /// A sandbox is a world of its own on the same server. It is made when it is first used.
    pub fn sandbox_uri(&self, name: &str) -> String {
        format!("{}/_sandbox/{name}", self.uri())
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
