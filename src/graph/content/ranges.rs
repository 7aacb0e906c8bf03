//! The address of an upload session: ranges, progress, cancelling and committing.
//!
//! It needs no credentials; those that a client sends are ignored. See
//! <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session>.

use axum::{
    body::{Body, HttpBody},
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::{
    office,
    session::{self, LARGEST_FILE},
};
use crate::{
    graph::{error::Error, json::Path, respond, scopes, wire::UploadSession},
    http::{
        self, Call, LinkBase, Operation, RawBody,
        body::{self, BodyError},
        range::{self, Placed},
    },
    sandbox::Quirk,
    world::{Put, UploadError, UploadId},
};

/// Returns which ranges are missing.
pub const GET_SESSION: Operation = Operation { name: "uploadSession.get", writes: false, ..PUT_RANGE };

/// Uploads a range.
pub const PUT_RANGE: Operation = Operation { name: "uploadSession.put", writes: true, ..scopes::ADDRESS };

/// Creates the file of a session.
pub const COMMIT: Operation = Operation { name: "uploadSession.commit", ..PUT_RANGE };

/// Cancels an upload.
pub const CANCEL: Operation = Operation { name: "uploadSession.cancel", ..PUT_RANGE };

/// The first length in bytes that is too long for a range.
const RANGE_TOO_LONG: u64 = 60 << 20;

/// The error of a body that is shorter or longer than its header says.
const LENGTH_MISMATCH: Error = Error::Invalid("The length of the body is not that of the Content-Range.");

/// What came of a range: the session goes on, or the file was created or refused.
enum RangeOutcome {
    More(UploadSession),
    Ended(Result<Put, Error>),
}

/// Returns which ranges are missing.
///
/// Handles `GET /_api/v2.0/upload/{sealed}`.
pub fn get(call: Call, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = session::parse(&sealed)?;
    Ok(respond::json(StatusCode::OK, &session::progress(call.world().upload(id)?)))
}

/// Receives a range; the last one creates the file, unless the session has `deferCommit`.
///
/// Handles `PUT /_api/v2.0/upload/{sealed}`.
pub async fn put(
    call: Call,
    base: LinkBase,
    Path(sealed): Path<String>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> Result<Response, Error> {
    let (id, Placed { range, total }) = match accept(&call, &sealed, &headers, &body) {
        Ok(accepted) => accepted,
        Err(refused) => {
            body::discard(body).await;
            return Err(refused);
        }
    };
    let (length, is_first) = (range.end - range.start, range.start == 0);
    let bytes = body::read_to_keep(body, length, call.memory()).await.map_err(|error| match error {
        BodyError::TooLarge(_) => LENGTH_MISMATCH,
        error => error.into(),
    })?;
    if bytes.len() as u64 != length {
        return Err(LENGTH_MISMATCH);
    }
    let (outcome, world) = call.sandbox().write_and_view(|world, now| {
        let upload = world.receive(id, range, total, bytes)?;
        let outcome = if upload.is_whole() && !upload.spec.deferred {
            // The bytes are kept even if they cannot become a file now.
            RangeOutcome::Ended(session::commit(world, id, now))
        } else {
            RangeOutcome::More(session::progress(upload))
        };
        Ok::<_, Error>(outcome)
    })?;
    match outcome {
        RangeOutcome::More(_) if is_first && call.has_quirk(Quirk::FragmentAckLost) => Err(Error::Internal),
        RangeOutcome::More(body) => Ok(respond::json(StatusCode::ACCEPTED, &body)),
        RangeOutcome::Ended(put) => {
            let put = put?;
            office::enrich(&call, &world, put.node).await?;
            session::written(&world, &base, None, put).await
        }
    }
}

/// Creates the file of a session whose ranges are all there.
///
/// Handles `POST /_api/v2.0/upload/{sealed}`.
pub async fn commit(call: Call, base: LinkBase, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = session::parse(&sealed)?;
    let (put, world) = call.sandbox().write_and_view(|world, now| session::commit(world, id, now))?;
    office::enrich(&call, &world, put.node).await?;
    session::written(&world, &base, None, put).await
}

/// Cancels an upload, whose ranges are discarded.
///
/// Handles `DELETE /_api/v2.0/upload/{sealed}`.
pub fn cancel(call: Call, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = session::parse(&sealed)?;
    call.sandbox().write(|world, _| Ok::<_, Error>(world.cancel_upload(id)?))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Returns the session of a range and its place, or refuses what is wrong before its bytes are read.
fn accept(call: &Call, sealed: &str, headers: &HeaderMap, body: &Body) -> Result<(UploadId, Placed), Error> {
    let id = session::parse(sealed)?;
    if !call.world().knows_upload(id) {
        return Err(UploadError::Unknown.into());
    }
    let header = headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let placed = header.and_then(range::placed).ok_or(Error::Invalid(
        "The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.",
    ))?;
    let length = placed.range.end - placed.range.start;
    if length >= RANGE_TOO_LONG {
        return Err(Error::RangeTooLong);
    }
    if placed.total > LARGEST_FILE {
        return Err(Error::FileTooLarge);
    }
    if body.size_hint().exact().is_some_and(|announced| announced != length) {
        return Err(LENGTH_MISMATCH);
    }
    Ok((id, placed))
}
