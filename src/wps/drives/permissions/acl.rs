//! What people may do: 获取用户的文件操作权限.

use axum::response::Response;

use crate::{
    http::{Ids, Operation, Query},
    world::{Ability, Principal},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        render::permission,
        respond, scopes,
        sharing::grants,
        tasks::file_ids,
        wire::{AclEntry, All},
    },
};

/// Of a file, a folder or a root.
pub const ACL: Operation = Operation { name: "drives.files.permissions.acl.get", ..scopes::READ_PERMISSIONS };

/// Returns what each of these people may do with an item, by whatever way.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/permissions/acl`.
pub fn acl(caller: Caller, Ids(drive, id): Ids, query: Query) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let wanted = file_ids::listed(&query, "user_ids")?;
    grants::check_count("user_ids", wanted.len(), grants::MOST)?;
    let node = caller.item_or_root(world, &drive, &id, Ability::List)?;
    let entry = |id: &String| {
        let unknown = || Error::NoResource { kind: "user", id: id.clone() };
        let user = ids::parse_user(world, id).ok_or_else(unknown)?.id;
        let abilities = world.abilities_of(&Principal { user: Some(user), app: None }, node, now);
        let bits = || permission(abilities, caller.dialect);
        Ok(AclEntry { user_id: ids::user(user), permission_bits: bits(), permission: bits() })
    };
    let items: Vec<AclEntry> = wanted.iter().map(entry).collect::<Result<_, Error>>()?;
    Ok(respond::success(caller.dialect, &All { items }))
}
