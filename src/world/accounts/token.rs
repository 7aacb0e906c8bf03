//! Access tokens.

use std::{sync::Arc, time::Duration};

use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::{account::Api, actor::Principal},
    time::Timestamp,
};

/// What a token allows.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Scopes {
    /// Everything.
    All,
    /// All operations that change nothing.
    Read,
    /// What these scopes allow; they are spelt as the vendor spells them.
    Named(Arc<[Arc<str>]>),
}

impl Scopes {
    /// Whether one of these scopes is granted. An operation that names no scope is allowed if `writes` is.
    pub fn allow(&self, any_of: &[&str], writes: bool) -> bool {
        match self {
            Self::All => true,
            Self::Read => !writes,
            Self::Named(granted) => {
                any_of.is_empty() || granted.iter().any(|scope| any_of.contains(&scope.as_ref()))
            }
        }
    }
}

/// A string that stands for a person, an application, or a person who uses an application.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Token {
    /// The string.
    pub value: Arc<str>,
    /// The caller that it stands for.
    pub bearer: Principal,
    /// What it allows.
    pub scopes: Scopes,
    /// The only service that accepts it; none: all of them.
    pub api: Option<Api>,
    /// When it was issued.
    pub issued: Timestamp,
    /// How long it is accepted; none: for ever.
    pub life: Option<Duration>,
    /// Whether every use starts its life anew.
    pub sliding: bool,
}

impl Token {
    /// Returns from when on it is no longer accepted, if it was last used at `used`.
    pub fn end(&self, used: Option<Timestamp>) -> Option<Timestamp> {
        let start = used.filter(|_| self.sliding).unwrap_or(self.issued);
        self.life.map(|life| start.plus(life))
    }

    /// Whether it is still accepted at `now`, if it was last used at `used`.
    pub fn is_valid(&self, used: Option<Timestamp>, now: Timestamp) -> bool {
        self.end(used).is_none_or(|end| now < end)
    }
}
