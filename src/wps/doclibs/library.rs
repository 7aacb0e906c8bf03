//! Libraries: the drives of teams, as the members of these see them.

use crate::{
    world::{Actor, Drive, Group, GroupId, MemberRole, Owner, UserId, World},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        render::Render,
        source,
        wire::{GroupBody, Library},
    },
};

/// The roles of members by their words.
pub const ROLES: [(&str, MemberRole); 4] = [
    ("readonly", MemberRole::ReadOnly),
    ("normal", MemberRole::Normal),
    ("admin", MemberRole::Admin),
    ("owner", MemberRole::Owner),
];

/// The type of a group that belongs to a department.
pub const OF_DEPARTMENT: &str = "dept";
/// The type of any other group.
pub const NORMAL: &str = "normal";
/// Where groups come from.
pub const SOURCE: &str = source::DEFAULT;

/// Returns the person who calls.
///
/// # Errors
/// [`Error::NotInCompany`] for an application by itself.
pub fn person(caller: &Caller) -> Result<UserId, Error> {
    caller.principal.user.ok_or(Error::NotInCompany)
}

/// Returns the group of a drive that is a library.
///
/// # Errors
/// [`Error::DriveKind`].
pub fn team(drive: &Drive) -> Result<GroupId, Error> {
    match &drive.owner {
        Owner::Team(group) => Ok(*group),
        Owner::Personal(_) | Owner::App(_) => Err(Error::DriveKind("The drive belongs to no team.".into())),
    }
}

/// Iterates over the libraries of a person, oldest first.
pub fn of(world: &World, user: UserId) -> impl Iterator<Item = (&Drive, &Group, MemberRole)> {
    world.drives().filter_map(move |drive| {
        let group = world.group(team(drive).ok()?)?;
        Some((drive, group, group.role(user)?))
    })
}

/// Describes a library.
pub fn describe<'w>(
    render: &Render<'w>,
    (drive, group, role): (&'w Drive, &'w Group, MemberRole),
) -> Library<'w> {
    Library {
        drive: render.drive(drive, false),
        group: describe_group(render, group),
        pinned: false,
        user_role: ROLES.iter().find(|(_, known)| *known == role).map_or("", |(word, _)| word),
    }
}

/// Returns the type of the group of a library.
pub fn kind(group: &Group) -> &'static str {
    if group.parent.is_some() { OF_DEPARTMENT } else { NORMAL }
}

fn describe_group<'w>(render: &Render<'w>, group: &'w Group) -> GroupBody<'w> {
    let creator_id = match group.created.by {
        Actor::User(user) => ids::user(user),
        Actor::App(app) => ids::principal(app),
    };
    GroupBody {
        id: ids::group(group.id),
        name: &group.name,
        avatar: "",
        company_id: ids::company(render.world.tenant()).to_string(),
        creator_id,
        owner_id: group.owner().map(ids::user).unwrap_or_default(),
        ctime: group.created.at.seconds(),
        mtime: group.created.at.seconds(),
        dept_id: group.parent.map_or_else(|| "0".to_owned(), ids::group),
        description: &group.description,
        mail: "",
        source: SOURCE,
        status: "enable",
        kind: kind(group),
        member_total: group.members.len(),
    }
}
