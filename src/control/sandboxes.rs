//! `/_mock/sandboxes`: one isolated world a test.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::{Server, json::Json, problem};
use crate::{
    http::{self, date, front},
    sandbox::{DEFAULT, Sandbox, SandboxError, clock::Mode},
};

#[derive(Serialize)]
struct All {
    sandboxes: Vec<SandboxBody>,
}

#[derive(Serialize)]
struct SandboxBody {
    name: String,
    now: String,
    frozen: bool,
    /// What base URLs begin with to reach it, behind the address of the server.
    prefix: String,
}

/// What to make.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSandbox {
    name: String,
    from: Option<String>,
}

/// What to call a fork.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewFork {
    name: String,
}

/// Lists the sandboxes by name.
pub async fn list(State(server): State<Arc<Server>>) -> Response {
    let sandboxes = server.sandboxes.list().iter().map(|sandbox| body(sandbox)).collect();
    http::json(StatusCode::OK, &All { sandboxes })
}

/// Makes a sandbox as a fork of another one.
pub async fn create(
    State(server): State<Arc<Server>>,
    Json(new): Json<NewSandbox>,
) -> Result<Response, Response> {
    make(&server, new.from.as_deref().unwrap_or(DEFAULT), &new.name)
}

/// Makes a fork of this sandbox.
pub async fn fork(
    State(server): State<Arc<Server>>,
    Path(name): Path<String>,
    Json(new): Json<NewFork>,
) -> Result<Response, Response> {
    make(&server, &name, &new.name)
}

/// Brings a sandbox back to its start.
pub async fn reset(
    State(server): State<Arc<Server>>,
    Path(name): Path<String>,
) -> Result<Response, Response> {
    server.sandboxes.get(&name).map_err(|error| refuse(&error))?.reset();
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Deletes a sandbox.
pub async fn delete(
    State(server): State<Arc<Server>>,
    Path(name): Path<String>,
) -> Result<Response, Response> {
    server.sandboxes.delete(&name).map_err(|error| refuse(&error))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Deletes all sandboxes but the default one.
pub async fn delete_all(State(server): State<Arc<Server>>) -> Response {
    for sandbox in server.sandboxes.list() {
        // The default one stays, and one that is gone already is gone.
        let _ = server.sandboxes.delete(sandbox.name());
    }
    http::empty(StatusCode::NO_CONTENT)
}

fn make(server: &Server, from: &str, name: &str) -> Result<Response, Response> {
    let sandbox = server.sandboxes.fork(from, name).map_err(|error| refuse(&error))?;
    Ok(http::json(StatusCode::CREATED, &body(&sandbox)))
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
