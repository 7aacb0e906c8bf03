//! To whom drives belong, as requests say it: `allotee_type` and `allotee_id`.

use crate::{
    http::find_word,
    world::{AppId, Drive, GroupId, Owner, UserId, World},
    wps::{auth::Caller, error::Error, ids},
};

/// To whom drives belong.
#[derive(Clone, Copy)]
pub enum Allotee {
    /// To the caller.
    Person(UserId),
    /// To a group.
    Group(GroupId),
    /// To any group.
    AnyGroup,
    /// To the application that acts.
    App(AppId),
}

#[derive(Clone, Copy)]
enum Kind {
    User,
    Group,
    App,
}

const KINDS: &[(&str, Kind)] = &[("user", Kind::User), ("group", Kind::Group), ("app", Kind::App)];

impl Allotee {
    /// Reads to whom drives belong: to the caller, to a group of theirs, to the application that acts.
    ///
    /// # Errors
    /// [`Error::NotSupported`] for an unknown type, [`Error::TokenKind`], [`Error::NoResource`] for an unknown group,
    /// [`Error::Forbidden`] for others than the caller.
    pub fn read(caller: &Caller, world: &World, kind: &str, id: Option<&str>) -> Result<Self, Error> {
        let id = id.filter(|id| !id.is_empty());
        let only = |own: &str| match id {
            Some(id) if id != own => {
                Err(Error::Forbidden(format!("allotee_id: the caller has drives of `{own}` only.").into()))
            }
            _ => Ok(()),
        };
        match find_word("allotee_type", kind, KINDS)? {
            Kind::User => {
                let user = caller.principal.user.ok_or(Error::TokenKind { of_person: true })?;
                only(&ids::user(user)).map(|()| Self::Person(user))
            }
            Kind::Group => match id {
                Some(id) => group(caller, world, id).map(Self::Group),
                None => Ok(Self::AnyGroup),
            },
            Kind::App => {
                let none = || Error::Forbidden("There is no application of WPS.".into());
                let app = caller.wps_app(world).ok_or_else(none)?;
                only(&ids::principal(app)).map(|()| Self::App(app))
            }
        }
    }

    /// Whether a drive belongs to this owner.
    pub fn has(self, drive: &Drive) -> bool {
        match (self, &drive.owner) {
            (Self::Person(user), Owner::Personal(owner)) => user == *owner,
            (Self::Group(group), Owner::Team(owner)) => group == *owner,
            (Self::AnyGroup, Owner::Team(_)) => true,
            (Self::App(app), Owner::App(owners)) => owners.contains(&app),
            (_, Owner::Personal(_) | Owner::Team(_) | Owner::App(_)) => false,
        }
    }
}

/// Returns the group of this id, if the caller belongs to it or is an application.
fn group(caller: &Caller, world: &World, id: &str) -> Result<GroupId, Error> {
    let unknown = || Error::NoResource { kind: "group", id: id.to_owned() };
    let group = ids::parse_group(world, id).ok_or_else(unknown)?;
    match caller.principal.user {
        Some(user) if !world.is_member(group, user) => {
            Err(Error::Forbidden(format!("The caller is no member of the group `{id}`.").into()))
        }
        _ => Ok(group),
    }
}
