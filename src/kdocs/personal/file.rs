//! Single documents: what is known of one, its download address, its name, and the recycle bin.

use axum::response::Response;
use serde::Deserialize;

use super::{
    place,
    sequence::{self, Kind},
};
use crate::{
    http::{LinkBase, Operation},
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        files::{download, name},
        json::{Id, Json},
        respond, scopes,
    },
    world::{Ability, Content, Node, OnConflict, World},
};

/// The vendor prints no page (reference 15, row 35).
pub const GET: Operation = Operation { name: "personal.files.get", ..scopes::ACCESS_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/download.html>
pub const DOWNLOAD: Operation = Operation { name: "personal.files.download", ..scopes::DOWNLOAD_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/file-rename.html>
pub const RENAME: Operation = Operation { name: "personal.files.rename", ..scopes::MODIFY_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/delete-files.html>
pub const DELETE: Operation = Operation { name: "personal.files.delete", ..scopes::REMOVE_PERSONAL };

/// The body of a request for another name.
#[derive(Deserialize)]
pub struct RenameBody {
    new_name: String,
}

/// Returns a document as lists show it.
///
/// Handles `GET /api/v1/openapi/personal/files/{file_token}`.
pub fn get(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    let node = find(&caller, caller.world(), &id, Ability::Preview)?;
    Ok(respond::success(&sequence::render(&caller.app_key, caller.world(), node, Kind::of(node))))
}

/// Says where a document can be had for the next half an hour.
///
/// Handles `GET /api/v1/openapi/personal/files/{file_token}/download`.
pub async fn hand_out(Personal(caller): Personal, base: LinkBase, Id(id): Id) -> Result<Response, Error> {
    let node = find(&caller, caller.world(), &id, Ability::Download)?;
    let content = node.content().map_or_else(Content::default, Content::clone);
    download::hand_out(&base, node, &id, node.version(), content).await
}

/// Gives a document another name.
///
/// Handles `PUT /api/v1/openapi/personal/files/{file_token}/name`.
pub fn rename(
    Personal(caller): Personal,
    Id(id): Id,
    Json(RenameBody { new_name }): Json<RenameBody>,
) -> Result<Response, Error> {
    name::check("new_name", &new_name)?;
    caller.sandbox().write(|world, now| {
        let node = find(&caller, world, &id, Ability::Rename)?.id;
        world
            .rename(caller.actor, node, &new_name, OnConflict::Fail, now)
            .map_err(|error| place::name_taken(error, &new_name))
    })?;
    Ok(respond::done())
}

/// Puts a document into the recycle bin.
///
/// Handles `DELETE /api/v1/openapi/personal/files/{file_token}`.
pub fn delete(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = find(&caller, world, &id, Ability::Delete)?.id;
        Ok::<_, Error>(world.trash(caller.actor, node, now)?)
    })?;
    Ok(respond::done())
}

/// Returns the document of this id, if the caller may do this with it.
fn find<'w>(caller: &Caller, world: &'w World, id: &str, ability: Ability) -> Result<&'w Node, Error> {
    Ok(caller.node(world, id, ability)?)
}
