//! People and applications.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::id::{AppId, UserId};

/// One of the four services.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum Api {
    /// Microsoft Graph.
    Graph,
    /// The KDocs open platform.
    Kdocs,
    /// WPS v7.
    Wps,
    /// Huawei `KooDrive`.
    Koodrive,
}

impl Api {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Graph, Self::Kdocs, Self::Wps, Self::Koodrive];

    /// Returns the name that the fixture, the journal and the control API use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Kdocs => "kdocs",
            Self::Wps => "wps",
            Self::Koodrive => "koodrive",
        }
    }

    /// Returns the service of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|api| api.name() == name)
    }
}

/// A person with an account.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The short name, `alice`.
    pub name: Arc<str>,
    /// The name for people to read.
    pub display_name: Arc<str>,
    /// The mail address.
    pub email: Arc<str>,
    /// The number of the mobile phone, if it is known.
    pub mobile: Option<Arc<str>>,
    /// Whether they administer the organisation; the first person does.
    pub is_administrator: bool,
    /// Whether a service that can lock people out has done so.
    pub is_disabled: bool,
}

/// What clients name a person by.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
pub enum Handle {
    /// The short name.
    Name(Arc<str>),
    /// The mail address, in small letters.
    Mail(Arc<str>),
}

impl User {
    /// Returns what clients name the person by.
    pub(in crate::world) fn handles(&self) -> [Handle; 2] {
        [Handle::Name(Arc::clone(&self.name)), Handle::mail(&self.email)]
    }
}

impl Handle {
    /// Returns the handle of a mail address, whose case does not matter.
    pub(in crate::world) fn mail(address: &str) -> Self {
        Self::Mail(address.to_ascii_lowercase().into())
    }
}

/// An application that calls one of the services.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct App {
    /// The id.
    pub id: AppId,
    /// The service that it calls.
    pub api: Api,
    /// Its name for people.
    pub name: Arc<str>,
    /// The public identifier that the vendor gave it.
    pub key: Arc<str>,
    /// The secret that it signs with.
    pub secret: Arc<str>,
    /// The kind, on which the vendor's daily limits depend.
    pub kind: AppKind,
    /// Whether its requests must be signed, where the service leaves that to it; none: as the service does by default.
    pub require_signature: Option<bool>,
    /// The capabilities of the service that it is without.
    pub lacks: Arc<[Arc<str>]>,
}

/// The two kinds of applications that vendors distinguish.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum AppKind {
    /// In development: small limits.
    Test,
    /// Released: large limits.
    Production,
}
