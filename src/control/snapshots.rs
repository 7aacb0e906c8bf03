//! `/_mock/snapshots`: moments of the sandbox to which a test returns.

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};

use super::{
    json::{Json, Named},
    problem::problem,
    respond,
};
use crate::{
    http::{self, Call, date},
    sandbox::{Saved, SnapshotError, clock::Mode},
};

#[derive(Serialize)]
struct All {
    snapshots: Vec<SnapshotBody>,
}

#[derive(Serialize)]
struct SnapshotBody {
    name: String,
    /// What the clock showed.
    now: String,
    frozen: bool,
}

/// The snapshot to take.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewSnapshot {
    name: String,
    #[serde(default)]
    replace: bool,
}

/// Handles `GET /_mock/snapshots`: the snapshots by name.
pub async fn list(call: Call) -> Response {
    let all = call.sandbox().snapshots.list();
    let snapshots = all.iter().map(|(name, saved)| body(name, saved)).collect();
    respond::json(StatusCode::OK, &All { snapshots })
}

/// Handles `POST /_mock/snapshots`: keeps world, clock, settings and quotas under a name.
pub async fn take(call: Call, Json(new): Json<NewSnapshot>) -> Result<Response, Response> {
    let saved = call.sandbox().take_snapshot(&new.name, new.replace).map_err(|error| refuse(&error))?;
    Ok(respond::json(StatusCode::CREATED, &body(&new.name, &saved)))
}

/// Handles `POST /_mock/snapshots/{name}/restore`; journal and faults stay as they are.
pub async fn restore(call: Call, Named(name): Named) -> Result<Response, Response> {
    let saved = call.sandbox().snapshots.get(&name).map_err(|error| refuse(&error))?;
    call.sandbox().restore(&saved);
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Handles `DELETE /_mock/snapshots/{name}`.
pub async fn delete(call: Call, Named(name): Named) -> Result<Response, Response> {
    call.sandbox().snapshots.delete(&name).map_err(|error| refuse(&error))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
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
