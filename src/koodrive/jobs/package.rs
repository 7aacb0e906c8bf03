//! Package downloads: what a job gathered, written as one zip when it is fetched.
//!
//! The address is all that is needed. Its form, the archive's name and its layout are not documented.

use std::{sync::Arc, time::Duration};

use axum::{http::header, response::Response};

use crate::{
    http::{self, Access, Call, Operation, archive},
    koodrive::{error::Error, ids, json::Id, scopes::READ},
    world::{Api, Effect, Job, Packed, Task, Timestamp, World, name::split_extension},
};

/// Sends a package.
pub const DOWNLOAD_PACKAGE: Operation =
    Operation { name: "downloadPackage", access: Access::Address, ..READ };

/// How long a package can be fetched, unless the tenant's administrator says otherwise.
/// How long a package can be fetched, unless the tenant says otherwise.
pub const LIFE: Duration = Duration::from_hours(7 * 24);

/// What goes into an archive.
struct Package {
    name: String,
    parts: Vec<Arc<[Packed]>>,
}

/// Returns the path of the package that a task made, if it made one.
pub fn path(task: &Task) -> Option<String> {
    parts(task).next().map(|_| format!("/koodrive/ose/v1/package/{}", ids::package(task.id)))
}

/// Sends a package as a zip.
///
/// Handles `GET /koodrive/ose/v1/package/{key}`.
pub async fn download(call: Call, Id(key): Id) -> Result<Response, Error> {
    let package = find(call.world(), &key, call.now()).ok_or(Error::NoPackage)?;
    let name = package.name.clone();
    let bytes = archive::package(package.parts, call.memory()).await?.map_err(|cause| {
        tracing::error!(%cause, path = call.path(), "a package could not be written");
        Error::Download
    })?;
    let length = bytes.len();
    let mut response = http::to_save(bytes.into(), "application/zip", Some(&name));
    response.headers_mut().insert(header::CONTENT_LENGTH, length.into());
    Ok(response)
}

fn find(world: &World, key: &str, now: Timestamp) -> Option<Package> {
    let task = world.task(ids::parse_package(key)?).ok()?;
    let ended = task.ended.filter(|_| task.spec.api == Api::Koodrive && !task.cancelled)?;
    let parts: Vec<_> = parts(task).cloned().collect();
    let first = parts.first()?;
    if now >= ended.plus(world.package_life().unwrap_or(LIFE)) {
        return None;
    }
    if let Job::Pack { name: Some(name) } = &task.spec.job {
        return Some(Package { name: name.to_string(), parts });
    }
    // A whole space has no name of its own among its parts.
    let top = first.first().filter(|top| !top.path.contains('/') && is_one(first, &top.path));
    let name = top.map_or("root", |top| match top.content {
        Some(_) => split_extension(&top.path).0,
        None => &top.path,
    });
    Some(Package { name: format!("{name}.zip"), parts })
}

fn parts(task: &Task) -> impl Iterator<Item = &Arc<[Packed]>> {
    task.results.iter().filter_map(|result| match result {
        Ok(Effect::Packed(part)) => Some(part),
        Ok(Effect::Node(_) | Effect::Gone | Effect::Unpacked(_)) | Err(_) => None,
    })
}

/// Returns whether all of a part lies in, or is, the item of this name.
fn is_one(part: &[Packed], name: &str) -> bool {
    part.iter().all(|packed| packed.path.split('/').next() == Some(name))
}
