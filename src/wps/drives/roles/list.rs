//! The roles of a drive: 获取文档权限角色列表.

use axum::response::Response;

use crate::{
    http::{Id, Operation},
    world::{self, Abilities, CustomRole},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids,
        render::permission,
        respond, scopes,
        sharing::roles,
        wire::{All, RoleBody},
    },
};

/// The presets, and those that the drive's people made.
pub const LIST: Operation = Operation { name: "drives.roles.list", ..scopes::READ_ROLES };

/// Returns the roles of a drive: the presets, then those that its people made.
///
/// Handles `GET /v7/drives/{drive_id}/roles`.
pub fn list(caller: Caller, Id(drive): Id) -> Result<Response, Error> {
    let world = caller.world();
    let drive = caller.named_drive(world, &drive)?;
    let sees_root = || world.live(drive.root).is_ok_and(|root| !caller.abilities(world, root).is_empty());
    if !caller.sees(world, drive) && !sees_root() {
        return Err(world::Error::Unreachable(drive.id).into());
    }
    let presets = roles::presets(caller.dialect)
        .map(|(preset, id, name)| body(caller.dialect, (id.into(), name), preset.abilities(), "preset"));
    let custom = world.custom_roles(drive.id).map(|role| custom(caller.dialect, role));
    Ok(respond::success(caller.dialect, &All { items: presets.chain(custom).collect() }))
}

/// Returns a role that a drive's people made.
pub fn custom(dialect: Dialect, role: &CustomRole) -> RoleBody {
    body(dialect, (ids::role(role.number), &role.name), role.abilities, "custom")
}

fn body(dialect: Dialect, (id, name): (String, &str), abilities: Abilities, kind: &'static str) -> RoleBody {
    let bits = || permission(abilities, dialect);
    RoleBody { id, name: name.into(), permission_bits: bits(), permissions: bits(), kind }
}
