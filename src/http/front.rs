//! The outermost layer: it finds the sandbox, hands the request on, and enters it in the journal.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{StatusCode, Uri, uri::PathAndQuery},
    middleware::Next,
    response::Response,
};
use tokio::time::Instant;

use super::{
    call::Call,
    lent::Lent,
    public_address::{PublicAddress, SANDBOX_PREFIX},
    reason::Reason,
};
use crate::sandbox::{DEFAULT, Sandbox, SandboxError, Sandboxes, journal::Entry};

/// The header that chooses a sandbox.
const HEADER: &str = "x-mock-sandbox";

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
    /// Responds to a request whose sandbox is refused.
    pub refuse: fn(error: &SandboxError) -> Response,
    /// Returns the name of the provider that a path belongs to.
    pub provider: fn(path: &str) -> Option<&'static str>,
}

/// Handles a request from beginning to end.
pub async fn handle(State(front): State<Arc<Front>>, mut request: Request, next: Next) -> Response {
    let lent = Lent::lend(&mut request);
    let response = respond(&front, request, next).await;
    if let Some(lent) = lent {
        lent.discard().await;
    }
    response
}

async fn respond(front: &Front, mut request: Request, next: Next) -> Response {
    let whole = request.uri().path_and_query().map_or("/", PathAndQuery::as_str);
    let (prefix, path) = split_prefix(whole);
    let sandbox = match choose(&front.sandboxes, prefix, &request) {
        Ok(sandbox) => sandbox,
        Err(error) => return (front.refuse)(&error),
    };
    let call = Call::new(Arc::clone(&sandbox), path, prefix, Arc::clone(&front.address));
    if !prefix.is_empty() {
        *request.uri_mut() = Uri::try_from(path).expect("the end of a path is a path");
    }
    let method = request.method().as_str().to_owned();
    request.extensions_mut().insert(call.clone());
    let entered = Instant::now();
    let response = next.run(request).await;
    // What a test does behind the scenes is no part of what its client asked.
    if call.path().starts_with(CONTROL) {
        return response;
    }
    let trail = call.trail(std::mem::take);
    let reason = response.extensions().get::<Reason>().map(|reason| Arc::clone(&reason.0));
    let operation = call.operation().map(|operation| operation.name);
    let (path, status) = (call.path(), response.status().as_u16());
    tracing::debug!(
        sandbox = &**sandbox.name(),
        %method,
        path,
        operation,
        caller = trail.caller.as_deref(),
        status,
        micros = u64::try_from(entered.elapsed().as_micros()).unwrap_or(u64::MAX),
        reason = reason.as_deref(),
        "responded"
    );
    if response.status() == StatusCode::NOT_IMPLEMENTED {
        tracing::info!(sandbox = &**sandbox.name(), %method, path, operation, "not emulated: see docs/fidelity");
    }
    sandbox.journal.enter(Entry {
        n: 0,
        at: sandbox.clock.now(),
        method,
        path: call.path_and_query().chars().take(LONGEST_PATH).collect(),
        provider: (front.provider)(call.path()),
        operation,
        status,
        caller: trail.caller,
        reason,
        notes: trail.notes,
    });
    response
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

fn choose(sandboxes: &Sandboxes, prefix: &str, request: &Request) -> Result<Arc<Sandbox>, SandboxError> {
    let by_prefix = prefix.strip_prefix(SANDBOX_PREFIX);
    let by_header = || request.headers().get(HEADER).map(|name| name.to_str().unwrap_or("?"));
    match by_prefix.or_else(by_header) {
        None | Some(DEFAULT) => Ok(sandboxes.default()),
        Some(name) => sandboxes.get_or_create(name),
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
