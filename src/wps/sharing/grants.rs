//! Permissions by name: who may give them, giving and taking them.

use super::{
    roles,
    subject::{self, Subject},
};
use crate::{
    http::body::Object,
    world::{
        Abilities, Ability, Drive, Node, NodeId, Owner, Permission, Permit, Principal, Restricted, Role,
        Stamp, Timestamp, UserId, World,
    },
    wps::{auth::Caller, dialect::Dialect, error::Error, ids, render::link},
};

/// The most subjects in one call on a drive.
pub const MOST_ON_DRIVES: usize = 200;
/// The most subjects in one call on a file; the page names none.
pub const MOST: usize = 1024;

/// Returns the item, or the root, of a drive, if the caller may give and take permissions on it: if their role allows
/// it, or by the setting `share_entity` where it was set.
///
/// # Errors
/// Those of [`Caller::item_or_root`].
pub fn item<'w>(caller: &Caller, world: &'w World, drive: &str, id: &str) -> Result<&'w Node, Error> {
    let node = caller.item_or_root(world, drive, id, Ability::List)?;
    let is_set = world.access_settings_on(node).level(Restricted::Share).is_some();
    caller.permitted(world, node, id, if is_set { Ability::Share } else { Ability::Control })
}

/// Refuses a list of subjects that is empty or too long.
///
/// # Errors
/// [`Error::EmptyList`], [`Error::TooMany`].
pub fn check_count(field: &'static str, count: usize, most: usize) -> Result<(), Error> {
    match count {
        0 => Err(Error::EmptyList(field)),
        count if count > most => Err(Error::TooMany { field, limit: most }),
        _ => Ok(()),
    }
}

/// Gives a role to people; those who had one get the new one. With `overwrite` it takes what they were given below.
///
/// # Errors
/// [`Error::NoResource`] for the role and the subjects, [`Error::NotSupported`], [`Error::Forbidden`].
pub fn give(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    (role_id, subjects): (&str, &[Object<Subject>]),
    overwrite: bool,
    now: Timestamp,
) -> Result<(), Error> {
    let node = world.live(id)?.clone();
    let named = roles::find(world, node.drive, caller.dialect, role_id)?;
    let abilities = world.abilities_of_role(node.drive, named).unwrap_or_default();
    let own_abilities = may(caller, world, &node, overwrite)?;
    roles::check_within(own_abilities, abilities)?;
    for subject in subjects {
        let grant = subject.permit(world)?;
        check_subject(world, &node, &grant)?;
        check_outsider(caller, world, &node, &grant, now)?;
        if !own_abilities.has(Ability::Control) {
            check_invited(world, &node, &grant, abilities, now)?;
        }
        if let Some(known) = own(world, id).find(|known| known.grant.is_for_same(&grant)) {
            roles::check_within(own_abilities, world.abilities(node.drive, known))?;
        }
        if overwrite {
            world.clear_below(id, &grant)?;
        }
        let given = Stamp { at: now, by: caller.actor };
        let new = Permission::new(Role::closest(abilities), grant, given, caller.wps_app(world));
        world.share(id, Permission { named: Some(named), tag: subject.tag()?, ..new })?;
    }
    Ok(())
}

/// Takes what people were given on this very item, and with `overwrite` what they were given below it.
///
/// # Errors
/// [`Error::NoResource`], [`Error::NotSupported`], [`Error::Forbidden`].
pub fn take(
    caller: &Caller,
    world: &mut World,
    id: NodeId,
    whom: &[Whom<'_>],
    overwrite: bool,
) -> Result<(), Error> {
    let node = world.live(id)?.clone();
    let own_abilities = may(caller, world, &node, overwrite)?;
    for one in whom {
        let found = one.find(world, &node)?;
        if let Some(given) = &found.given {
            roles::check_within(own_abilities, world.abilities(node.drive, given))?;
            if given.keeps_out() && !own_abilities.has(Ability::Control) {
                return Err(Error::Forbidden("Only who controls the item lets people in again.".into()));
            }
            world.unshare(id, given.number)?;
        } else if !overwrite {
            return Err(one.unknown());
        }
        if overwrite {
            world.clear_below(id, &found.people)?;
        }
    }
    Ok(())
}

/// Returns what the caller may do with an item before anything changes; who overwrites has to control it.
fn may(caller: &Caller, world: &World, node: &Node, overwrite: bool) -> Result<Abilities, Error> {
    if overwrite {
        caller.permitted(world, node, &ids::file(node.id), Ability::Control)?;
    }
    Ok(caller.abilities(world, node))
}

/// Who loses a permission.
pub enum Whom<'a> {
    /// Somebody.
    Subject(&'a Subject),
    /// Whoever has the permission of this id.
    Id(u64),
}

/// People, and what they were given on an item itself.
struct Found {
    people: Permit,
    given: Option<Permission>,
}

impl Whom<'_> {
    /// Returns the people who are meant, and what they have.
    fn find(&self, world: &World, node: &Node) -> Result<Found, Error> {
        match self {
            Self::Subject(subject) => {
                let people = subject.permit(world)?;
                check_subject(world, node, &people)?;
                let given = own(world, node.id).find(|given| given.grant.is_for_same(&people)).cloned();
                Ok(Found { people, given })
            }
            Self::Id(id) => {
                let given = own(world, node.id).find(|given| ids::permission(given.number) == *id);
                let given = given.ok_or_else(|| self.unknown())?.clone();
                check_subject(world, node, &given.grant)?;
                Ok(Found { people: given.grant.clone(), given: Some(given) })
            }
        }
    }

    fn unknown(&self) -> Error {
        let id = match self {
            Self::Subject(subject) => subject.id().to_owned(),
            Self::Id(id) => id.to_string(),
        };
        Error::NoResource { kind: "permission of this item for", id }
    }
}

/// Iterates over what was given by name on this very item.
pub fn own(world: &World, id: NodeId) -> impl Iterator<Item = &Permission> {
    world.permissions(id).iter().filter(|given| !matches!(given.grant, Permit::Link { .. }))
}

/// Iterates over the permissions by name that hold for an item, for each subject the closest one.
pub fn holding<'w>(
    world: &'w World,
    node: &'w Node,
    now: Timestamp,
) -> impl Iterator<Item = (&'w Permission, subject::Shown)> {
    let mut seen: Vec<&Permit> = Vec::new();
    let by_name = world.permissions_on(node, now).map(|(_, given)| given);
    let closest = by_name.filter(move |given| {
        let is_new = !seen.iter().any(|known| known.is_for_same(&given.grant));
        seen.push(&given.grant);
        is_new
    });
    closest.filter_map(|given| subject::show(world, given).map(|shown| (given, shown)))
}

/// Refuses to change what the owner may do.
fn check_subject(world: &World, node: &Node, grant: &Permit) -> Result<(), Error> {
    let Permit::Person { person, .. } = grant else { return Ok(()) };
    if person.user.is_some() && person.user == owner(world, world.drive(node.drive)?) {
        return Err(Error::Forbidden("Nobody changes what the owner of a drive may do.".into()));
    }
    Ok(())
}

/// Refuses what one who shares and does not control would take from somebody: the closest permission decides, so one
/// that allows less than they have would.
fn check_invited(
    world: &World,
    node: &Node,
    grant: &Permit,
    abilities: Abilities,
    now: Timestamp,
) -> Result<(), Error> {
    let loses = match grant {
        Permit::Person { person, .. } => {
            let before = world.abilities_of(&Principal { user: person.user, app: None }, node, now);
            !before.without(abilities).is_empty()
        }
        Permit::Group(_) | Permit::Company | Permit::Link { .. } => true,
    };
    if loses {
        Err(Error::Forbidden("Only who controls the item changes what people may do already.".into()))
    } else {
        Ok(())
    }
}

/// Refuses to give a public drive as a whole to people outside of its team while its share link is not open.
fn check_outsider(
    caller: &Caller,
    world: &World,
    node: &Node,
    grant: &Permit,
    now: Timestamp,
) -> Result<(), Error> {
    if node.parent.is_some() || caller.dialect != Dialect::Public {
        return Ok(());
    }
    let team = match &world.drive(node.drive)?.owner {
        Owner::Team(group) => Some(*group),
        Owner::Personal(_) | Owner::App(_) => None,
    };
    let is_inside = match grant {
        Permit::Person { person, .. } => {
            team.zip(person.user).is_some_and(|(team, user)| world.is_member(team, user))
        }
        Permit::Group(group) => team == Some(*group),
        Permit::Company | Permit::Link { .. } => false,
    };
    let is_open = || link(world, node).is_some_and(|link| link.is_valid(now));
    if is_inside || is_open() {
        Ok(())
    } else {
        Err(Error::Forbidden(
            "People outside of the team are given a drive while its share link is open.".into(),
        ))
    }
}

/// Returns the person who owns a drive.
fn owner(world: &World, drive: &Drive) -> Option<UserId> {
    match &drive.owner {
        Owner::Personal(user) => Some(*user),
        Owner::Team(group) => world.group(*group)?.owner(),
        Owner::App(_) => None,
    }
}
