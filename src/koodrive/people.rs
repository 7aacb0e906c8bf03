//! People and departments: which they are, and who may manage them.
//!
//! The organisation itself counts as the department above all others; it is `None` here.

use crate::{
    koodrive::{auth::Caller, error::Error, ids, wire::Person},
    world::{
        DriveId, Error as WorldError, Group, GroupId, GroupKind, MemberRole, Owner, User, UserId, World,
    },
};

/// What the organisation is called.
pub const ORGANISATION: &str = "mockdrive";

/// What a person is in the organisation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// An administrator of a department.
    Department,
    /// A common user.
    Common,
    /// An administrator of the tenant.
    Tenant,
}

impl Role {
    /// Returns the vendor's number.
    pub fn number(self) -> u32 {
        match self {
            Self::Department => 0,
            Self::Common => 1,
            Self::Tenant => 2,
        }
    }

    /// Returns the vendor's number as sessions have it.
    pub fn text(self) -> &'static str {
        match self {
            Self::Department => "0",
            Self::Common => "1",
            Self::Tenant => "2",
        }
    }

    /// Returns the role of this number; members with management permissions, 5, are none: what they may do is not
    /// published.
    pub fn of(number: u64) -> Result<Self, Error> {
        match number {
            0 => Ok(Self::Department),
            1 => Ok(Self::Common),
            2 => Ok(Self::Tenant),
            _ => Err(Error::Parameters),
        }
    }
}

/// Returns what a person is in the organisation.
pub fn role(world: &World, user: UserId) -> Role {
    if world.user(user).is_some_and(|user| user.is_administrator) {
        Role::Tenant
    } else if departments(world).any(|group| group.role(user) >= Some(MemberRole::Admin)) {
        Role::Department
    } else {
        Role::Common
    }
}

/// Iterates over all departments.
pub fn departments(world: &World) -> impl Iterator<Item = &Group> {
    world.groups().filter(|group| group.kind == GroupKind::Department)
}

/// Returns the department of a person: the first one, if they are in any.
pub fn department_of(world: &World, user: UserId) -> Option<&Group> {
    departments(world).find(|group| group.role(user).is_some())
}

/// Returns the person of this id.
pub fn person<'w>(world: &'w World, id: &str) -> Result<&'w User, Error> {
    let found = ids::parse_user(world, id).and_then(|user| world.user(user));
    Ok(found.ok_or(WorldError::NotFound)?)
}

/// Returns the department of this id; none: the organisation itself.
pub fn department(world: &World, id: &str) -> Result<Option<GroupId>, Error> {
    if id == ids::ROOT_DEPARTMENT.to_string() {
        return Ok(None);
    }
    part(world, id).map(|group| Some(group.id))
}

/// Returns the department of this id, which is not the whole organisation.
pub fn part<'w>(world: &'w World, id: &str) -> Result<&'w Group, Error> {
    let found = ids::parse_group(world, id).and_then(|group| world.group(group));
    Ok(found.filter(|group| group.kind == GroupKind::Department).ok_or(WorldError::NotFound)?)
}

/// Whether a department is another one or lies below it.
pub fn is_within(world: &World, department: Option<GroupId>, above: Option<GroupId>) -> bool {
    above.is_none() || upwards(world, department).any(|group| Some(group.id) == above)
}

/// Iterates over a department and those above it.
fn upwards(world: &World, department: Option<GroupId>) -> impl Iterator<Item = &Group> {
    let start = department.and_then(|group| world.group(group));
    std::iter::successors(start, |group| group.parent.and_then(|parent| world.group(parent)))
}

/// Iterates over the people of a department and of those below it.
pub fn people_of(world: &World, above: Option<GroupId>) -> impl Iterator<Item = &User> {
    let is_theirs = move |user: &&User| {
        let mut own = departments(world).filter(|group| group.role(user.id).is_some());
        above.is_none() || own.any(|group| is_within(world, Some(group.id), above))
    };
    world.users().filter(is_theirs)
}

/// Iterates over the people of a department, without those of the ones below it.
pub fn direct_people_of(world: &World, department: Option<GroupId>) -> impl Iterator<Item = &User> {
    world.users().filter(move |user| department_of(world, user.id).map(|group| group.id) == department)
}

/// Returns a person as lists and details tell them.
pub fn listed(world: &World, user: &User) -> Person {
    let home = department_of(world, user.id);
    let is_of_directory = user.name.bytes().all(|byte| byte.is_ascii_digit());
    Person {
        id: ids::account(user.id),
        org_id: ids::org(world),
        user_id: if is_of_directory { user.name.to_string() } else { ids::user(user.id) },
        dept_id: home.map_or(ids::ROOT_DEPARTMENT, |group| ids::group(group.id)).to_string(),
        dept_name: home.map_or(ORGANISATION, |group| &group.name).to_owned(),
        mobile: user.mobile.as_deref().map(mask),
        name: user.display_name.to_string(),
        role: role(world, user.id).number(),
        status: u32::from(user.is_disabled),
    }
}

/// Returns the spaces of a department or group.
pub fn spaces_of(world: &World, group: GroupId) -> Vec<DriveId> {
    world.drives().filter(|drive| drive.owner == Owner::Team(group)).map(|drive| drive.id).collect()
}

/// Refuses callers who administer neither the tenant nor this department or one above it.
pub fn may_lead(caller: &Caller, world: &World, department: Option<GroupId>) -> Result<(), Error> {
    let leads = |group: &Group| group.role(caller.user) >= Some(MemberRole::Admin);
    if caller.is_administrator(world) || upwards(world, department).any(leads) {
        Ok(())
    } else {
        Err(Error::NoPermission)
    }
}

/// Refuses callers who administer neither the tenant nor the department of a person; administrators of the tenant are
/// managed by each other.
pub fn may_manage(caller: &Caller, world: &World, user: UserId) -> Result<(), Error> {
    if role(world, user) == Role::Tenant && !caller.is_administrator(world) {
        return Err(Error::NoPermission);
    }
    may_lead(caller, world, department_of(world, user).map(|group| group.id))
}

/// Refuses what would leave the organisation without an administrator who can sign in.
pub fn check_governed(caller: &Caller, world: &World) -> Result<(), Error> {
    if world.users().any(|user| user.is_administrator && !user.is_disabled) {
        return Ok(());
    }
    caller.call.note("the organisation needs an administrator");
    Err(Error::Parameters)
}

/// Hides the four digits before the last four.
pub fn mask(mobile: &str) -> String {
    let digits = mobile.chars().count();
    let hidden = digits.saturating_sub(8)..digits.saturating_sub(4);
    mobile.chars().enumerate().map(|(at, digit)| if hidden.contains(&at) { '*' } else { digit }).collect()
}

#[cfg(test)]
mod tests {
    use super::mask;

    #[test]
    fn four_digits_are_hidden_as_the_page_prints_them() {
        assert_eq!(mask("008618100008439"), "0086181****8439");
        assert_eq!((mask("12345"), mask("")), ("*2345".to_owned(), String::new()));
    }
}
