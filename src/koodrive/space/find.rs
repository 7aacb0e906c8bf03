//! Whose space is meant, and who may look at it or manage it.

use crate::{
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Query, number},
        render::kind,
    },
    world::{Drive, Error as WorldError, GroupKind, MemberRole, Owner, World},
};

/// Reads the kind of an owner from a query, where it is needed.
pub fn kind_of_query(query: &Query) -> Result<Option<u64>, Error> {
    number(query, "type")
}

/// Returns the owner in a path, of the kind that stands beside it: 0 a department, 1 a person, 2 a group.
pub fn owner(world: &World, kind: Option<u64>, id: &str) -> Result<Owner, Error> {
    let group = |kind| {
        let found = ids::parse_group(world, id);
        found.filter(|found| world.group(*found).is_some_and(|group| group.kind == kind)).map(Owner::Team)
    };
    let owner = match kind {
        Some(0) => group(GroupKind::Department),
        Some(1) => ids::parse_user(world, id).map(Owner::Personal),
        Some(2) => group(GroupKind::Team),
        _ => return Err(Error::Parameters),
    };
    Ok(owner.ok_or(WorldError::NoDrive)?)
}

/// Iterates over the spaces of an owner, oldest first.
pub fn spaces<'w>(world: &'w World, owner: &Owner) -> impl Iterator<Item = &'w Drive> {
    world.drives().filter(move |drive| drive.owner == *owner && kind(world, drive).is_some())
}

/// Returns the space of an owner: the first one, or the one that the query names.
pub fn space<'w>(world: &'w World, query: &Query, owner: &Owner) -> Result<&'w Drive, Error> {
    named(world, query.get("containerId"), owner)
}

/// Returns the space of an owner: the first one, or the one of this id.
pub fn named<'w>(world: &'w World, id: Option<&str>, owner: &Owner) -> Result<&'w Drive, Error> {
    let named = id.map(|id| ids::parse_container(world, id));
    let found = spaces(world, owner).find(|drive| named.is_none_or(|named| named == Some(drive.id)));
    Ok(found.ok_or(WorldError::NoDrive)?)
}

/// Refuses callers who are none of the owner's people, but for the administrator of the tenant.
pub fn may_look(caller: &Caller, world: &World, owner: &Owner) -> Result<(), Error> {
    let is_theirs = match owner {
        Owner::Personal(user) => *user == caller.user,
        Owner::Team(group) => world.is_member(*group, caller.user),
        Owner::App(_) => false,
    };
    if is_theirs || caller.is_administrator(world) { Ok(()) } else { Err(Error::NoPermission) }
}

/// Refuses callers who neither look after the owner's department or group nor administer the tenant.
pub fn may_manage(caller: &Caller, world: &World, owner: &Owner) -> Result<(), Error> {
    let leads = match owner {
        Owner::Team(group) => {
            let role = world.group(*group).and_then(|group| group.role(caller.user));
            role >= Some(MemberRole::Admin)
        }
        Owner::Personal(_) | Owner::App(_) => false,
    };
    if leads || caller.is_administrator(world) { Ok(()) } else { Err(Error::NoPermission) }
}
