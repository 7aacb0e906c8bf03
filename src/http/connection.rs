//! One connection: how long it may be idle, and what of it a server that stops waits for.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, OnceLock},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::{Method, Uri},
};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::{
    body::Incoming,
    server::conn::http1::{self, Parts},
    service::service_fn,
};
use hyper_util::rt::TokioIo;
use tokio::{
    net::TcpStream,
    sync::watch,
    time::{Instant, Sleep, sleep, sleep_until},
};

use super::{
    app::App,
    ending,
    peer::Peer,
    traffic::{Traffic, UnderWay, Watched},
    via::{Tunnel, Via},
    wire::NoAnswer,
};
use crate::net::{
    handshake::{FIRST_BYTE, secure},
    stream::Stream,
    tls::Tls,
};

/// How long a client may take for the head of a request, from its first byte.
pub const HEAD_TIMEOUT: Duration = Duration::from_mins(1);

/// How long a connection may be idle between requests, and how long a client may take nothing of a response.
pub const IDLE_TIMEOUT: Duration = Duration::from_mins(10);

/// How far a server is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Phase {
    /// It serves.
    Serving,
    /// It finishes the requests that are under way.
    Stopping,
    /// It waits for nothing any more.
    Ending,
}

/// A request that was cut off.
pub struct Cut {
    /// Its method.
    pub method: Method,
    /// Its path, without the query.
    pub path: String,
}

/// Serves a connection to its end; returns the request that the server did not wait for.
pub async fn serve(stream: TcpStream, app: App, tls: Tls, mut phase: watch::Receiver<Phase>) -> Option<Cut> {
    // Without it each streamed response on a kept connection waits for a delayed acknowledgement.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::warn!(%error, "TCP_NODELAY could not be set");
    }
    let mut via = Via { reached: stream.local_addr().ok(), ..Via::default() };
    let mut stream = Stream::from(stream);
    loop {
        // As long as nothing comes, the connection needs no buffers.
        let first = tokio::select! {
            biased;
            first = stream.first_byte() => first.ok().flatten()?,
            _ = phase.wait_for(|phase| *phase > Phase::Serving) => return None,
            () = sleep(IDLE_TIMEOUT) => return None,
        };
        if first == FIRST_BYTE {
            stream = tokio::select! {
                secured = Box::pin(secure(stream, &tls)) => secured?,
                _ = phase.wait_for(|phase| *phase > Phase::Serving) => return None,
            };
            via.tls = stream.tls_version();
        }
        let exchange = Box::pin(exchange(stream, app.clone(), via.clone(), &mut phase));
        match exchange.await {
            End::Of(cut) => return cut,
            End::InTunnel(inner, tunnel) => {
                stream = inner;
                via = Via { tls: None, tunnel: Some(tunnel.into()), ..via };
            }
        }
    }
}

/// How requests on a connection end.
enum End {
    /// With the connection, and perhaps with a request that the server did not wait for.
    Of(Option<Cut>),
    /// With a tunnel, through which others come.
    InTunnel(Stream, Tunnel),
}

/// Serves a connection on which something has come, up to its end or to a tunnel.
async fn exchange(stream: Stream, app: App, via: Via, phase: &mut watch::Receiver<Phase>) -> End {
    let traffic = Arc::new(Traffic::default());
    let opened = Arc::new(OnceLock::new());
    let is_direct = via.tls.is_none() && via.tunnel.is_none();
    let peer = Peer::of(stream.tcp());
    let stream = TokioIo::new(Watched::new(stream, Arc::clone(&traffic)));
    let service = service_fn(|request: Request<Incoming>| {
        let under_way = traffic.begin(request.method(), request.uri());
        let mut request = request.map(Body::new);
        if !is_direct || request.uri().authority().is_some() {
            request.extensions_mut().insert(via.clone());
        }
        let opens = (*request.method() == Method::CONNECT).then(|| Arc::clone(&opened));
        // A connection without a request has no room for one.
        if let Some(peer) = peer {
            request.extensions_mut().insert(peer);
        }
        let response = app.respond(request);
        async {
            let mut response = response.await;
            if let Some(opens) = opens
                && let Some(tunnel) = response.extensions_mut().remove::<Tunnel>()
            {
                opens.get_or_init(|| tunnel);
            }
            match response.extensions_mut().remove::<NoAnswer>() {
                Some(how) => Err(how),
                None => Ok(response.map(|body| Response { body, _under_way: under_way })),
            }
        }
    });
    let mut connection = http1::Builder::new().header_read_timeout(None).serve_connection(stream, service);
    let mut limit = pin!(sleep_until(Instant::now() + IDLE_TIMEOUT));
    let mut is_stopping = *phase.borrow() > Phase::Serving;
    if is_stopping {
        Pin::new(&mut connection).graceful_shutdown();
    }
    loop {
        tokio::select! {
            biased;
            served = &mut connection => {
                if let Err(error) = served {
                    if let Some(how) = ending::on_purpose(&error) {
                        ending::end(connection.into_parts().io.into_inner().into_stream(), how).await;
                    }
                    return End::Of(None);
                }
                if opened.get().is_none() {
                    return End::Of(None);
                }
                break;
            }
            () = poll_fn(|context| poll_overdue(&traffic, is_stopping, limit.as_mut(), context)) => {
                return End::Of(None);
            }
            // Without its server a connection ends, too.
            changed = phase.changed() => {
                if changed.is_err() || *phase.borrow_and_update() == Phase::Ending {
                    let cut = |(method, uri): (Method, Uri)| Cut { method, path: uri.path().to_owned() };
                    return End::Of(traffic.under_way().map(cut));
                }
                is_stopping = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    let Parts { io, read_buf, .. } = connection.into_parts();
    let tunnel = opened.get().cloned();
    match tunnel {
        Some(tunnel) => End::InTunnel(io.into_inner().into_stream().behind(read_buf), tunnel),
        None => End::Of(None),
    }
}

/// Is ready when the client has had its time. It is polled whenever the connection was, and has nothing to do now.
fn poll_overdue(
    traffic: &Traffic,
    is_stopping: bool,
    mut limit: Pin<&mut Sleep>,
    context: &mut Context<'_>,
) -> Poll<()> {
    let waits = traffic.waits();
    // There is no request, or half a head of one.
    if is_stopping && waits.is_some_and(|waits| !waits.is_request) {
        return Poll::Ready(());
    }
    let deadline = waits.map(|waits| waits.since + if waits.is_head { HEAD_TIMEOUT } else { IDLE_TIMEOUT });
    if let Some(deadline) = deadline.filter(|deadline| *deadline < limit.deadline()) {
        limit.as_mut().reset(deadline);
    }
    while limit.as_mut().poll(context).is_ready() {
        let now = Instant::now();
        if deadline.is_some_and(|deadline| deadline <= now) {
            return Poll::Ready(());
        }
        limit.as_mut().reset(deadline.unwrap_or(now + IDLE_TIMEOUT));
    }
    Poll::Pending
}

/// The body of a response, whose request is under way until it is sent.
struct Response {
    body: Body,
    _under_way: UnderWay,
}

impl HttpBody for Response {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
