//! Uploads that name a content instead of sending it.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Both, Ids, Operation, blocking, body::Object},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        json::Json,
        scopes,
        uploads::{commit, hashes::Needed, target::TargetBody},
    },
};

/// 文件秒传.
pub const RAPID_UPLOAD: Operation = Operation { name: "drives.files.rapid_upload", ..scopes::WRITE_FILES };

/// The smallest file in bytes that the public cloud takes so.
const SMALLEST: u64 = 1 << 20;

/// The body of [`rapid_upload`].
#[derive(Deserialize)]
pub struct RapidBody {
    proof: Option<Object<Proof>>,
}

/// What the public cloud wants to have computed of the bytes; how is not public, so any will do.
#[derive(Deserialize)]
struct Proof {
    #[serde(rename = "code")]
    _code: String,
    #[serde(rename = "token")]
    _token: String,
}

/// Creates a file of a content that some file has.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/rapid_upload`.
pub async fn rapid_upload(
    caller: Caller,
    Ids(drive, parent): Ids,
    Json(Both(RapidBody { proof }, target)): Json<Both<RapidBody, TargetBody>>,
) -> Result<Response, Error> {
    let is_public = caller.dialect == Dialect::Public;
    let target = target.read(caller.dialect, Needed::Sha256)?;
    if is_public && proof.is_none() {
        return Err(Error::NotSupported("proof is missing.".into()));
    }
    target.find(&caller, caller.world(), &drive, &parent, caller.now())?;
    if is_public && target.size < SMALLEST {
        return Err(Error::NoRapidUpload(format!("Files below {SMALLEST} bytes have to be sent.").into()));
    }
    let (size, expected) = (target.size, target.expected.clone());
    let world = Arc::clone(caller.world());
    let found = blocking(move || {
        let node = world.find_content(size, &expected.sha256?, |_| true)?;
        node.content().filter(|content| expected.mismatch(content).is_none()).cloned()
    });
    let content = found.await.ok_or(Error::NoRapidUpload("No file has this content.".into()))?;
    commit::put(&caller, &target, (&drive, &parent), content).await
}
