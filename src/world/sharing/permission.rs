//! A permission on an item.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Stamp,
    id::{AppId, GroupId, UserId},
    sharing::{
        ability::{Abilities, Level, Preset},
        role::NamedRole,
    },
    time::Timestamp,
};

/// What a permission allows; each role includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
pub enum Role {
    /// Reading.
    Read,
    /// Changing.
    Write,
    /// Everything.
    Owner,
}

/// A permission that was given on an item and holds for all that lies below it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Permission {
    /// Its number, unlike that of every other permission.
    pub number: u64,
    /// What it allows.
    pub role: Role,
    /// The people that it is for.
    pub grant: Permit,
    /// When it ends.
    pub expires: Option<Timestamp>,
    /// The groups whose members a link is for, beside the people that it names.
    pub groups: Arc<[GroupId]>,
    /// The role by which it was given, where a service knows more of them than three.
    pub named: Option<NamedRole>,
    /// What the people are called where it was given, in a word of the service.
    pub tag: Option<Arc<str>>,
    /// What has to be known besides.
    pub password: Option<Arc<str>>,
    /// Whether it holds nothing until it is resumed.
    pub paused: bool,
    /// Whether people who only read may comment.
    pub may_comment: bool,
    /// The time and the author of its creation.
    pub given: Stamp,
    /// The application through which it was given.
    pub app: Option<AppId>,
    /// What a service keeps with it and nobody reads but its clients.
    pub terms: LinkTerms,
}

/// What is said of a link besides what it opens.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Deserialize, Serialize)]
pub struct LinkTerms {
    /// Whether people may apply for more.
    pub may_apply: Option<bool>,
    /// Whether it is closed rather than expired at its end.
    pub closes_at_end: Option<bool>,
    /// For how many days it was given; 0 is for ever.
    pub days: Option<u32>,
    /// Whether it is for everybody who signs in, of whatever company.
    pub any_company: bool,
    /// When it was last changed.
    pub changed: Option<Timestamp>,
}

/// The people that a permission is for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Permit {
    /// One person, who was invited.
    Person {
        /// The person.
        person: Grantee,
        /// Whether they have to sign in.
        must_sign_in: bool,
    },
    /// Everybody who has the link and is within its scope.
    Link {
        /// What the link is for.
        kind: LinkKind,
        /// The people who may use it.
        scope: LinkScope,
        /// The people who were given it by name, or have used it and keep their access.
        people: Vec<Grantee>,
    },
    /// The members of a group.
    Group(GroupId),
    /// Everybody with an account.
    Company,
}

/// A person who was named by mail address, with an account or without.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Grantee {
    /// The account.
    pub user: Option<UserId>,
    /// The mail address.
    pub email: Arc<str>,
}

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum LinkKind {
    /// Reading.
    View,
    /// Changing.
    Edit,
    /// Showing inside a page.
    Embed,
}

/// The people who may use a link.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
pub enum LinkScope {
    /// Only people who are named.
    Users,
    /// Everybody with an account.
    Organization,
    /// Everybody.
    Anonymous,
}

impl Permit {
    /// Whether it is for the same person, group or company, so that one takes the place of the other.
    pub fn is_for_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Person { person, .. }, Self::Person { person: other, .. }) => {
                person.email.eq_ignore_ascii_case(&other.email)
            }
            (Self::Group(group), Self::Group(other)) => group == other,
            (Self::Company, Self::Company) => true,
            _ => false,
        }
    }
}

impl Role {
    /// Returns the closest role of three to these abilities.
    pub fn closest(abilities: Abilities) -> Self {
        match abilities.level() {
            Some(Level::Manageable) => Self::Owner,
            Some(Level::Editable) => Self::Write,
            Some(Level::Commentable | Level::Viewable) | None => Self::Read,
        }
    }

    /// Returns what the role allows, one by one.
    pub fn abilities(self) -> Abilities {
        match self {
            Self::Read => Preset::Viewable.abilities(),
            Self::Write => Preset::Shareable.abilities(),
            Self::Owner => Abilities::ALL,
        }
    }
}

impl LinkKind {
    /// Returns what the link allows.
    pub fn role(self) -> Role {
        match self {
            Self::View | Self::Embed => Role::Read,
            Self::Edit => Role::Write,
        }
    }
}

impl Permission {
    /// Returns a permission for ever and without conditions, which has no number yet.
    pub fn new(role: Role, grant: Permit, given: Stamp, app: Option<AppId>) -> Self {
        let (number, expires, named, password, paused, may_comment) = (0, None, None, None, false, false);
        let (groups, tag, terms) = ([].into(), None, LinkTerms::default());
        Self {
            number,
            role,
            grant,
            expires,
            groups,
            named,
            tag,
            password,
            paused,
            may_comment,
            given,
            app,
            terms,
        }
    }

    /// Whether it holds at this time.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        !self.paused && self.expires.is_none_or(|end| now < end)
    }

    /// Lets it allow what one of three roles does, whatever role it was given by.
    pub fn set_role(&mut self, role: Role) {
        (self.role, self.named) = (role, None);
    }

    /// Whether it takes away whatever else was given.
    pub fn keeps_out(&self) -> bool {
        self.named == Some(NamedRole::Preset(Preset::Prohibited))
    }

    /// Returns the people that it names.
    pub fn people(&self) -> &[Grantee] {
        match &self.grant {
            Permit::Person { person, .. } => std::slice::from_ref(person),
            Permit::Link { people, .. } => people,
            Permit::Group(_) | Permit::Company => &[],
        }
    }

    /// Whether it names this person by themselves.
    pub fn names(&self, user: UserId) -> bool {
        self.people().iter().any(|person| person.user == Some(user))
    }

    /// Returns how far it reaches.
    pub fn scope(&self) -> LinkScope {
        match &self.grant {
            Permit::Person { .. } | Permit::Group(_) => LinkScope::Users,
            Permit::Company => LinkScope::Organization,
            Permit::Link { scope, .. } => *scope,
        }
    }
}
