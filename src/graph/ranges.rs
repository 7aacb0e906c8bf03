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

use super::{
    answer, content,
    error::Error,
    json::Path,
    names,
    seal::{self, Kind},
    uploads::LARGEST,
    wire::UploadSession,
};
use crate::{
    http::{
        self, Access, Call, LinkBase, Operation,
        body::{self, BodyError},
        date,
        range::{self, Placed},
    },
    world::{Put, Timestamp, Upload, UploadError, UploadId, World},
};

/// Uploads a range.
pub const PUT_RANGE: Operation =
    Operation { name: "uploadSession.put", access: Access::Address, writes: true, ..Operation::BASE };

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
const BASE: &str = "/_api/v2.0/upload/";

/// A session as it stands, with its address.
pub fn told(base: &LinkBase, id: UploadId, upload: &Upload) -> UploadSession {
    UploadSession {
        context: Some(format!("{base}/v1.0/$metadata#microsoft.graph.uploadSession")),
        upload_url: Some(format!("{base}{BASE}{}", seal::seal(Kind::Upload, [id.number()]))),
        ..progress(upload)
    }
}

/// The session behind an address that [`told`] handed out.
pub fn parse_url(url: &str) -> Result<UploadId, Error> {
    let is_ours = |url: &str| url.contains(BASE);
    let sealed = url.rsplit('/').next().filter(|_| is_ours(url));
    parse(sealed.ok_or(Error::NotSupported("Items cannot be fetched from other addresses."))?)
}

fn parse(sealed: &str) -> Result<UploadId, Error> {
    let [number] = seal::open(Kind::Upload, sealed).ok_or(UploadError::Unknown)?;
    Ok(UploadId::from_number(number))
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
    let (world, outcome) = call.sandbox().write(|world, now| {
        let upload = world.receive(id, range, total, bytes)?;
        let outcome = if upload.is_whole() && !upload.spec.deferred {
            // The bytes are kept even if they cannot become a file now.
            Outcome::Ended(make(world, id, now))
        } else {
            Outcome::More(progress(upload))
        };
        Ok::<_, Error>((world.clone(), outcome))
    })?;
    match outcome {
        Outcome::More(session) => Ok(answer(StatusCode::ACCEPTED, &session)),
        Outcome::Ended(put) => made(&world, &base, put?).await,
    }
}

/// What can be told before the bytes are there: which session they are for, and where they belong.
fn accept(call: &Call, sealed: &str, headers: &HeaderMap, body: &Body) -> Result<(UploadId, Placed), Error> {
    let id = parse(sealed)?;
    if !call.sandbox().read(|world, _| world.knows_upload(id)) {
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
        content::hash(content).await?;
    }
    content::written(world, base, put)
}

/// Tells what is still to come.
pub async fn get(call: Call, Path(sealed): Path<String>) -> Result<Response, Error> {
    let id = parse(&sealed)?;
    let world = call.sandbox().snapshot();
    Ok(answer(StatusCode::OK, &progress(world.upload(id)?)))
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
    let (world, put) = call.sandbox().write(|world, now| {
        let put = make(world, id, now)?;
        Ok::<_, Error>((world.clone(), put))
    })?;
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
