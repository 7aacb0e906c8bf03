//! `/_mock/seed`: what a test adds to the sandbox, without a client.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    items::{self, TreeDrive, TreeItem},
    json::{self, Json},
    planting::{SeedError, plant},
    problem::problem,
    respond,
};
use crate::{
    fixture::{Cause, Generation},
    http::{Call, LinkBase, RawBody, blocking},
    world::Error,
};

/// The longest seed, in bytes.
const LONGEST: u64 = 16 << 20;

/// The new items of a seed.
#[derive(Serialize)]
struct Seeded {
    /// The drives that have any.
    drives: Vec<TreeDrive>,
}

/// What was generated.
#[derive(Serialize)]
struct Made {
    /// How many folders.
    folders: u64,
    /// How many files.
    files: u64,
    /// The sum of the sizes of the files.
    bytes: u64,
    /// The folder with all of it.
    under: TreeItem,
}

/// Handles `POST /_mock/seed`: adds what a fixture would have, all or nothing, and returns the new items.
pub async fn post(call: Call, base: LinkBase, RawBody(body): RawBody) -> Result<Response, Response> {
    let body = json::body(body, LONGEST, call.memory()).await?;
    let sandbox = Arc::clone(call.sandbox());
    blocking(move || {
        let drives = plant(&sandbox, &body, items::host(&base)).map_err(|error| refuse(&error))?;
        Ok(respond::json(StatusCode::CREATED, &Seeded { drives }))
    })
    .await
}

/// Handles `POST /_mock/seed/generate`: adds many items at once, which are the same in every run.
pub async fn generate(call: Call, Json(generation): Json<Generation>) -> Result<Response, Response> {
    generation
        .check()
        .map_err(|misread| problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {misread}.")))?;
    let sandbox = Arc::clone(call.sandbox());
    blocking(move || {
        let drive = items::one_drive(&sandbox.snapshot(), &generation.drive)?.id;
        let generated = sandbox.write_and_view(|world, now| generation.run(world, drive, now));
        let (made, world) = generated.map_err(|error| {
            let status = match error {
                Error::NameTaken(_) => StatusCode::CONFLICT,
                Error::QuotaExceeded { .. } => StatusCode::INSUFFICIENT_STORAGE,
                _ => StatusCode::BAD_REQUEST,
            };
            problem(status, &format!("`{}` in `{}`: {error}.", generation.under, generation.drive))
        })?;
        let app_key = items::first_app_key(&world);
        let under = world.node(made.under).map_err(|_| items::no_item(&generation.under))?;
        let under = items::item(&world, &app_key, under, false);
        let made = Made { folders: made.folders, files: made.files, bytes: made.bytes, under };
        Ok(respond::json(StatusCode::CREATED, &made))
    })
    .await
}

fn refuse(error: &SeedError) -> Response {
    let status = match error {
        SeedError::Unread(_) => StatusCode::BAD_REQUEST,
        SeedError::Refused(error) => match error.cause() {
            Cause::Wrong => StatusCode::BAD_REQUEST,
            Cause::Taken => StatusCode::CONFLICT,
            Cause::Full => StatusCode::INSUFFICIENT_STORAGE,
        },
    };
    problem(status, &error.to_string())
}
