//! Versions of documents of applications.

use axum::response::Response;

use super::place;
use crate::{
    http::{LinkBase, Operation},
    kdocs::{
        auth::signed::Appspace,
        error::Error,
        files::{download, page::Page},
        json::{Id, Ids},
        query::Query,
        respond, scopes,
        wire::{VersionBody, VersionList},
    },
    world::{Node, Version},
};

/// <https://developer.kdocs.cn/server/appspace/file-version.html>
pub const LIST: Operation = Operation { name: "appspace.files.versions.list", ..scopes::READ };

/// <https://developer.kdocs.cn/server/appspace/specified-version.html>
pub const GET: Operation = Operation { name: "appspace.files.versions.get", ..scopes::READ };

/// <https://developer.kdocs.cn/server/appspace/revert.html>
pub const REVERT: Operation = Operation { name: "appspace.files.versions.revert", ..scopes::WRITE };

/// <https://developer.kdocs.cn/server/appspace/specified-address.html>
pub const DOWNLOAD: Operation =
    Operation { name: "appspace.files.versions.download", ..scopes::ADDRESS_OF_APP };

/// How many versions a response has if the caller does not say.
const COUNT: usize = 10;

/// Lists the versions of a document, newest first.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}/versions`.
pub fn list(Appspace(caller): Appspace, Id(token): Id, query: Query) -> Result<Response, Error> {
    let page = Page::read(&query, COUNT)?;
    let node = place::find_file(&caller, caller.world(), &token)?;
    let (versions, next_offset) = page.of(node.versions());
    let versions = versions.iter().map(VersionBody::of).collect();
    Ok(respond::success(&VersionList { versions, next_offset }))
}

/// Returns one version of a document.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}/versions/{version}`.
pub fn get(Appspace(caller): Appspace, Ids(token, version): Ids) -> Result<Response, Error> {
    let node = place::find_file(&caller, caller.world(), &token)?;
    Ok(respond::success(&VersionBody::of(&find(node, &version)?)))
}

/// Returns where one version of a document can be had.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}/versions/{version}/download`.
pub async fn download(
    Appspace(caller): Appspace,
    Ids(token, version): Ids,
    base: LinkBase,
) -> Result<Response, Error> {
    let node = place::find_file(&caller, caller.world(), &token)?;
    let Version { number, content, .. } = find(node, &version)?;
    download::hand_out(&base, node, &token, number, content).await
}

/// Gives a document the content of one of its versions, as a new version.
///
/// Handles `POST /api/v1/openapi/appspace/files/{file_token}/versions/{version}/revert`.
pub fn revert(Appspace(caller): Appspace, Ids(token, version): Ids) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = place::find_file(&caller, world, &token)?;
        let (id, number) = (node.id, find(node, &version)?.number);
        Ok::<_, Error>(world.restore_version(caller.actor, id, number, now)?)
    })?;
    Ok(respond::done())
}

/// Returns the version of a document that a path names.
pub fn find(node: &Node, given: &str) -> Result<Version, Error> {
    let number: Option<u32> = given.parse().ok();
    let found = node.versions().find(|version| Some(version.number) == number);
    found.ok_or_else(|| Error::NoFile(format!("version {given}")))
}
