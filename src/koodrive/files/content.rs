//! What stands at the addresses that were handed out: versions of files, and thumbnails of pictures.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use crate::{
    http::{self, Access, Call, FileResponse, Operation, picture},
    koodrive::{
        addresses::{VersionAddress, Via},
        error::Error,
        ids,
        json::Id,
        scopes::READ,
    },
    world::{Ability, Node, Principal, Version},
};

/// Sends a version of a file.
pub const DOWNLOAD_FILE: Operation = Operation { name: "downloadFile", access: Access::Address, ..READ };
/// Sends a thumbnail.
pub const DOWNLOAD_THUMBNAIL: Operation =
    Operation { name: "downloadThumbnail", access: Access::Address, ..READ };

/// Sends a version of a file, or a part of it.
///
/// Handles `GET /koodrive/ose/v1/download/{sealed}`.
pub fn download(call: Call, Id(sealed): Id, headers: HeaderMap) -> Result<Response, Error> {
    let address = VersionAddress::read(&sealed, call.now()).ok_or(Error::NoPackage)?;
    let (node, version) = find(&call, address, Ability::Download)?;
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
    let (_, version) = find(&call, address, Ability::Preview)?;
    let png = picture::png(version.content, size, call.memory()).await?.ok_or(Error::Download)?;
    Ok(http::to_save(png.into(), "image/png", None))
}

/// Returns what an address leads to, if the right by which it was handed out still holds.
fn find(call: &Call, address: VersionAddress, ability: Ability) -> Result<(&Node, Version), Error> {
    let (world, now) = (call.world(), call.now());
    let VersionAddress { node: id, version, via } = address;
    let found = world.version(id, version).map_err(|_| Error::NoPackage)?;
    let node = world.node(id)?;
    world.drive_in_use(node.drive)?;
    let holds = match via {
        Via::Person(user) => {
            let person = Principal { user: Some(user), app: None };
            world.abilities_by_address(&person, node, now).has(ability)
        }
        Via::Share(number) => world.share_numbered(number).is_some_and(|share| {
            let is_open = now < share.terms.expires && (share.terms.download || ability != Ability::Download);
            is_open && world.shared_items(share, now).any(|top| world.is_within(id, top.id))
        }),
    };
    if holds { Ok((node, found)) } else { Err(Error::NoPermission) }
}
