//! `/_mock/seed`: what a test adds to the sandbox, without a client.

use std::{collections::BTreeMap, sync::Arc};

use axum::{body::Body, extract::Request, http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    items::{self, TreeItem},
    json::{self, Json},
    problem::problem,
    respond,
};
use crate::{
    fixture::{Cause, FixtureError, Generation, Seed},
    http::{Call, LinkBase, blocking},
    sandbox::{Memory, Sandbox, read},
    world::{DriveId, Error, Node, NodeId, World},
};

/// The longest seed, in bytes.
const LONGEST: u64 = 16 << 20;

/// What was generated.
#[derive(Serialize)]
struct Made {
    folders: u64,
    files: u64,
    /// The sum of the sizes of the files.
    bytes: u64,
    /// The folder with all of it.
    under: TreeItem,
}

/// Handles `POST /_mock/seed`: adds what a fixture would have, all or nothing, and returns the new items.
pub async fn post(call: Call, base: LinkBase, request: Request) -> Result<Response, Response> {
    let memory = call.memory().clone();
    let body = json::body(request.into_body(), LONGEST, &memory).await?;
    let sandbox = Arc::clone(call.sandbox());
    blocking(move || plant(&sandbox, &memory, &body, items::host(&base))).await
}

fn plant(sandbox: &Sandbox, memory: &Memory, body: &[u8], host: &str) -> Result<Response, Response> {
    let wrong = |detail: String| problem(StatusCode::BAD_REQUEST, &detail);
    let seed: Seed = read::parse(body).map_err(wrong)?;
    let is_start = seed.start;
    let seedling = seed.prepare(str::from_utf8(body).unwrap_or_default(), memory).map_err(|e| refuse(&e))?;
    let planted = sandbox.write_and_view(|world, now| {
        let first = world.next_node();
        seedling.plant(world, now).map(|()| first)
    });
    let (first, world) = planted.map_err(|error| refuse(&error))?;
    if is_start {
        sandbox.start_with(Arc::clone(&world));
    }
    let text = listed(&world, host, first)?;
    Ok(respond::text_as(StatusCode::CREATED, Body::from(text)))
}

/// Returns the items from an id on, in the shape of `GET /_mock/tree`.
fn listed(world: &World, host: &str, first: NodeId) -> Result<String, Response> {
    let mut of_drives: BTreeMap<DriveId, Vec<&Node>> = BTreeMap::new();
    for node in world.nodes_from(first) {
        of_drives.entry(node.drive).or_default().push(node);
    }
    let app_key = items::app_key(world, None)?;
    let drives = of_drives.iter().filter_map(|(id, nodes)| Some((world.drive(*id).ok()?, nodes)));
    let drives = drives.map(|(drive, nodes)| {
        let written = |node: &&Node| items::written(&items::item(world, &app_key, node, false));
        let nodes: Vec<String> = nodes.iter().map(written).collect();
        format!("{}{}]}}", items::head(world, host, drive), nodes.join(","))
    });
    Ok(format!("{{\"drives\":[{}]}}\n", drives.collect::<Vec<_>>().join(",")))
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
        let app_key = items::app_key(&world, None)?;
        let under = world.node(made.under).map_err(|_| items::unknown("item", &generation.under))?;
        let under = items::item(&world, &app_key, under, false);
        let made = Made { folders: made.folders, files: made.files, bytes: made.bytes, under };
        Ok(respond::json(StatusCode::CREATED, &made))
    })
    .await
}

fn refuse(error: &FixtureError) -> Response {
    let status = match error.cause() {
        Cause::Wrong => StatusCode::BAD_REQUEST,
        Cause::Taken => StatusCode::CONFLICT,
        Cause::Full => StatusCode::INSUFFICIENT_STORAGE,
    };
    problem(status, &format!("The seed is refused: {}.", error.place_and_reason()))
}
