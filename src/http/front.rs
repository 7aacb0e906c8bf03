//! The outermost layer: it finds the sandbox, hands the request on, and enters it in the journal.

use std::{mem, sync::Arc};

use axum::{
    extract::Request,
    http::{HeaderName, Method, StatusCode, Uri, uri::PathAndQuery},
    response::Response,
};
use thiserror::Error;

use super::{
    app::Answer,
    call::Call,
    foreign::{self, Foreign},
    lent::Lent,
    page,
    public_address::{PublicAddress, SANDBOX_PREFIX},
    reason::Reason,
    recorded,
    respond::complete,
};
use crate::sandbox::{
    DEFAULT, Sandbox, SandboxError, Sandboxes, View,
    journal::{Arrival, Bodies, Open, Record},
};

/// The header that chooses a sandbox.
const HEADER: HeaderName = HeaderName::from_static("x-mock-sandbox");

/// What the paths of the control API begin with.
pub const CONTROL: &str = "/_mock/";

/// How many characters of a path the journal keeps.
const LONGEST_PATH: usize = 2048;

/// What the outermost layer needs from its server.
pub struct Front {
    /// The sandboxes.
    pub sandboxes: Arc<Sandboxes>,
    /// Where the server is reached.
    pub address: Arc<PublicAddress>,
    /// Responds to a request that enters no sandbox.
    pub refuse: fn(error: &Refused) -> Response,
    /// Returns the provider that a path belongs to.
    pub owner: fn(path: &str) -> Option<Owner>,
    /// Serves a request that has entered its sandbox, by the provider that its path belongs to.
    pub serve: Box<dyn Fn(Option<Owner>, Request) -> Answer + Send + Sync>,
}

/// A provider, as the outermost layer knows it.
#[derive(Clone, Copy)]
pub struct Owner {
    /// Its name.
    pub name: &'static str,
    /// Its place among the providers.
    pub at: usize,
}

/// Why a request enters no sandbox.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Refused {
    /// There is none for it.
    #[error(transparent)]
    Sandbox(#[from] SandboxError),
    /// A page sent it, or may have.
    #[error(transparent)]
    Foreign(#[from] Foreign),
}

impl Refused {
    /// Returns the status of the response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Sandbox(error) => status_of(error),
            Self::Foreign(Foreign::Host) => StatusCode::BAD_REQUEST,
            Self::Foreign(_) => StatusCode::FORBIDDEN,
        }
    }
}

/// Handles a request from beginning to end.
pub async fn handle(front: &Front, mut request: Request) -> Response {
    let method = request.method().clone();
    let whole = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let (prefix, path) = split_prefix(whole);
    let sandbox = match enter(front, prefix, path, &request) {
        Ok(sandbox) => sandbox,
        Err(error) => {
            let lent = Lent::lend(&mut request);
            drop(request);
            return discard(lent, complete(&method, (front.refuse)(&error))).await;
        }
    };
    let (view, sent): (_, Arc<str>) = (sandbox.view(), path.into());
    let owner = (front.owner)(path);
    // What a test does behind the scenes is no part of what its client asked.
    let open = (!path.starts_with(CONTROL)).then(|| arrive(owner, &sandbox, &view, &sent, &request));
    let record = open.as_ref().map_or_else(Record::detached, |open| Arc::clone(open.record()));
    let address = Arc::clone(&front.address);
    let call = Call::new(Arc::clone(&sandbox), view, sent, prefix, address, Arc::clone(&record));
    if !prefix.is_empty() {
        *request.uri_mut() = Uri::try_from(path).expect("the end of a path is a path");
    }
    let body = mem::take(request.body_mut());
    *request.body_mut() = recorded::received(body, request.headers(), &record);
    let lent = Lent::lend(&mut request);
    request.extensions_mut().insert(call.clone());
    let mut response = complete(&method, (front.serve)(owner, request).await);
    page::keep_inert(&mut response);
    // It may have taken long. If the sandbox has gone meanwhile, nobody sees what was done in it.
    front.sandboxes.touch(&sandbox);
    let response = match open {
        Some(open) => {
            log(&call, &method, &response);
            follow(open, &method, response)
        }
        None => response,
    };
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
fn arrive(owner: Option<Owner>, sandbox: &Sandbox, view: &View, path: &Arc<str>, request: &Request) -> Open {
    sandbox.journal.arrive(Arrival {
        at: view.now,
        method: recorded::method(request.method()),
        path: beginning(path),
        headers: recorded::lines(request.headers()),
        provider: owner.map(|owner| owner.name),
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

/// Returns the status of a refused sandbox.
pub fn status_of(error: &SandboxError) -> StatusCode {
    match error {
        SandboxError::BadName(_) | SandboxError::IsDefault => StatusCode::BAD_REQUEST,
        SandboxError::Unknown(_) => StatusCode::NOT_FOUND,
        SandboxError::Taken(_) => StatusCode::CONFLICT,
        SandboxError::TooMany => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Splits `/_sandbox/{name}` off a path.
fn split_prefix(path: &str) -> (&str, &str) {
    let Some(rest) = path.strip_prefix(SANDBOX_PREFIX) else { return ("", path) };
    let end = rest.find(['/', '?']).map_or(path.len(), |at| SANDBOX_PREFIX.len() + at);
    let (prefix, rest) = path.split_at(end);
    (prefix, if rest.starts_with('/') { rest } else { "/" })
}

/// Returns the sandbox of a request, unless something is to be said against the request itself.
fn enter(front: &Front, prefix: &str, path: &str, request: &Request) -> Result<Arc<Sandbox>, Refused> {
    if is_control(path) {
        foreign::admit_to_control(&front.address, request)?;
    } else {
        foreign::admit_to_apis(&front.address, request)?;
    }
    choose(front, prefix, request)
}

/// Returns whether a path, with or without a query, is one of the control API.
fn is_control(path: &str) -> bool {
    path.split('?').next() == Some(CONTROL.trim_end_matches('/')) || path.starts_with(CONTROL)
}

fn choose(front: &Front, prefix: &str, request: &Request) -> Result<Arc<Sandbox>, Refused> {
    let by_prefix = prefix.strip_prefix(SANDBOX_PREFIX);
    let by_header = || request.headers().get(&HEADER).map(|name| name.to_str().unwrap_or("?"));
    match by_prefix.or_else(by_header) {
        None | Some(DEFAULT) => Ok(front.sandboxes.default()),
        Some(name) => front.sandboxes.enter(name).map_or_else(
            || {
                foreign::admit_maker(&front.address, request)?;
                Ok(front.sandboxes.get_or_create(name)?)
            },
            Ok,
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::split_prefix;

    #[test]
    fn the_sandbox_is_split_off_the_path() {
        for (path, expected) in [
            ("/v1.0/me", ("", "/v1.0/me")),
            ("/_sandbox/t1/v1.0/me?x=1", ("/_sandbox/t1", "/v1.0/me?x=1")),
            ("/_sandbox/t1", ("/_sandbox/t1", "/")),
            ("/_sandbox/t1?x=1", ("/_sandbox/t1", "/")),
            ("/_sandbox//v1.0", ("/_sandbox/", "/v1.0")),
        ] {
            assert_eq!(split_prefix(path), expected, "{path}");
        }
    }
}
