//! A server that runs on a thread of its own and stops when it is dropped.

use std::{fmt, io, net::SocketAddr, path::PathBuf, sync::Arc, thread::JoinHandle};

use tokio::{net::TcpListener, runtime::Handle, sync::oneshot};

use super::sandbox::Sandbox;
use crate::{
    config::url_of,
    net::tls::{Tls, certificate_pem},
    sandbox::{DEFAULT, Sandboxes},
    server::{self, PublicAddress},
    snapshot,
};

/// A running server that stops when it is dropped.
///
/// It runs on a thread of its own, so plain and `async` tests start it alike. The thread ends with the value: requests
/// that are under way are finished first.
pub struct MockServer {
    address: SocketAddr,
    tls: Tls,
    sandboxes: Arc<Sandboxes>,
    /// What links begin with, if not with what requests say.
    external_url: Option<Arc<str>>,
    runtime: Handle,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    /// Where the state of the default sandbox is written in the end.
    persist: Option<PathBuf>,
}

impl MockServer {
    /// Serves these sandboxes on a thread of its own.
    pub(super) fn serve(
        listen: &[SocketAddr],
        sandboxes: Arc<Sandboxes>,
        public_address: PublicAddress,
        persist: Option<PathBuf>,
    ) -> io::Result<Self> {
        let bind = |address| {
            let listener = std::net::TcpListener::bind(address)?;
            listener.set_nonblocking(true)?;
            Ok(listener)
        };
        let listeners = listen.iter().map(bind).collect::<io::Result<Vec<_>>>()?;
        let first = listeners.first().ok_or(io::ErrorKind::InvalidInput)?;
        let address = first.local_addr()?;
        let (tls, external_url) = (public_address.tls.clone(), public_address.external_url.clone());
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (served, handle) = (Arc::clone(&sandboxes), runtime.handle().clone());
        let thread = std::thread::Builder::new().name("mockdrive".into()).spawn(move || {
            let served = runtime.block_on(async {
                let listeners =
                    listeners.into_iter().map(TcpListener::from_std).collect::<io::Result<_>>()?;
                let stop = async { stopped.await.unwrap_or_default() };
                server::serve(listeners, served, public_address, stop, std::future::pending()).await
            });
            // Nobody waits for long work whose result nobody wants.
            runtime.shutdown_background();
            if let Err(error) = served {
                tracing::error!(%error, "the mock server ended");
            }
        })?;
        Ok(Self {
            address,
            tls,
            sandboxes,
            external_url,
            runtime: handle,
            stop: Some(stop),
            thread: Some(thread),
            persist,
        })
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

    /// Returns the same for clients that insist on TLS: `https://127.0.0.1:PORT`, on the same port.
    ///
    /// They have to trust [`Self::ca_pem`].
    pub fn https_uri(&self) -> String {
        self.uri().replacen("http", "https", 1)
    }

    /// Returns the certificate of the authority that signed the server's, in PEM. It is made when it is first asked for,
    /// good for this server only, and for no other names than those of the vendors and of this machine.
    ///
    /// # Panics
    /// If TLS is off, or the server has a certificate that its configuration names.
    ///
    /// ```
    /// let mock = mockdrive::MockServer::start();
    /// assert!(mock.ca_pem().starts_with("-----BEGIN CERTIFICATE-----"));
    /// ```
    pub fn ca_pem(&self) -> String {
        let facts = self.tls.facts().unwrap_or_else(|error| panic!("{error}"));
        certificate_pem(facts.authority.as_ref().expect("an authority of the server's own"))
    }

    /// Returns the address of a proxy that leads every request to a vendor here, into this sandbox.
    ///
    /// A client that has the vendor's address built in needs no more than this and [`Self::ca_pem`]:
    ///
    /// ```
    /// let mock = mockdrive::MockServer::start();
    /// let proxy = mock.proxy_uri("this_test");
    /// assert!(proxy.starts_with("http://this_test:x@127.0.0.1:"));
    /// ```
    pub fn proxy_uri(&self, sandbox: &str) -> String {
        self.uri().replacen("http://", &format!("http://{sandbox}:x@"), 1)
    }

    /// Returns a sandbox of the server, which is made if it is new; `default` serves requests that name none.
    ///
    /// # Panics
    /// If no sandbox can have this name, or there are too many.
    pub fn sandbox(&self, name: &str) -> Sandbox {
        let inner = self.sandboxes.get_or_create(name).unwrap_or_else(|error| panic!("{error}"));
        let uri = if name == DEFAULT { self.uri() } else { self.sandbox_uri(name) };
        let links = self.external_url.clone().unwrap_or_else(|| uri.as_str().into());
        Sandbox { inner, catalogue: server::catalogue(), uri, links, runtime: self.runtime.clone() }
    }

    /// Returns the address that the server listens on; of several, the first one.
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

impl fmt::Debug for MockServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockServer").field("address", &self.address).finish_non_exhaustive()
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
        if let Some(file) = &self.persist {
            snapshot::persist(&self.sandboxes.default(), file);
        }
    }
}
