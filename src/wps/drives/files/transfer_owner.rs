//! Handing items over: 转让文件拥有者.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation},
    world::{Ability, Actor},
    wps::{auth::Caller, change, error::Error, ids, json::Json, scopes},
};

/// 转让文件拥有者
pub const TRANSFER_OWNER: Operation =
    Operation { name: "drives.files.transfer_owner", ..scopes::WRITE_FILES };

/// The body of [`transfer_owner`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct TransferBody {
    account_id: String,
}

/// Makes another person the creator of an item, who is what the vendor calls its owner.
///
/// Its creator may do that, and who may give others permissions on it.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/transfer_owner`.
pub fn transfer_owner(
    caller: Caller,
    Ids(drive, id): Ids,
    Json(body): Json<TransferBody>,
) -> Result<Response, Error> {
    change::respond(&caller, |world, now| {
        let node = caller.item(world, &drive, &id, Ability::List)?;
        if node.created.by != caller.actor {
            caller.permitted(world, node, &id, Ability::Control)?;
        }
        let node = node.id;
        let to = ids::parse_user(world, &body.account_id).map(|user| user.id);
        let to = to.ok_or_else(|| Error::NoUser(body.account_id.as_str().into()))?;
        world.hand_over(caller.actor, node, Actor::User(to), now)?;
        Ok(node)
    })
}
