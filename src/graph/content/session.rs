//! An upload session: its address, its progress, and the file that comes of it.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/resources/uploadsession>.

use axum::response::Response;

use super::bytes;
use crate::{
    graph::{
        address::{
            names,
            sealed::{Kind, Sealed},
        },
        error::Error,
        render::responses,
        wire::UploadSession,
    },
    http::{LinkBase, date},
    world::{Flavor, Put, Timestamp, Upload, UploadError, UploadId, World},
};

/// The size in bytes of the largest file that the service keeps.
pub const LARGEST_FILE: u64 = 250 << 30;

/// Returns a new session, with its address.
pub fn session_body(base: &LinkBase, id: UploadId, upload: &Upload) -> UploadSession {
    UploadSession {
        context: Some(format!("{base}/v1.0/$metadata#microsoft.graph.uploadSession")),
        upload_url: Some(Sealed::Upload(id).address(base)),
        ..progress(upload)
    }
}

/// Returns a session with the ranges that are missing.
pub fn progress(upload: &Upload) -> UploadSession {
    let next = match upload.expected() {
        _ if upload.is_whole() => None,
        (from, Some(total)) => Some(format!("{from}-{}", total - 1)),
        (from, None) => Some(format!("{from}-")),
    };
    UploadSession {
        context: None,
        expiration_date_time: date::rfc3339(upload.expires),
        next_expected_ranges: next.into_iter().collect(),
        upload_url: None,
    }
}

/// Reads the session from its whole address.
pub fn parse_url(url: &str) -> Result<UploadId, Error> {
    let sealed = url.rsplit('/').next().filter(|_| url.contains(Kind::Upload.path()));
    parse(sealed.ok_or(Error::NotSupported("Items cannot be fetched from other addresses."))?)
}

/// Reads the session from the last segment of its address.
pub fn parse(sealed: &str) -> Result<UploadId, Error> {
    match Sealed::read(Kind::Upload, sealed) {
        Some(Sealed::Upload(id)) => Ok(id),
        _ => Err(UploadError::Unknown.into()),
    }
}

/// Creates the file of a session; a refusal leaves the world as it was, the ranges included.
pub fn commit(world: &mut World, id: UploadId, now: Timestamp) -> Result<Put, Error> {
    let mut trial = world.clone();
    let put = trial.commit_upload(id, now)?;
    if put.created {
        // A name that was varied is longer than the one in the address.
        names::check_path(&trial, trial.node(put.node)?)?;
    }
    *world = trial;
    Ok(put)
}

/// Returns the response of a file that was uploaded in ranges, once its content is hashed.
pub async fn written(
    world: &World,
    base: &LinkBase,
    context: Option<String>,
    put: Put,
) -> Result<Response, Error> {
    let node = world.live(put.node)?;
    if let Some(content) = node.content() {
        bytes::hash(content, world.drive(node.drive)?.flavor == Flavor::Consumer).await;
    }
    responses::written(None, world, base, context, put)
}
