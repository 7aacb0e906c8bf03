//! Reading bytes from the storage.

use axum::{
    http::{HeaderMap, header},
    response::{IntoResponse, Response},
};

use super::{
    address::Opens,
    admit::Admitted,
    package,
    stored::{Download, tag},
};
use crate::{
    http::{FileResponse, Operation},
    world::{self, NodeId, World},
    wps::{error::Error, scopes},
};

/// Reads a file or an archive.
pub const DOWNLOAD: Operation = Operation { name: "storage.get", ..scopes::STORAGE };

/// Sends what the address opens, or a part of it.
///
/// Handles `GET /v7/storage/{sealed}`.
pub async fn download(Admitted { opens, caller }: Admitted, headers: HeaderMap) -> Result<Response, Error> {
    let Download { name, content, modified } = match opens {
        Opens::Version { node, version } => of_version(caller.world(), node, version)?,
        Opens::Package(nodes) => package::write(&caller, nodes).await?,
        Opens::Upload(_) | Opens::Parts { .. } => return Err(Error::Method),
    };
    let tag = tag(&content).await;
    let file = FileResponse { name: &name, content: &content, tag: &tag, modified };
    Ok(file.respond(&headers).unwrap_or_else(|| {
        let range = [(header::CONTENT_RANGE, format!("bytes */{}", content.size()))];
        (range, Error::NoRange).into_response()
    }))
}

fn of_version(world: &World, node: NodeId, version: u32) -> Result<Download, Error> {
    let node = world.live(node)?;
    let version = node.versions().find(|one| one.number == version).ok_or(world::Error::NotFound)?;
    Ok(Download { name: node.name.to_string(), content: version.content, modified: version.modified.at })
}
