//! `/_mock/snapshots`: moments of the sandbox to which a test returns.

use std::sync::Arc;

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use serde::{Deserialize, Serialize};

use super::{
    json::{self, Json, Named, Query},
    problem::problem,
    respond,
};
use crate::{
    http::{self, Call, RawBody, blocking, date, written},
    sandbox::{Saved, SnapshotError, clock::Mode},
    snapshot::{self, SnapshotFileError},
};

/// The snapshots.
#[derive(Serialize)]
struct All {
    /// The snapshots by name.
    snapshots: Vec<SnapshotBody>,
}

/// A snapshot.
#[derive(Serialize)]
struct SnapshotBody {
    /// Its name.
    name: String,
    /// What the clock showed.
    now: String,
    /// Whether the clock stood still.
    frozen: bool,
}

/// The snapshot to take.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSnapshot {
    /// Its name: letters, digits, dots, hyphens and underscores.
    name: String,
    /// Whether it takes the place of a snapshot of this name.
    #[serde(default)]
    replace: bool,
}

/// Handles `GET /_mock/snapshots`: the snapshots by name.
pub fn list(call: Call) -> Response {
    let all = call.sandbox().snapshots.list();
    let snapshots = all.iter().map(|(name, saved)| body(name, saved)).collect();
    respond::json(StatusCode::OK, &All { snapshots })
}

/// Handles `POST /_mock/snapshots`: keeps world, clock, settings and quotas under a name.
pub fn take(call: Call, Json(new): Json<NewSnapshot>) -> Result<Response, Response> {
    let saved = call.sandbox().take_snapshot(&new.name, new.replace).map_err(|error| refuse(&error))?;
    Ok(respond::json(StatusCode::CREATED, &body(&new.name, &saved)))
}

/// Handles `POST /_mock/snapshots/{name}/restore`: returns to a snapshot; journal and faults stay as they are.
pub fn restore(call: Call, Named(name): Named) -> Result<Response, Response> {
    let saved = call.sandbox().snapshots.get(&name).map_err(|error| refuse(&error))?;
    call.sandbox().restore(&saved);
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Handles `DELETE /_mock/snapshots/{name}`: forgets a snapshot.
pub fn delete(call: Call, Named(name): Named) -> Result<Response, Response> {
    call.sandbox().snapshots.delete(&name).map_err(|error| refuse(&error))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Handles `GET /_mock/snapshot`: the state of the sandbox as a file, or that of the snapshot that `name` names.
pub fn export(call: Call, query: Query) -> Result<Response, Response> {
    let sandbox = Arc::clone(call.sandbox());
    let (name, saved) = match query.get("name") {
        Some(name) => (name, sandbox.snapshots.get(name).map_err(|error| refuse(&error))?),
        None => (&**sandbox.name(), Arc::new(sandbox.save())),
    };
    let file = format!("attachment; filename=\"{name}.mockdrive.zip\"");
    let body = written(move |to| snapshot::write(&saved, to));
    let mut response = respond::file("application/zip", body);
    if let Ok(file) = HeaderValue::try_from(file) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, file);
    }
    Ok(response)
}

/// Handles `PUT /_mock/snapshot`: makes the state in a file that of the sandbox, and its start.
pub async fn import(call: Call, RawBody(body): RawBody) -> Result<Response, Response> {
    let (memory, sandbox) = (call.memory().clone(), Arc::clone(call.sandbox()));
    let file = json::body(body, u64::MAX, &memory).await?;
    blocking(move || {
        let saved = snapshot::read(&file, &memory).map_err(|error| {
            let status = match error {
                SnapshotFileError::NoRoom(_) => StatusCode::INSUFFICIENT_STORAGE,
                _ => StatusCode::BAD_REQUEST,
            };
            problem(status, &format!("The body is no snapshot: {error}."))
        })?;
        sandbox.begin_as(saved);
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
    .await
}

fn body(name: &str, saved: &Saved) -> SnapshotBody {
    let frozen = matches!(saved.clock, Mode::Frozen(_));
    SnapshotBody { name: name.into(), now: date::rfc3339(saved.at), frozen }
}

/// Returns the refusal of a snapshot.
pub fn refuse(error: &SnapshotError) -> Response {
    let status = match error {
        SnapshotError::BadName(_) => StatusCode::BAD_REQUEST,
        SnapshotError::Unknown { .. } => StatusCode::NOT_FOUND,
        SnapshotError::Taken(_) | SnapshotError::TooMany => StatusCode::CONFLICT,
    };
    problem(status, &format!("{error}."))
}
