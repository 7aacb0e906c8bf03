//! Spaces, from the world to the wire.

use crate::{
    koodrive::{
        capacity, dates, ids,
        wire::{Amount, SpaceInfo, TeamSpace},
    },
    world::{Actor, Drive, Group, GroupKind, MemberRole, Owner, World},
};

/// A department or group that has a space, with that space.
#[derive(Clone, Copy)]
pub struct Team<'w> {
    pub group: &'w Group,
    pub drive: &'w Drive,
}

/// Returns the kind of a space: 0 of a department, 1 of a person, 2 of a group; none for one of applications.
pub fn kind(world: &World, drive: &Drive) -> Option<u32> {
    match drive.owner {
        Owner::Personal(_) => Some(1),
        Owner::Team(group) => world.group(group).map(|group| group_kind(group.kind)),
        Owner::App(_) => None,
    }
}

fn group_kind(kind: GroupKind) -> u32 {
    match kind {
        GroupKind::Department => 0,
        GroupKind::Team | GroupKind::List | GroupKind::Family => 2,
    }
}

/// Returns the state of a space: 0 in use, 1 disabled.
pub fn status(drive: &Drive) -> u32 {
    drive.is_disabled.into()
}

/// In which of the shapes of the pages a space is told.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// That of the first version of the call.
    First,
    /// That of its second version.
    Second,
    /// That of the reply to who made it, whose sizes are numbers.
    Made,
}

/// Returns a space. There is none for one of applications.
pub fn space(world: &World, drive: &Drive, shape: Shape) -> Option<SpaceInfo> {
    let root = world.node(drive.root).ok()?;
    let is_first = shape == Shape::First;
    let first = |member: String| is_first.then_some(member);
    let amount = |number: u64| {
        if shape == Shape::Made { Amount::Number(number) } else { Amount::Text(number.to_string()) }
    };
    let (owner_id, administrators) = match drive.owner {
        Owner::Personal(user) => (ids::user(user), vec![ids::user(user)]),
        Owner::Team(group) => {
            let members = world.group(group)?.members.iter();
            let leads = members.filter(|member| member.role >= MemberRole::Admin);
            (ids::group(group).to_string(), leads.map(|member| ids::user(member.user)).collect())
        }
        Owner::App(_) => return None,
    };
    Some(SpaceInfo {
        kind: kind(world, drive)?,
        status: status(drive),
        owner_id,
        container_id: ids::container(drive.id),
        biz_root_file_id: ids::file(root),
        capacity: amount(capacity::told(drive.total)),
        space_used: amount(capacity::used_told(used(world, drive))),
        administrators: is_first.then_some(administrators),
        tenant_id: ids::tenant(world),
        creator: creator(world, root.created.by),
        create_time: first(dates::utc(root.created.at)),
        modifier: creator(world, root.modified.by),
        update_time: first(dates::utc(root.modified.at)),
        root_file_id: (!is_first).then(|| ids::file(root)),
    })
}

/// Returns the space of a team.
pub fn team(world: &World, team: Team<'_>) -> TeamSpace {
    let Team { group, drive } = team;
    let owner = group.owner().and_then(|owner| world.user(owner));
    TeamSpace {
        id: ids::group(group.id).to_string(),
        name: group.name.to_string(),
        kind: group_kind(group.kind),
        status: status(drive),
        capacity: capacity::told(drive.total).to_string(),
        space_used: capacity::used_told(used(world, drive)).to_string(),
        container_id: ids::container(drive.id),
        user_num: group.members.len(),
        owner_id: owner.map(|owner| ids::user(owner.id)).unwrap_or_default(),
        owner_name: owner.map(|owner| owner.display_name.to_string()).unwrap_or_default(),
    }
}

/// Returns the bytes in a space, and in its bin where that counts.
pub fn used(world: &World, drive: &Drive) -> u64 {
    world.taken(drive)
}

/// Returns the id of the person or application that did something.
pub fn creator(world: &World, by: Actor) -> String {
    match by {
        Actor::User(user) => ids::user(user),
        Actor::App(app) => world.app(app).map(|app| app.key.to_string()).unwrap_or_default(),
    }
}
