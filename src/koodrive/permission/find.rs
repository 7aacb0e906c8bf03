//! Which team is meant, and who may say what its people may do.

use crate::{
    koodrive::{auth::Caller, error::Error, ids},
    world::{
        DriveId, Error as WorldError, Group, GroupKind, Member, MemberRole, NamedRole, Owner, Preset, UserId,
        World,
    },
};

/// Returns the department or group of this id.
pub fn team<'w>(world: &'w World, id: &str) -> Result<&'w Group, Error> {
    let found = ids::parse_group(world, id).and_then(|group| world.group(group));
    Ok(found.ok_or(WorldError::NotFound)?)
}

/// Returns the space of this id with the team that it belongs to, which has to be of this kind: 0 a department, 1 a
/// group.
pub fn space<'w>(world: &'w World, id: &str, kind: u64) -> Result<(DriveId, &'w Group), Error> {
    let drive = world.drive(ids::parse_container(world, id).ok_or(WorldError::NoDrive)?)?;
    let group = match drive.owner {
        Owner::Team(group) => world.group(group),
        Owner::Personal(_) | Owner::App(_) => None,
    };
    let group = group.filter(|group| u64::from(self::kind(group)) == kind).ok_or(Error::OtherTeam)?;
    Ok((drive.id, group))
}

/// Returns the kind of a team's space: 0 a department's, 1 a group's.
pub fn kind(group: &Group) -> u32 {
    u32::from(group.kind != GroupKind::Department)
}

/// Refuses callers who are none of the team's people, but for the administrator of the tenant.
pub fn may_look(caller: &Caller, world: &World, group: &Group) -> Result<(), Error> {
    if group.role(caller.user).is_some() || caller.is_administrator(world) {
        Ok(())
    } else {
        Err(Error::NoPermission)
    }
}

/// Refuses callers who neither look after the team nor were let manage it, but for the administrator of the tenant.
pub fn may_authorize(caller: &Caller, world: &World, group: &Group) -> Result<(), Error> {
    let named = group.member(caller.user).map(Member::named);
    if named == Some(NamedRole::Preset(Preset::Manageable)) || caller.is_administrator(world) {
        Ok(())
    } else {
        Err(Error::NoPermission)
    }
}

/// Refuses to say what somebody may do who is no member, or who looks after the team and so may do everything.
pub fn may_be_granted(group: &Group, user: UserId) -> Result<(), Error> {
    match group.role(user).ok_or(WorldError::NotFound)? {
        MemberRole::Owner | MemberRole::Admin => Err(Error::Parameters),
        MemberRole::Normal | MemberRole::ReadOnly => Ok(()),
    }
}
