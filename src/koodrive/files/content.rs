//! What stands at the addresses that were handed out: versions of files, and thumbnails of pictures.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Response},
};

use crate::{
    http::{Access, Call, FileResponse, Operation, picture},
    koodrive::{addresses::VersionAddress, error::Error, ids, json::Id, scopes::READ},
    world::{Node, Version, World},
};

/// Sends a version of a file.
pub const DOWNLOAD_FILE: Operation = Operation { name: "downloadFile", access: Access::Address, ..READ };
/// Sends a thumbnail.
pub const DOWNLOAD_THUMBNAIL: Operation =
    Operation { name: "downloadThumbnail", access: Access::Address, ..READ };

/// Sends a version of a file, or a part of it.
///
/// Handles `GET /koodrive/ose/v1/download/{sealed}`.
pub async fn download(call: Call, Id(sealed): Id, headers: HeaderMap) -> Result<Response, Error> {
    let address = VersionAddress::read(&sealed, call.now()).ok_or(Error::NoPackage)?;
    let (node, version) = find(call.world(), address)?;
    let tag = format!("\"{}\"", ids::revision(node.id, version.number));
    let (content, modified) = (&version.content, version.modified.at);
    let file = FileResponse { name: &node.name, content, tag: &tag, modified };
    Ok(file.respond(&headers).unwrap_or_else(|| {
        let range = [(header::CONTENT_RANGE, format!("bytes */{}", content.size()))];
        (range, Error::NoRange).into_response()
    }))
}

/// Sends a thumbnail of a picture, as PNG.
///
/// Handles `GET /koodrive/ose/v1/thumbnail/{sealed}`.
pub async fn thumbnail(call: Call, Id(sealed): Id) -> Result<Response, Error> {
    let (address, size) = VersionAddress::read_thumbnail(&sealed, call.now()).ok_or(Error::NoPackage)?;
    let (_, version) = find(call.world(), address)?;
    let png = picture::png(version.content, size, call.memory()).await?;
    let mut response = Response::new(Body::from(png.ok_or(Error::Download)?));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("image/png"));
    Ok(response)
}

fn find(world: &World, VersionAddress { node, version }: VersionAddress) -> Result<(&Node, Version), Error> {
    let found = world.version(node, version).map_err(|_| Error::NoPackage)?;
    Ok((world.node(node)?, found))
}
