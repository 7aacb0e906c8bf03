//! Writing bytes to the storage: the whole of an upload in three steps, or a part of an upload in parts.

use std::time::Duration;

use axum::{
    body::Body,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;

use super::{address::Opens, admit::Admitted, stored::tag};
use crate::{
    http::{
        self, Operation, Query, RawBody,
        body::{self, BodyError},
    },
    world::{Content, Mismatch, UploadId},
    wps::{auth::Caller, error::Error, scopes, uploads::parts},
};

/// Writes bytes.
pub const UPLOAD: Operation = Operation { name: "storage.put", writes: true, ..scopes::STORAGE };

/// How many bytes more than were announced are taken; the commit refuses them.
const MOST_TOO_MANY: u64 = 16 << 20;

/// Receives bytes, and names their MD5 digest in `ETag`; the commit compares them with what was announced.
///
/// Handles `PUT /v7/storage/{sealed}`.
pub async fn upload(
    Admitted { opens, caller }: Admitted,
    query: Query,
    RawBody(body): RawBody,
) -> Result<Response, Error> {
    let content = match opens {
        Opens::Upload(id) => whole(&caller, id, body).await?,
        Opens::Parts { upload, size } => part(&caller, upload, size, &query, body).await?,
        Opens::Version { .. } | Opens::Package(_) => return Err(Error::Method),
    };
    let tag = [(header::ETAG, tag(&content).await)];
    Ok((tag, http::empty(StatusCode::OK)).into_response())
}

/// Takes the bytes of an upload in three steps, in the place of those that came before.
async fn whole(caller: &Caller, id: UploadId, body: Body) -> Result<Content, Error> {
    let announced = parts::announced(caller.world().upload(id)?);
    let bytes =
        body::read_to_keep(body, announced.saturating_add(MOST_TOO_MANY), caller.call.memory()).await?;
    let length = bytes.len() as u64;
    caller.sandbox().write(|world, _| {
        world.rewind_upload(id)?;
        world.receive(id, 0..length, length, bytes.clone())?;
        Ok::<_, Error>(())
    })?;
    Ok(Content::new(bytes))
}

/// Takes a part, which has to be the next one.
async fn part(caller: &Caller, id: UploadId, size: u64, query: &Query, body: Body) -> Result<Content, Error> {
    let upload = caller.world().upload(id).map_err(parts::refused)?;
    let merging = Duration::from_millis(caller.settings().wps_merge_millis);
    if upload.asked().is_some_and(|asked| caller.now() < asked.plus(merging)) {
        return Err(Error::Merging);
    }
    let total = parts::announced(upload);
    let next = parts::next(upload, size);
    let number = query.number("part_number")?.map_or(Ok(next), |number| {
        u64::try_from(number).map_err(|_| Error::Value("part_number counts from 1.".into()))
    })?;
    let range = parts::range(number, size, total)?;
    // The last part may come again: its response may have been lost.
    let again = upload.is_whole() && number == parts::count(size, total);
    if number != next && !again {
        return Err(Error::Value(format!("Part {next} is the next one, not part {number}.").into()));
    }
    let length = range.end - range.start;
    let bytes = read_part(caller, body, length).await?;
    caller.sandbox().write(|world, _| {
        world.receive(id, range, total, bytes.clone()).map_err(parts::refused)?;
        Ok::<_, Error>(())
    })?;
    Ok(Content::new(bytes))
}

/// Reads a part of exactly this many bytes.
async fn read_part(caller: &Caller, body: Body, length: u64) -> Result<Bytes, Error> {
    let bytes =
        body::read_to_keep(body, length, caller.call.memory()).await.map_err(|error| match error {
            BodyError::TooLarge(_) => Error::Mismatch(Mismatch::Size),
            error => error.into(),
        })?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(Error::Mismatch(Mismatch::Size)) }
}
