//! Downloads from the addresses that were handed out, and handing them out.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::address::DownloadAddress;
use crate::{
    http::{self, Call, FileResponse, LinkBase, Operation},
    kdocs::{
        error::Error,
        ids,
        json::Id,
        respond, scopes,
        wire::{Checksums, Download},
    },
    world::{self, Content, Node, name},
};

/// Reads a file by its address.
pub const DOWNLOAD: Operation = Operation { name: "download.get", ..scopes::ADDRESS };

/// Sends the file, or a part of it.
///
/// Handles `GET /api/v1/download/{sealed}`.
pub fn download(call: Call, Id(sealed): Id, headers: HeaderMap) -> Result<Response, Error> {
    let Some(DownloadAddress { node, version, until }) = DownloadAddress::read(&sealed) else {
        return Err(Error::NoFile(sealed));
    };
    if call.now() >= until {
        return Err(Error::PermissionDenied("the address has expired".into()));
    }
    let node = call.world().live(node)?;
    let version = node.versions().find(|one| one.number == version).ok_or(world::Error::NotFound)?;
    let tag = format!("\"{}.{}\"", ids::file_token(node.id), version.number);
    let (content, modified) = (&version.content, version.modified.at);
    let file = FileResponse { name: &node.name, content, tag: &tag, modified };
    Ok(file.respond(&headers).unwrap_or_else(|| {
        let range = [(header::CONTENT_RANGE, format!("bytes */{}", content.size()))];
        (range, Error::NoRange).into_response()
    }))
}

/// Returns the response that says where a version of a file can be had; `given` is the file's id as the caller wrote it.
///
/// # Errors
/// [`world::Error::NotAFile`], [`Error::OnlineFile`].
pub async fn hand_out(
    base: &LinkBase,
    node: &Node,
    given: &str,
    version: u32,
    content: Content,
) -> Result<Response, Error> {
    if node.is_folder() {
        return Err(world::Error::NotAFile(node.id).into());
    }
    if name::is_online(&node.name) {
        return Err(Error::OnlineFile(given.to_owned()));
    }
    let fsize = content.size();
    let sha1 = http::hash(&content, |content| *content.sha1()).await;
    let url = DownloadAddress::url(base, node.id, version);
    Ok(respond::success(&Download { url, fsize, checksums: Checksums::new(&sha1) }))
}
