//! Requests that the server sends by itself: to loopback and to hosts that its operator named, over plain http, and over
//! https where the operator gave the authority.

use std::{convert::Infallible, future::pending, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{HeaderName, Method, Request, Response, StatusCode, Uri, header, request::Builder},
};
use bytes::Bytes;
use http_body_util::Full;
use hyper::{body::Incoming, client::conn::http1};
use hyper_util::rt::TokioIo;
use thiserror::Error;
use tokio::net::{TcpStream, lookup_host};

use super::{
    body::{self, BodyError},
    own::Own,
};
use crate::{
    net::{authority::is_loopback, stream::Stream, tls::Trust},
    sandbox::{Memory, NoRoom},
};

/// Marks what a server sends by itself, so that no way round, through a proxy or a published port, makes it control a
/// server.
pub const SENT_BY_SERVER: HeaderName = HeaderName::from_static("x-mock-sent-by-server");

/// How much of a response is read.
const LONGEST_RESPONSE: u64 = 64 << 10;

/// The hosts beside loopback that the server may call, and itself, which it may not.
#[derive(Clone, Default, Debug)]
pub struct Hosts {
    named: Arc<[Box<str>]>,
    own: Own,
    trust: Option<Trust>,
}

impl<S: AsRef<str>> FromIterator<S> for Hosts {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let small = |name: S| name.as_ref().to_ascii_lowercase().into();
        Self { named: names.into_iter().map(small).collect(), ..Self::default() }
    }
}

/// An address that the server may call.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Callback {
    host: Box<str>,
    port: u16,
    authority: Box<str>,
    path: Box<str>,
    /// Whether only loopback addresses of the host are taken.
    loopback_only: bool,
    /// What is not called under any name.
    own: Own,
    /// Whose certificates are taken; nobody speaks TLS without.
    trust: Option<Trust>,
}

/// Why an address is not called.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum CallbackError {
    /// It is no absolute address.
    #[error("the address is malformed")]
    Malformed,
    /// It is one of no web server.
    #[error("{0} is not spoken, only http and https")]
    Scheme(String),
    /// It is one of TLS, and nobody said whose certificates are good.
    #[error(
        "https is spoken only with those whose authority is known: start mockdrive with --notify-ca FILE"
    )]
    Authority,
    /// The operator did not allow it.
    #[error("{0} may not be called")]
    Host(String),
    /// It is this server itself.
    #[error("{0} is this server, which does not call itself")]
    Own(String),
}

/// Why there is no response.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum PostError {
    /// It took too long.
    #[error("no answer in time")]
    TimedOut,
    /// The host has no address that may be called, or refuses to talk.
    #[error("not reached: {0}")]
    Unreachable(String),
    /// The response broke off, or is no HTTP.
    #[error("no whole answer: {0}")]
    Broken(String),
    /// The response has more than this many bytes.
    #[error("no whole answer: length limit exceeded")]
    TooLong(u64),
    /// The server's memory has no room for the response.
    #[error("{0}")]
    NoRoom(NoRoom),
}

/// A response, read to its end.
#[derive(Debug)]
pub struct CallbackResponse {
    /// The status.
    pub status: StatusCode,
    /// The content type, or nothing.
    pub content_type: String,
    /// The body.
    pub body: Bytes,
}

impl Hosts {
    /// Returns the same hosts for a server that must not call itself.
    #[must_use]
    pub fn but(self, own: Own) -> Self {
        Self { own, ..self }
    }

    /// Returns the same hosts for a server that takes the certificates of these authorities from them.
    #[must_use]
    pub fn trusting(self, trust: Option<Trust>) -> Self {
        Self { trust, ..self }
    }

    /// Reads the address of a callback.
    ///
    /// # Errors
    /// `CallbackError`.
    pub fn callback(&self, url: &str) -> Result<Callback, CallbackError> {
        let uri: Uri = url.parse().map_err(|_| CallbackError::Malformed)?;
        let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(CallbackError::Malformed);
        };
        let is_secure = scheme == "https";
        if !is_secure && scheme != "http" {
            return Err(CallbackError::Scheme(scheme.into()));
        }
        let host = authority.host().trim_matches(['[', ']']).to_ascii_lowercase();
        if host.is_empty() || authority.as_str().contains('@') {
            return Err(CallbackError::Malformed);
        }
        // A port that is no number is refused, not passed over.
        let port = match authority.as_str().strip_prefix(authority.host()).map(|rest| rest.strip_prefix(':'))
        {
            Some(None) if is_secure => 443,
            Some(None) => 80,
            Some(Some(port)) => port.parse().map_err(|_| CallbackError::Malformed)?,
            None => return Err(CallbackError::Malformed),
        };
        let named = self.named.iter().any(|known| **known == host);
        if !named && !is_loopback(&host) {
            return Err(CallbackError::Host(host));
        }
        if self.own.is_called(&host, port) {
            return Err(CallbackError::Own(host));
        }
        let trust = self.trust.clone().filter(|_| is_secure);
        if is_secure && trust.is_none() {
            return Err(CallbackError::Authority);
        }
        Ok(Callback {
            host: host.into(),
            port,
            authority: authority.as_str().into(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).into(),
            loopback_only: !named,
            own: self.own.clone(),
            trust,
        })
    }
}

impl Callback {
    /// Returns the same address with one more pair in its query; the pair is percent-encoded.
    #[must_use]
    pub fn with_pair(&self, pair: &str) -> Self {
        let mark = if self.path.contains('?') { '&' } else { '?' };
        Self { path: format!("{}{mark}{pair}", self.path).into(), ..self.clone() }
    }

    /// Sends a `POST` and returns the whole response.
    ///
    /// # Errors
    /// [`PostError`].
    pub async fn post(
        &self,
        content_type: &'static str,
        body: Bytes,
        time_limit: Duration,
    ) -> Result<CallbackResponse, PostError> {
        let read = async |response| read_whole(response, LONGEST_RESPONSE, &Memory::default()).await;
        self.exchange(post(content_type), body, time_limit, read).await
    }

    /// Sends a `GET` and returns the whole response, if it has at most `longest` bytes; redirects are not followed.
    ///
    /// # Errors
    /// [`PostError`].
    pub async fn get(
        &self,
        longest: u64,
        time_limit: Duration,
        memory: &Memory,
    ) -> Result<CallbackResponse, PostError> {
        let read = async |response| read_whole(response, longest, memory).await;
        self.exchange(Request::builder(), Bytes::new(), time_limit, read).await
    }

    /// Sends a `POST` and returns the status of the response, whatever follows it.
    ///
    /// # Errors
    /// [`PostError`].
    pub async fn post_for_status(
        &self,
        content_type: &'static str,
        body: Bytes,
        time_limit: Duration,
    ) -> Result<StatusCode, PostError> {
        self.exchange(post(content_type), body, time_limit, async |response| Ok(response.status())).await
    }

    async fn exchange<T>(
        &self,
        request: Builder,
        body: Bytes,
        time_limit: Duration,
        read: impl AsyncFnOnce(Response<Incoming>) -> Result<T, PostError>,
    ) -> Result<T, PostError> {
        let request = request
            .uri(&*self.path)
            .header(header::HOST, &*self.authority)
            .header(header::CONNECTION, "close")
            .header(SENT_BY_SERVER, "1")
            .body(Full::new(body))
            .map_err(|error| PostError::Unreachable(error.to_string()))?;
        let broken = |error: hyper::Error| PostError::Broken(error.to_string());
        let exchange = async {
            let stream = self.secure(self.connect().await?).await?;
            let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(broken)?;
            let exchange = async { read(sender.send_request(request).await.map_err(broken)?).await };
            // Whatever breaks the connection breaks the exchange, which returns why.
            let connection = async {
                let _ = connection.await;
                pending::<Infallible>().await
            };
            tokio::select! {
                response = exchange => response,
                never = connection => match never {},
            }
        };
        tokio::time::timeout(time_limit, exchange).await.map_err(|_| PostError::TimedOut)?
    }

    async fn connect(&self) -> Result<TcpStream, PostError> {
        let unreachable = |error: std::io::Error| PostError::Unreachable(error.to_string());
        let addresses = lookup_host((&*self.host, self.port)).await.map_err(unreachable)?;
        let allowed = |address: &SocketAddr| !self.loopback_only || address.ip().to_canonical().is_loopback();
        let itself =
            || PostError::Unreachable("the name leads to this server, which does not call itself".into());
        let mut refused = PostError::Unreachable("the name leads to no loopback address".into());
        for address in addresses.filter(allowed) {
            if self.own.is_at(address) {
                refused = itself();
                continue;
            }
            match TcpStream::connect(address).await {
                // Nothing was sent yet.
                Ok(stream) if self.is_own(&stream) => refused = itself(),
                Ok(stream) => return Ok(stream),
                Err(error) => refused = unreachable(error),
            }
        }
        Err(refused)
    }

    async fn secure(&self, stream: TcpStream) -> Result<Stream, PostError> {
        match &self.trust {
            None => Ok(stream.into()),
            Some(trust) => {
                let secured = trust.secure(stream, &self.host).await;
                secured.map_err(|error| PostError::Unreachable(format!("no TLS: {error}")))
            }
        }
    }

    fn is_own(&self, stream: &TcpStream) -> bool {
        let ends = stream.local_addr().ok().zip(stream.peer_addr().ok());
        ends.is_some_and(|(local, peer)| self.own.is_between(local, peer))
    }
}

fn post(content_type: &'static str) -> Builder {
    Request::builder().method(Method::POST).header(header::CONTENT_TYPE, content_type)
}

async fn read_whole(
    response: Response<Incoming>,
    longest: u64,
    memory: &Memory,
) -> Result<CallbackResponse, PostError> {
    let (parts, body) = response.into_parts();
    let body = body::read_to_keep(Body::new(body), longest, memory).await.map_err(|error| match error {
        BodyError::TooLarge(limit) => PostError::TooLong(limit),
        BodyError::NoRoom(cause) => PostError::NoRoom(cause),
        BodyError::Truncated | BodyError::Stalled => PostError::Broken(error.to_string()),
    })?;
    let content_type = parts.headers.get(header::CONTENT_TYPE);
    Ok(CallbackResponse {
        status: parts.status,
        content_type: content_type.and_then(|it| it.to_str().ok()).unwrap_or_default().into(),
        body,
    })
}

#[cfg(test)]
mod tests {
    use super::{CallbackError, Hosts};

    #[test]
    fn only_loopback_and_named_hosts_are_called() {
        let hosts: Hosts = ["App.test"].into_iter().collect();
        for url in [
            "http://127.0.0.1:8000/hook?a=b",
            "http://127.1.2.3",
            "http://localhost/",
            "http://a.LOCALHOST:1/",
            "http://[::1]:9/x",
            "http://app.test:3000/",
        ] {
            assert!(hosts.callback(url).is_ok(), "{url}");
        }
        for url in [
            "",
            "localhost",
            "/hook",
            "http://",
            "http://a b/",
            "http://u:p@127.0.0.1/",
            "http://127.0.0.1:99999/",
            "http://[::1",
        ] {
            assert_eq!(hosts.callback(url), Err(CallbackError::Malformed), "{url}");
        }
        assert_eq!(hosts.callback("https://localhost/"), Err(CallbackError::Authority));
        assert_eq!(hosts.callback("https://example.com/"), Err(CallbackError::Host("example.com".into())));
        assert_eq!(hosts.callback("ftp://localhost/"), Err(CallbackError::Scheme("ftp".into())));
        for host in ["example.com", "10.0.0.1", "localhost.example.com", "x.app.test", "0.0.0.0"] {
            assert_eq!(hosts.callback(&format!("http://{host}/")), Err(CallbackError::Host(host.into())));
        }
    }

    #[test]
    fn a_pair_is_added_to_the_query() {
        let path = |url: &str| Hosts::default().callback(url).expect("loopback").with_pair("c=d").path;
        assert_eq!(&*path("http://localhost"), "/?c=d");
        assert_eq!(&*path("http://localhost/x?a=b"), "/x?a=b&c=d");
    }
}
