//! The people that a permission is for, as WPS names them: by an id and what it is the id of.

use std::sync::Arc;

use serde::Deserialize;

use crate::{
    http::{body::Object, find_word},
    world::{Grantee, Group, GroupId, GroupKind, Permission, Permit, UserId, World},
    wps::{error::Error, ids, texts, wire::SubjectAttr},
};

/// Somebody who is given a permission, or has one taken.
#[derive(Deserialize)]
pub struct Subject {
    #[serde(rename = "subject_id")]
    id: String,
    #[serde(rename = "subject_type")]
    kind: String,
    #[serde(rename = "subject_attr")]
    attr: Option<Object<Attributes>>,
}

/// What is said of them besides.
#[derive(Deserialize)]
struct Attributes {
    member_tag: Option<String>,
    company_id: Option<String>,
}

/// What an id of a subject is the id of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Company,
    Department,
    Group,
    User,
}

/// The words of the kinds that the world has; devices are known to the vendor only.
pub const KINDS: &[(&str, Kind)] =
    &[("company", Kind::Company), ("dept", Kind::Department), ("group", Kind::Group), ("user", Kind::User)];

impl Subject {
    /// Returns the id as it was given.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the people that are meant.
    ///
    /// # Errors
    /// [`Error::NotSupported`] for the kind, [`Error::NoResource`].
    pub fn permit(&self, world: &World) -> Result<Permit, Error> {
        let id = &*self.id;
        let unknown = |kind| move || Error::NoResource { kind, id: id.into() };
        match find_word("subject_type", &self.kind, KINDS)? {
            Kind::Company if id == ids::company(world.tenant()).to_string() => Ok(Permit::Company),
            Kind::Company => Err(unknown("company")()),
            Kind::Department => {
                let company = self.attr.as_ref().and_then(|attr| attr.company_id.as_deref());
                if company.is_some_and(|company| company != ids::company(world.tenant()).to_string()) {
                    return Err(unknown("department")());
                }
                let found = group(world, id, GroupKind::Department);
                found.map(Permit::Group).ok_or_else(unknown("department"))
            }
            Kind::Group => group(world, id, GroupKind::Team).map(Permit::Group).ok_or_else(unknown("group")),
            Kind::User => {
                let user = ids::parse_user(world, id).ok_or_else(unknown("user"))?;
                let person = Grantee { user: Some(user.id), email: Arc::clone(&user.email) };
                Ok(Permit::Person { person, must_sign_in: true })
            }
        }
    }

    /// Returns what the subject is called where it is given something.
    ///
    /// # Errors
    /// [`Error::LongText`].
    pub fn tag(&self) -> Result<Option<Arc<str>>, Error> {
        let tag = self.attr.as_ref().and_then(|attr| attr.member_tag.as_deref());
        tag.map(|tag| texts::check("member_tag", tag).map(|()| tag.into())).transpose()
    }
}

fn group(world: &World, id: &str, kind: GroupKind) -> Option<GroupId> {
    ids::parse_group(world, id).filter(|id| world.group(*id).is_some_and(|group| group.kind == kind))
}

/// A subject as it is shown.
pub struct Shown {
    pub kind: Kind,
    pub id: String,
    pub name: String,
    pub attr: Option<SubjectAttr>,
    /// The person, if it is one.
    pub user: Option<UserId>,
}

/// Returns whom a permission is for; none for links, and for people without an account here.
pub fn show(world: &World, given: &Permission) -> Option<Shown> {
    let company = || ids::company(world.tenant()).to_string();
    let (kind, id, name, user) = match &given.grant {
        Permit::Link { .. } => return None,
        Permit::Person { person, .. } => {
            let user = world.user(person.user?)?;
            (Kind::User, ids::user(user.id), user.display_name.to_string(), Some(user.id))
        }
        Permit::Company => (Kind::Company, company(), world.tenant().to_owned(), None),
        Permit::Group(id) => {
            let Group { kind, name, .. } = world.group(*id)?;
            let kind = match kind {
                GroupKind::Team | GroupKind::List | GroupKind::Family => Kind::Group,
                GroupKind::Department => Kind::Department,
            };
            (kind, ids::group(*id), name.to_string(), None)
        }
    };
    let tag = given.tag.as_ref().map(|tag| SubjectAttr::MemberTag(tag.to_string()));
    let attr = tag.or_else(|| (kind == Kind::Department).then(|| SubjectAttr::CompanyId(company())));
    Some(Shown { kind, id, name, attr, user })
}
