//! One file or folder.
//!
//! See <https://support.huaweicloud.com/api-koodrive/getFile.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::{Caller, item},
        error::Error,
        image_process,
        json::{Id, Loose},
        render::FileRender,
        respond,
        scopes::READ,
    },
    world::Ability,
};

/// Returns a file or folder.
pub const GET_FILE: Operation = Operation { name: "getFile", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DetailBody {
    container_id: String,
    #[serde(default)]
    image_process: Loose<String>,
}

/// Returns a file or folder, also one in the recycle bin.
///
/// Handles `POST /koodrive/ose/v1/files/{id}/detail`.
pub async fn detail(base: LinkBase, Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let DetailBody { container_id, image_process } = caller.body()?;
    let size = image_process::size(&image_process)?;
    let world = caller.world();
    let node = item(world, caller.space(world, &container_id)?, &id)?;
    let node = world.node(caller.permitted(world, node, Ability::Preview)?.id)?;
    Ok(respond::beside(FileRender::new(&caller, world, &base, size).hashed(node).await))
}
