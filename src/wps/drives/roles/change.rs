//! Making roles, changing and deleting them: 新建文档权限角色, 更新文档权限角色, 删除文档权限角色.

use axum::response::Response;
use serde::Deserialize;

use super::{bits::Bits, list};
use crate::{
    http::{Id, Ids, Operation, body::Object, find_word},
    world::{Abilities, DriveId, NamedRole, World},
    wps::{
        auth::Caller,
        error::Error,
        json::{Json, OptionalJson},
        respond, scopes,
        sharing::roles,
        texts,
    },
};

/// Of a drive.
pub const CREATE: Operation = Operation { name: "drives.roles.create", ..scopes::WRITE_PERMISSIONS };

/// What was given by it changes at once.
pub const UPDATE: Operation = Operation { name: "drives.roles.update", ..scopes::WRITE_PERMISSIONS };

/// What was given by it ends, or goes on by another role.
pub const DELETE: Operation = Operation { name: "drives.roles.delete", ..scopes::WRITE_PERMISSIONS };

/// A role that is made.
#[derive(Deserialize)]
pub struct Made {
    name: String,
    permission_bits: Option<Object<Bits>>,
    /// The older name of `permission_bits`.
    permissions: Option<Object<Bits>>,
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// A role that is changed; what is not mentioned stays.
#[derive(Deserialize)]
pub struct Changed {
    name: Option<String>,
    permission_bits: Option<Object<Bits>>,
    /// The older name of `permission_bits`.
    permissions: Option<Object<Bits>>,
}

/// What becomes of the permissions by a role that is deleted.
#[derive(Deserialize)]
pub struct Deleted {
    policy: Option<String>,
    replace_role_id: Option<String>,
}

#[derive(Clone, Copy)]
enum Policy {
    Remove,
    Replace,
}

/// Makes a role; it allows what the body says and no more.
///
/// Handles `POST /v7/drives/{drive_id}/roles/create`.
pub fn create(caller: Caller, Id(drive): Id, Json(body): Json<Made>) -> Result<Response, Error> {
    if let Some(kind) = &body.kind {
        find_word("type", kind, &[("custom", ()), ("file_custom", ())])?;
    }
    let bits = body.permission_bits.as_ref().or(body.permissions.as_ref());
    let abilities = bits.map_or(Abilities::NONE, |bits| bits.change(Abilities::NONE, caller.dialect));
    let role = caller.sandbox().write(|world, _| {
        let drive = managed(&caller, world, &drive)?;
        check_name(world, drive, &body.name, None)?;
        let number = world.add_custom_role(drive, &body.name, abilities)?;
        let role = world.custom_role(drive, number).map(|role| list::custom(caller.dialect, role));
        role.ok_or_else(|| Error::NoResource { kind: "role", id: number.to_string() })
    })?;
    Ok(respond::success(caller.dialect, &role))
}

/// Changes a role, and with it all that was given by it.
///
/// Handles `POST /v7/drives/{drive_id}/roles/{role_id}/update`.
pub fn update(
    caller: Caller,
    Ids(drive, id): Ids,
    OptionalJson(body): OptionalJson<Changed>,
) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let drive = managed(&caller, world, &drive)?;
        let number = custom(&caller, world, drive, &id)?;
        if let Some(name) = &body.name {
            check_name(world, drive, name, Some(number))?;
        }
        let bits = body.permission_bits.as_ref().or(body.permissions.as_ref());
        world.edit_custom_role(drive, number, |role| {
            if let Some(name) = &body.name {
                role.name = name.as_str().into();
            }
            role.abilities = bits.map_or(role.abilities, |bits| bits.change(role.abilities, caller.dialect));
        })?;
        Ok::<_, Error>(())
    })?;
    Ok(respond::done(caller.dialect))
}

/// Deletes a role; by default what was given by it ends.
///
/// Handles `POST /v7/drives/{drive_id}/roles/{role_id}/delete`.
pub fn delete(
    caller: Caller,
    Ids(drive, id): Ids,
    OptionalJson(body): OptionalJson<Deleted>,
) -> Result<Response, Error> {
    let words = [("remove", Policy::Remove), ("replace", Policy::Replace)];
    let policy = body.policy.as_deref().map(|word| find_word("policy", word, &words)).transpose()?;
    caller.sandbox().write(|world, _| {
        let drive = managed(&caller, world, &drive)?;
        let number = custom(&caller, world, drive, &id)?;
        let instead = match (policy.unwrap_or(Policy::Remove), &body.replace_role_id) {
            (Policy::Remove, _) => None,
            (Policy::Replace, None) => return Err(Error::Malformed("replace_role_id is missing.".into())),
            (Policy::Replace, Some(other)) => Some(roles::find(world, drive, caller.dialect, other)?),
        };
        if instead == Some(NamedRole::Custom(number)) {
            return Err(Error::Value("The role cannot replace itself.".into()));
        }
        Ok(world.remove_custom_role(drive, number, instead)?)
    })?;
    Ok(respond::done(caller.dialect))
}

/// Returns the drive of this id, if the caller looks after it.
fn managed(caller: &Caller, world: &World, id: &str) -> Result<DriveId, Error> {
    let drive = caller.drive(world, id)?;
    if caller.manages(world, drive) {
        Ok(drive.id)
    } else {
        Err(Error::Forbidden("Only who looks after a drive changes its roles.".into()))
    }
}

/// Returns the number of a role that the drive's people made.
fn custom(caller: &Caller, world: &World, drive: DriveId, id: &str) -> Result<u64, Error> {
    match roles::find(world, drive, caller.dialect, id)? {
        NamedRole::Custom(number) => Ok(number),
        NamedRole::Preset(_) | NamedRole::Template(_) | NamedRole::Single(_) => {
            Err(Error::NotSupported(format!("The role `{id}` is the same in all drives.").into()))
        }
    }
}

/// Refuses a name that is empty, too long, or that of another role of the drive.
fn check_name(world: &World, drive: DriveId, name: &str, of: Option<u64>) -> Result<(), Error> {
    if name.trim().is_empty() {
        return Err(Error::Value("The name of a role is empty.".into()));
    }
    texts::check("name", name)?;
    let is_taken = world.custom_roles(drive).any(|role| &*role.name == name && Some(role.number) != of);
    if is_taken { Err(Error::Exists { kind: "role", name: name.into() }) } else { Ok(()) }
}
