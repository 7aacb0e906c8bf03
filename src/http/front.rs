//! The outermost layer: it finds the sandbox, hands the request on, and enters it in the journal.

use std::{mem, sync::Arc};

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderValue, Method, StatusCode, Uri, header, uri::PathAndQuery},
    response::Response,
};

pub use super::entrance::{CONTROL, Refused, status_of};
use super::{
    app::Answer,
    asked::Asked,
    call::{Call, Origin, Vendor},
    entrance::{Entrance, Ways, split_prefix},
    faults::{self, Plan},
    lent::Lent,
    page,
    proxy::{self, ProxyError},
    public_address::PublicAddress,
    reason::Reason,
    recorded,
    respond::complete,
    via::{Tunnel, Via},
    wire::NoAnswer,
};
use crate::{
    net::hosts::Site,
    sandbox::{
        Catalogue, Sandbox, Sandboxes, View,
        journal::{Arrival, Bodies, Open, Record},
    },
};

/// How many characters of a path the journal keeps.
const LONGEST_PATH: usize = 2048;

/// What the outermost layer needs from its server.
pub struct Front {
    /// The sandboxes.
    pub sandboxes: Arc<Sandboxes>,
    /// Where the server is reached.
    pub address: Arc<PublicAddress>,
    /// What faults may name.
    pub catalogue: Arc<Catalogue>,
    /// Responds to a request that enters no sandbox.
    pub refuse: fn(error: &Refused) -> Response,
    /// Returns the provider that a path belongs to, on a host of a vendor's or by a name of the server's own.
    pub owner: fn(site: Option<Site>, path: &str) -> Option<Owner>,
    /// Serves a request that has entered its sandbox, by the provider that its path belongs to.
    pub serve: Box<dyn Fn(Option<Owner>, Request) -> Answer + Send + Sync>,
}

/// A provider, as the outermost layer knows it.
#[derive(Clone, Copy)]
pub struct Owner {
    /// Its name, and its words for what goes wrong.
    pub vendor: &'static Vendor,
    /// Its place among the providers.
    pub at: usize,
    /// Whether the path is not there on the vendor's host.
    pub is_elsewhere: bool,
}

/// Handles a request from beginning to end.
pub async fn handle(front: &Front, mut request: Request) -> Response {
    let via = request.extensions_mut().remove::<Via>().unwrap_or_default();
    let asked = Asked::of(&request, &via, &front.address.hosts);
    let method = request.method().clone();
    let is_connect = method == Method::CONNECT;
    let user = if is_connect || asked.is_of_proxy || via.tunnel.is_some() {
        match front.serve_as_proxy(&asked, &via, &request) {
            Ok(user) => user,
            Err(response) => return turn_away(request, complete(&method, response)).await,
        }
    } else {
        None
    };
    let whole = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let (prefix, path) = split_prefix(whole, &asked);
    let entrance = front.ways(user.as_deref()).enter(prefix, path, &asked, &request);
    let Entrance { sandbox, is_of_user } = match entrance {
        Ok(entrance) => entrance,
        Err(error) => {
            let refused = (front.refuse)(&error);
            return turn_away(request, complete(&method, refused)).await;
        }
    };
    let (view, sent): (_, Arc<str>) = (sandbox.view(), path.into());
    let owner = (front.owner)(asked.site, path);
    // What a test does behind the scenes is no part of what its client asked.
    let is_hidden = asked.site.is_none() && path.starts_with(CONTROL);
    let open = (!is_hidden).then(|| {
        let way = Way { asked: &asked, via: &via, provider: owner.map(|owner| owner.vendor.api.name()) };
        arrive(&sandbox, &view, &sent, way, &request)
    });
    let record = open.as_ref().map_or_else(Record::detached, |open| Arc::clone(open.record()));
    let address = Arc::clone(&front.address);
    let is_of_proxy = asked.is_of_proxy;
    let origin = Origin { prefix: prefix.into(), asked, is_of_user };
    let risk = open.as_ref().and_then(|_| Plan::of(&sandbox, request.headers(), &front.catalogue));
    let risk = risk.zip(owner.map(|owner| owner.vendor));
    let call = Call::new(Arc::clone(&sandbox), view, sent, origin, address, Arc::clone(&record), risk);
    if !prefix.is_empty() || is_of_proxy {
        *request.uri_mut() = Uri::try_from(path).expect("the end of a path is a path");
    }
    let body = mem::take(request.body_mut());
    *request.body_mut() = recorded::received(body, request.headers(), &record);
    let lent = Lent::lend(&mut request);
    request.extensions_mut().insert(call.clone());
    let mut response = complete(&method, (front.serve)(owner, request).await);
    if let Some(plan) = call.plan() {
        response = faults::finish(&call, plan, response);
    }
    page::keep_inert(&mut response);
    // It may have taken long. If the sandbox has gone meanwhile, nobody sees what was done in it.
    front.sandboxes.touch(&sandbox);
    let response = match open {
        // Nothing of it is sent.
        Some(open) if call.plan().is_some() && response.extensions().get::<NoAnswer>().is_some() => {
            drop(open);
            response
        }
        Some(open) => {
            log(&call, &method, &response);
            follow(open, &method, response)
        }
        None => response,
    };
    discard(lent, response).await
}

/// How a request came to its sandbox, for the journal.
#[derive(Clone, Copy)]
struct Way<'a> {
    asked: &'a Asked,
    via: &'a Via,
    provider: Option<&'static str>,
}

impl Front {
    fn ways<'a>(&'a self, user: Option<&'a str>) -> Ways<'a> {
        Ways { sandboxes: &self.sandboxes, address: &self.address, user }
    }

    /// Does what only a proxy does for a request: opens a tunnel, or refuses. Returns the sandbox that the client of a
    /// proxy chose where the request goes on like any other.
    fn serve_as_proxy(
        &self,
        asked: &Asked,
        via: &Via,
        request: &Request,
    ) -> Result<Option<Box<str>>, Response> {
        let is_connect = *request.method() == Method::CONNECT;
        let is_asked = asked.is_of_proxy || is_connect;
        let user = match &via.tunnel {
            Some(tunnel) => Ok(tunnel.sandbox.clone()),
            None => proxy::sandbox(request.headers()),
        };
        let refused = |error| self.refuse_as_proxy(error, None, asked, via, request);
        let user = user.map_err(refused)?;
        if is_asked {
            let refused = |error| self.refuse_as_proxy(error, user.as_deref(), asked, via, request);
            proxy::admit(request, via, &self.address, user.as_deref()).map_err(refused)?;
        }
        if !is_connect {
            return Ok(user);
        }
        // Who misspells a sandbox hears it at once.
        let chosen = self.ways(user.as_deref()).choose("", request);
        chosen.map_err(|error| (self.refuse)(&error))?;
        let host = request.uri().authority().map_or("", |authority| authority.as_str()).into();
        let mut response = Response::new(Body::empty());
        response.extensions_mut().insert(Tunnel { host, sandbox: user });
        Err(response)
    }

    /// Refuses what a proxy is asked for, and enters it in the journal of the sandbox that was to be used.
    fn refuse_as_proxy(
        &self,
        error: ProxyError,
        user: Option<&str>,
        asked: &Asked,
        via: &Via,
        request: &Request,
    ) -> Response {
        // A client that is asked for its user goes on with it.
        let is_asked = error == ProxyError::NoUser;
        let error = Refused::Proxy(error);
        let mut response = (self.refuse)(&error);
        if response.status() == StatusCode::PROXY_AUTHENTICATION_REQUIRED {
            let basic = HeaderValue::from_static("Basic realm=\"the user is the sandbox\"");
            response.headers_mut().insert(header::PROXY_AUTHENTICATE, basic);
        }
        if is_asked {
            return response;
        }
        let reason = error.to_string();
        tracing::info!(status = response.status().as_u16(), reason, "refused as a proxy");
        let Ok(Entrance { sandbox, .. }) = self.ways(user).choose("", request) else {
            return response;
        };
        let (way, path) = (Way { asked, via, provider: None }, request.uri().to_string().into());
        let open = arrive(&sandbox, &sandbox.view(), &path, way, request);
        response.extensions_mut().insert(Reason(reason.into()));
        follow(open, request.method(), response)
    }
}

/// Sends a response to a request of which nothing was read.
async fn turn_away(mut request: Request, response: Response) -> Response {
    let lent = Lent::lend(&mut request);
    drop(request);
    discard(lent, response).await
}

/// Reads what nobody has read of a request, before its response is sent.
async fn discard(lent: Option<Lent>, response: Response) -> Response {
    if let Some(lent) = lent {
        lent.discard().await;
    }
    response
}

/// Enters a request in the journal.
fn arrive(sandbox: &Sandbox, view: &View, path: &Arc<str>, way: Way<'_>, request: &Request) -> Open {
    sandbox.journal.arrive(Arrival {
        at: view.now,
        method: recorded::method(request.method()),
        path: beginning(path),
        headers: recorded::lines(request.headers()),
        host: way.asked.host.clone(),
        tls: way.via.tls,
        provider: way.provider,
        settings: view.settings.journal,
    })
}

/// Returns as much of a path as the journal keeps; most are short, and are not walked through.
fn beginning(path: &Arc<str>) -> Arc<str> {
    let end = if path.len() > LONGEST_PATH { path.char_indices().nth(LONGEST_PATH) } else { None };
    end.map_or_else(|| Arc::clone(path), |(end, _)| path[..end].into())
}

/// Enters the head of the response in the journal, which has its body followed.
fn follow(open: Open, method: &Method, response: Response) -> Response {
    let reason = response.extensions().get::<Reason>().map(|reason| Arc::clone(&reason.0));
    let keeps = open.record().settings().bodies != Bodies::Off;
    let headers = keeps.then(|| recorded::lines(response.headers()));
    open.responded(response.status().as_u16(), reason, headers);
    let (head, body) = response.into_parts();
    let body = recorded::sent(body, &head.headers, *method == Method::HEAD, open);
    Response::from_parts(head, body)
}

fn log(call: &Call, method: &Method, response: &Response) {
    let operation = call.operation().map(|operation| operation.name);
    let sandbox = &**call.sandbox().name();
    tracing::debug!(
        sandbox,
        %method,
        path = call.path(),
        operation,
        caller = call.record().caller().as_deref(),
        status = response.status().as_u16(),
        micros = u64::try_from(call.record().age().as_micros()).unwrap_or(u64::MAX),
        reason = response.extensions().get::<Reason>().map(|reason| &*reason.0),
        "responded"
    );
    if response.status() == StatusCode::NOT_IMPLEMENTED {
        tracing::info!(sandbox, %method, path = call.path(), operation, "not emulated: see docs/fidelity");
    }
}
