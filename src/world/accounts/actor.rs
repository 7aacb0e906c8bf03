//! Who calls, and who did something when.

use serde::{Deserialize, Serialize};

use crate::world::{
    id::{AppId, UserId},
    time::Timestamp,
};

/// The person or application that did something.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Deserialize, Serialize)]
pub enum Actor {
    /// A person.
    User(UserId),
    /// An application on its own behalf.
    App(AppId),
}

/// The time and the author of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Stamp {
    /// The time.
    pub at: Timestamp,
    /// The person or application.
    pub by: Actor,
}

/// The caller of a request: a person, an application, or both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Deserialize, Serialize)]
pub struct Principal {
    /// The person, if one is signed in.
    pub user: Option<UserId>,
    /// The application, if it is known.
    pub app: Option<AppId>,
}

impl Principal {
    /// Returns the actor of a change that this caller makes: the person, else the application.
    pub fn actor(&self) -> Option<Actor> {
        self.user.map(Actor::User).or(self.app.map(Actor::App))
    }
}
