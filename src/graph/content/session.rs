//! What is done at the address of an upload session: no credentials are needed, those that are sent are passed
//! over.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-createuploadsession#upload-bytes-to-the-upload-session>.

use axum::{
    body::{Body, HttpBody},
    extract::Request,
    http::{HeaderMap, StatusCode, header},
    response::Response,
};

use super::bytes;
use crate::{
    graph::{
        address::{
            names,
            sealed::{Kind, Sealed},
        },
        error::Error,
        json::Path,
        render::answers,
        respond, scopes,
        wire::UploadSession,
    },
    http::{
        self, Call, LinkBase, Operation,
        body::{self, BodyError},
        date,
        range::{self, Placed},
    },
    world::{Put, Timestamp, Upload, UploadError, UploadId, World},
};

/// Uploads a range.
pub const PUT_RANGE: Operation = Operation { name: "uploadSession.put", writes: true, ..scopes::ADDRESS };

/// Tells what is still to come.
pub const GET_SESSION: Operation = Operation { name: "uploadSession.get", writes: false, ..PUT_RANGE };

/// Gives an upload up.
pub const CANCEL: Operation = Operation { name: "uploadSession.cancel", ..PUT_RANGE };

/// Makes the file of a session that was told to wait.
pub const COMMIT: Operation = Operation { name: "uploadSession.commit", ..PUT_RANGE };

/// A range has to be shorter.
const TOO_LONG: u64 = 60 << 20;
/// The answer to a body that is shorter or longer than its header says.
const DIFFERS: Error = Error::Invalid("The length of the body is not that of the Content-Range.");
/// The largest file that the service keeps.
pub const LARGEST: u64 = 250 << 30;

/// A session as it stands, with its address.
pub fn session_body(base: &LinkBase, id: UploadId, upload: &Upload) -> UploadSession {
    UploadSession {
        context: Some(format!("{base}/v1.0/$metadata#microsoft.graph.uploadSession")),
        upload_url: Some(Sealed::Upload(id).address(base)),
        ..progress(upload)
    }
}

/// The session behind an address that [`session_body`] handed out.
pub fn parse_url(url: &str) -> Result<UploadId, Error> {
    let is_ours = |url: &str| url.contains(Kind::Upload.path());
    let sealed = url.rsplit('/').next().filter(|_| is_ours(url));
    parse(sealed.ok_or(Error::NotSupported("Items cannot be fetched from other addresses."))?)
}

fn parse(sealed: &str) -> Result<UploadId, Error> {
    match Sealed::read(Kind::Upload, sealed) {
        Some(Sealed::Upload(id)) => Ok(id),
        _ => Err(UploadError::Unknown.into()),
    }
}

fn progress(upload: &Upload) -> UploadSession {
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

/// What came of a range: the session goes on, or the file could or could not be made.
enum Outcome {
    More(UploadSession),
    Ended(Result<Put, Error>),
}

/// Takes a range; with the last one the file is made, unless that was put off.
pub async fn put(
    call: Call,
    base: LinkBase,
    Path(sealed): Path<String>,
    request: Request,
) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let (id, Placed { range, total }) = match accept(&call, &sealed, &parts.headers, &body) {
        Ok(accepted) => accepted,
        Err(refused) => {
            body::discard(body).await;
            return Err(refused);
        }
    };
    let length = range.end - range.start;
    let bytes = body::read_to_keep(body, length).await.map_err(|error| match error {
        BodyError::TooLarge(_) => DIFFERS,
        error => error.into(),
    })?;
    if bytes.len() as u64 != length {
        return Err(DIFFERS);
    }
    let (outcome, world) = call.sandbox().write_and_view(|world, now| {
        let upload = world.receive(id, range, total, bytes)?;
        let outcome = if upload.is_whole() && !upload.spec.deferred {
            // The bytes are kept even if they cannot become a file now.
            Outcome::Ended(make(world, id, now))
        } else {
            Outcome::More(progress(upload))
        };
        Ok::<_, Error>(outcome)
    })?;
    match outcome {
        Outcome::More(session) => Ok(respond::json(StatusCode::ACCEPTED, &session)),
        Outcome::Ended(put) => made(&world, &base, put?).await,
    }
}

/// What can be told before the bytes are there: which session they are for, and where they belong.
fn accept(call: &Call, sealed: &str, headers: &HeaderMap, body: &Body) -> Result<(UploadId, Placed), Error> {
    let id = parse(sealed)?;
    if !call.world().knows_upload(id) {
        return Err(UploadError::Unknown.into());
    }
    let header = headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let placed = header.and_then(range::placed).ok_or(Error::Invalid(
        "The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.",
    ))?;
    let length = placed.range.end - placed.range.start;
    if length >= TOO_LONG {
        return Err(Error::RangeTooLong);
    }
    if placed.total > LARGEST {
        return Err(Error::FileTooLarge);
    }
    if body.size_hint().exact().is_some_and(|announced| announced != length) {
        return Err(DIFFERS);
    }
    Ok((id, placed))
}

/// Tells of a file that was made of ranges.
pub async fn made(world: &World, base: &LinkBase, put: Put) -> Result<Response, Error> {
    if let Some(content) = world.live(put.node)?.content() {
        bytes::hash(content).await?;
    }
    answers::written(world, base, put)
}

/// Tells what is still to come.
pub async fn get(call: Call, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = parse(&sealed)?;
    Ok(respond::json(StatusCode::OK, &progress(call.world().upload(id)?)))
}

/// Gives the upload up.
pub async fn cancel(call: Call, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = parse(&sealed)?;
    call.sandbox().write(|world, _| Ok::<_, Error>(world.cancel_upload(id)?))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Makes the file of a session whose ranges are all there.
pub async fn commit(call: Call, base: LinkBase, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = parse(&sealed)?;
    let (put, world) = call.sandbox().write_and_view(|world, now| make(world, id, now))?;
    made(&world, &base, put).await
}

/// Makes the file of a session; if it cannot be made, nothing else has changed.
pub fn make(world: &mut World, id: UploadId, now: Timestamp) -> Result<Put, Error> {
    let mut trial = world.clone();
    let put = trial.commit_upload(id, now)?;
    if put.created {
        // A name that was varied is longer than the one in the address.
        names::check_path(&trial, trial.node(put.node)?)?;
    }
    *world = trial;
    Ok(put)
}
