//! Which group is meant, and who may look at it or manage it.

use crate::{
    koodrive::{auth::Caller, error::Error, ids},
    world::{Error as WorldError, Group, GroupKind, MemberRole, World},
};

/// Returns the kind of group behind a `sourceType`.
pub fn kind(source_type: u64) -> Result<GroupKind, Error> {
    match source_type {
        0 => Ok(GroupKind::Team),
        1 => Ok(GroupKind::List),
        _ => Err(Error::Parameters),
    }
}

/// Returns a group that the caller is in, or any for the administrator of the tenant.
pub fn find<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Group, Error> {
    let found = ids::parse_group(world, id).and_then(|group| world.group(group));
    let group = found
        .filter(|group| matches!(group.kind, GroupKind::Team | GroupKind::List))
        .ok_or(WorldError::NotFound)?;
    if group.role(caller.user).is_some() || caller.is_administrator(world) {
        Ok(group)
    } else {
        Err(Error::NoPermission)
    }
}

/// Returns a group that the caller looks after, or any for the administrator of the tenant.
pub fn managed<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Group, Error> {
    let group = find(caller, world, id)?;
    if group.role(caller.user) >= Some(MemberRole::Admin) || caller.is_administrator(world) {
        Ok(group)
    } else {
        Err(Error::NoPermission)
    }
}
