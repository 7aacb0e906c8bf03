//! `/_mock/sandboxes`: an isolated world for each test.

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{
    json::{Json, Named},
    problem::problem,
    respond, snapshots,
    state::{ControlState, Server},
};
use crate::{
    http::{self, date, front},
    sandbox::{DEFAULT, Sandbox, SandboxError, clock::Mode},
};

/// The sandboxes.
#[derive(Serialize)]
struct All {
    /// The sandboxes by name.
    sandboxes: Vec<SandboxBody>,
}

/// A sandbox.
#[derive(Serialize)]
struct SandboxBody {
    /// Its name.
    name: String,
    /// What its clock shows, in RFC 3339.
    now: String,
    /// Whether its clock stands still.
    frozen: bool,
    /// What base URLs begin with to reach it, behind the address of the server.
    prefix: String,
}

/// A sandbox, and what has become of it.
#[derive(Serialize)]
pub struct ChangedSandbox {
    /// What: `reset`, `restored`, `settings` or `deleted`.
    change: &'static str,
    #[serde(flatten)]
    sandbox: SandboxBody,
}

/// The sandbox to create.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSandbox {
    /// Its name: letters, digits, dots, hyphens and underscores.
    name: String,
    /// The sandbox that it is a fork of; absent: the default one.
    from: Option<String>,
    /// The snapshot of that sandbox with which it begins; absent: as it is now.
    snapshot: Option<String>,
}

/// The name of a fork.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFork {
    /// The name: letters, digits, dots, hyphens and underscores.
    name: String,
}

/// Handles `GET /_mock/sandboxes`: the sandboxes by name.
pub fn list(Server(server): Server) -> Response {
    let sandboxes = server.sandboxes.list().iter().map(|sandbox| body(sandbox)).collect();
    respond::json(StatusCode::OK, &All { sandboxes })
}

/// Handles `POST /_mock/sandboxes`: creates a sandbox as a fork of another one, or of a snapshot of it.
pub fn create(Server(server): Server, Json(new): Json<NewSandbox>) -> Result<Response, Response> {
    let from = new.from.as_deref().unwrap_or(DEFAULT);
    let Some(snapshot) = new.snapshot else { return create_fork(&server, from, &new.name) };
    let source = server.sandboxes.get(from).map_err(|error| refuse(&error))?;
    let saved = source.snapshots.get(&snapshot).map_err(|error| snapshots::refuse(&error))?;
    let sandbox = server.sandboxes.fork_at(&source, saved, &new.name).map_err(|error| refuse(&error))?;
    Ok(respond::json(StatusCode::CREATED, &body(&sandbox)))
}

/// Handles `POST /_mock/sandboxes/{name}/fork`: creates a sandbox as a fork of this one.
pub fn fork(
    Server(server): Server,
    Named(name): Named,
    Json(new): Json<NewFork>,
) -> Result<Response, Response> {
    create_fork(&server, &name, &new.name)
}

/// Handles `POST /_mock/sandboxes/{name}/reset`: this sandbox as it was at its start.
pub fn reset(Server(server): Server, Named(name): Named) -> Result<Response, Response> {
    server.sandboxes.get(&name).map_err(|error| refuse(&error))?.reset();
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Handles `DELETE /_mock/sandboxes/{name}`: deletes a sandbox; the default one stays.
pub fn delete(Server(server): Server, Named(name): Named) -> Result<Response, Response> {
    server.sandboxes.delete(&name).map_err(|error| refuse(&error))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Handles `DELETE /_mock/sandboxes`: deletes all but the default one.
pub fn delete_all(Server(server): Server) -> Response {
    for sandbox in server.sandboxes.list() {
        // The default one stays, and one that is gone already is gone.
        let _ = server.sandboxes.delete(sandbox.name());
    }
    http::empty(StatusCode::NO_CONTENT)
}

fn create_fork(server: &ControlState, from: &str, name: &str) -> Result<Response, Response> {
    let sandbox = server.sandboxes.fork(from, name).map_err(|error| refuse(&error))?;
    Ok(respond::json(StatusCode::CREATED, &body(&sandbox)))
}

/// Returns a sandbox as it is shown, with what has become of it.
pub fn changed(sandbox: &Sandbox, change: &'static str) -> ChangedSandbox {
    ChangedSandbox { change, sandbox: body(sandbox) }
}

fn body(sandbox: &Sandbox) -> SandboxBody {
    let name = sandbox.name();
    SandboxBody {
        name: name.to_string(),
        now: date::rfc3339(sandbox.clock.now()),
        frozen: matches!(sandbox.clock.mode(), Mode::Frozen(_)),
        prefix: if **name == *DEFAULT { String::new() } else { format!("{}{name}", http::SANDBOX_PREFIX) },
    }
}

fn refuse(error: &SandboxError) -> Response {
    problem(front::status_of(error), &format!("{error}."))
}
