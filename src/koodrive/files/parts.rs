//! Uploads, the second step: addresses for more parts, and the parts themselves.
//!
//! See <https://support.huaweicloud.com/api-koodrive/uploadUrl.html>.

use axum::{
    body::HttpBody,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use data_encoding::HEXLOWER;
use serde::Deserialize;

use super::{
    complete::find,
    part_body::{self, PartBody},
};
use crate::{
    http::{
        self, Access, Call, LinkBase, Operation, RawBody,
        body::{self, BodyError, Object},
    },
    koodrive::{
        addresses::PartAddress,
        auth::Caller,
        error::Error,
        json::Id,
        respond,
        scopes::{READ, WRITE},
        wire::PartUrls,
    },
    world::{Content, UploadError},
};

/// Returns addresses for parts of an upload.
pub const UPLOAD_URL: Operation = Operation { name: "uploadUrl", ..WRITE };
/// Receives a part of an upload.
pub const PUT_PART: Operation = Operation { name: "putPart", access: Access::Address, ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PartsBody {
    file_id: String,
    multi_parts: Vec<Object<PartBody>>,
}

/// Announces parts of an upload, or asks for new addresses of some.
///
/// Handles `POST /koodrive/ose/v1/files/multipart/uploadUrl`.
pub fn announce(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let PartsBody { file_id, multi_parts } = caller.body()?;
    let parts = part_body::read(&multi_parts)?;
    if parts.is_empty() {
        return Err(Error::Parameters);
    }
    let multi_parts = caller.sandbox().write(|world, _| {
        let (id, _) = find(&caller, world, &file_id)?;
        part_body::announce(world, id, &parts, &base)
    })?;
    Ok(respond::beside(PartUrls { multi_parts }))
}

/// Receives a part at the address that was handed out for it.
///
/// Handles `PUT /koodrive/ose/v1/upload/{sealed}`.
pub async fn put(call: Call, Id(sealed): Id, RawBody(body): RawBody) -> Result<Response, Error> {
    let address = PartAddress::read(&sealed, call.now()).ok_or(Error::NoAddress)?;
    let PartAddress { upload, number } = address;
    let found = call.world().upload(upload)?.parts().find(|(known, _)| *known == number);
    let size = found.ok_or(UploadError::Unknown)?.1.size;
    if body.size_hint().exact().is_some_and(|announced| announced != size) {
        body::discard(body).await;
        return Err(Error::OtherPart);
    }
    let pieces = body::read_pieces(body, size, call.memory()).await.map_err(|error| match error {
        BodyError::TooLarge(_) => Error::OtherPart,
        error => error.into(),
    })?;
    let content = Content::from_pieces(pieces);
    let tag = http::hash(&content, |content| HEXLOWER.encode(content.md5())).await;
    call.sandbox().write(|world, _| {
        world.receive_part(upload, number, content).map_err(|error| match error {
            UploadError::Incomplete => Error::OtherPart,
            error => error.into(),
        })
    })?;
    let mut response = http::empty(StatusCode::OK);
    let tag = HeaderValue::try_from(format!("\"{tag}\"")).map_err(|_| Error::Internal)?;
    response.headers_mut().insert(header::ETAG, tag);
    Ok(response)
}
