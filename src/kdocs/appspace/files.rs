//! Documents of applications: what is known of them, what lies in a directory, and their end.

use std::{cmp::Reverse, sync::Arc};

use axum::response::Response;
use serde::Deserialize;

use super::{people, place};
use crate::{
    http::{self, LinkBase, Operation},
    kdocs::{
        auth::signed::Appspace,
        error::Error,
        files::{
            download,
            page::{self, Page},
        },
        json::{Id, Json},
        query::Query,
        respond, scopes,
        tasks::batch,
        wire::{AppFile, AppFileList},
    },
    world::{Ability, Node},
};

/// The hints of other pages name it, and no page is printed (reference 15, 35).
pub const LIST: Operation = Operation { name: "appspace.files.list", scans: true, ..scopes::READ };

/// <https://developer.kdocs.cn/server/appspace/fileinfo.html>
pub const GET: Operation = Operation { name: "appspace.files.get", ..scopes::READ };

/// <https://developer.kdocs.cn/server/appspace/address.html>
pub const DOWNLOAD: Operation = Operation { name: "appspace.files.download", ..scopes::ADDRESS_OF_APP };

/// <https://developer.kdocs.cn/server/appspace/delete-force.html>
pub const DESTROY: Operation = Operation { name: "appspace.files.destroy", ..scopes::WRITE };

/// The body of a deletion.
#[derive(Deserialize)]
pub struct DestroyBody {
    /// The id of a person in the app's own terms; nothing is left that could show it.
    modifier: Option<String>,
}

/// Lists a directory: directories first, then files, both by their last change, newest first.
///
/// Handles `GET /api/v1/openapi/appspace/files`.
pub fn list(Appspace(caller): Appspace, query: Query) -> Result<Response, Error> {
    let (world, page) = (caller.world(), Page::read(&query, page::USUAL)?);
    let folder = match query.get("parent_token") {
        Some(token) => batch::find_folder(&caller, world, token, Ability::List)?.id,
        None => place::root(&caller, world)?,
    };
    let mut files: Vec<&Arc<Node>> = world.children(folder).collect();
    http::sort_by_key(&mut files, |node| (!node.is_folder(), Reverse(node.modified.at)));
    let (files, next_offset) = page.of(files);
    let files = files.into_iter().map(|node| AppFile::of(world, node)).collect();
    Ok(respond::success(&AppFileList { files, next_offset }))
}

/// Returns what is known of a document.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}`.
pub fn get(Appspace(caller): Appspace, Id(token): Id) -> Result<Response, Error> {
    let node = place::find(&caller, caller.world(), &token)?;
    Ok(respond::success(&AppFile::of(caller.world(), node)))
}

/// Returns where the content of a document can be had.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}/download`.
pub async fn download(Appspace(caller): Appspace, Id(token): Id, base: LinkBase) -> Result<Response, Error> {
    let node = place::find_file(&caller, caller.world(), &token)?;
    let content = node.content().cloned().unwrap_or_default();
    download::hand_out(&base, node, &token, node.version(), content).await
}

/// Deletes a document, or a directory with all that lies in it, for good.
///
/// Handles `DELETE /api/v1/openapi/appspace/files/{file_token}/destroy`.
pub fn destroy(
    Appspace(caller): Appspace,
    Id(token): Id,
    Json(body): Json<DestroyBody>,
) -> Result<Response, Error> {
    people::read("modifier", body.modifier)?;
    caller.sandbox().write(|world, _| {
        let node = place::find(&caller, world, &token)?;
        if node.parent.is_none() {
            return Err(Error::Invalid("the topmost directory cannot be destroyed".into()));
        }
        Ok(world.delete(node.id)?)
    })?;
    Ok(respond::code_only())
}
