//! A permission on an item.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Stamp,
    id::{AppId, UserId},
    time::Timestamp,
};

/// What a permission allows; each role includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Reading.
    Read,
    /// Changing.
    Write,
    /// Everything.
    Owner,
}

/// A permission that was given on an item and holds for all that lies below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permission {
    /// Its number, unlike that of every other permission.
    pub number: u64,
    /// What it allows.
    pub role: Role,
    /// The people that it is for.
    pub grant: Permit,
    /// When it ends.
    pub expires: Option<Timestamp>,
    /// Whether a password was set.
    pub has_password: bool,
    /// Whether people who only read may comment.
    pub may_comment: bool,
    /// The time and the author of its creation.
    pub given: Stamp,
    /// The application through which it was given.
    pub app: Option<AppId>,
}

/// The people that a permission is for.
#[derive(Clone, PartialEq, Eq, Debug)]
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
}

/// A person who was named by mail address, with an account or without.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grantee {
    /// The account.
    pub user: Option<UserId>,
    /// The mail address.
    pub email: Arc<str>,
}

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// Reading.
    View,
    /// Changing.
    Edit,
    /// Showing inside a page.
    Embed,
}

/// The people who may use a link.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LinkScope {
    /// Only people who are named.
    Users,
    /// Everybody with an account.
    Organization,
    /// Everybody.
    Anonymous,
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
    /// Whether it holds at this time.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.expires.is_none_or(|end| now < end)
    }

    /// Returns the people that it names.
    pub fn people(&self) -> &[Grantee] {
        match &self.grant {
            Permit::Person { person, .. } => std::slice::from_ref(person),
            Permit::Link { people, .. } => people,
        }
    }

    /// Whether it names this person.
    pub fn names(&self, user: UserId) -> bool {
        self.people().iter().any(|person| person.user == Some(user))
    }

    /// Returns how far it reaches.
    pub fn scope(&self) -> LinkScope {
        match &self.grant {
            Permit::Person { .. } => LinkScope::Users,
            Permit::Link { scope, .. } => *scope,
        }
    }
}
