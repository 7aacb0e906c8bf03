//! People, applications, and the tokens that stand for them.

use std::{sync::Arc, time::Duration};

use super::{Actor, AppId, Timestamp, UserId, World};

/// How many tokens are handed out before expired ones are looked for.
const TOKENS_BETWEEN_SWEEPS: usize = 256;
/// How long a token is still known as expired, and a sliding one may have been kept alive.
const KEPT: Duration = Duration::from_hours(30 * 24);

/// One of the four services.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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

    /// The name that the fixture, the journal and the control API use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Kdocs => "kdocs",
            Self::Wps => "wps",
            Self::Koodrive => "koodrive",
        }
    }

    /// The service of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|api| api.name() == name)
    }
}

/// A person with an account.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct User {
    /// The id.
    pub id: UserId,
    /// The short name, `alice`.
    pub name: Arc<str>,
    /// The name for people to read.
    pub display_name: Arc<str>,
    /// The mail address.
    pub email: Arc<str>,
}

/// An application that calls one of the services.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct App {
    /// The id.
    pub id: AppId,
    /// The service that it calls.
    pub api: Api,
    /// The public identifier that the vendor gave it.
    pub key: Arc<str>,
    /// The secret that it signs with.
    pub secret: Arc<str>,
    /// Which of the vendor's daily limits hold for it.
    pub kind: AppKind,
}

/// The two kinds of applications that vendors tell apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AppKind {
    /// In development: small limits.
    Test,
    /// Released: large limits.
    Production,
}

/// What a token lets its bearer do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Scopes {
    /// Everything.
    All,
    /// Whatever changes nothing.
    Read,
    /// What these scopes, spelt as the vendor spells them, allow.
    Named(Arc<[Arc<str>]>),
}

impl Scopes {
    /// Whether one of these vendor's scopes is granted; an operation that names none asks only whether it writes.
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
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Token {
    /// The string.
    pub value: Arc<str>,
    /// Who it stands for.
    pub bearer: Principal,
    /// What it allows.
    pub scopes: Scopes,
    /// The only service that takes it; none: all of them.
    pub api: Option<Api>,
    /// When it was handed out.
    pub issued: Timestamp,
    /// When it stops being taken; for a sliding one, if nobody uses it.
    pub life: Option<Duration>,
    /// Whether every use starts its life anew.
    pub sliding: bool,
}

impl Token {
    /// Whether it is still taken at `now`, if it was last used at `used`.
    pub fn is_valid(&self, used: Option<Timestamp>, now: Timestamp) -> bool {
        let start = used.filter(|_| self.sliding).unwrap_or(self.issued);
        self.life.is_none_or(|life| now < start.plus(life))
    }
}

/// Who calls: a person, an application, or both.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Principal {
    /// The person, if one is signed in.
    pub user: Option<UserId>,
    /// The application, if it is known.
    pub app: Option<AppId>,
}

impl Principal {
    /// Whom a change is ascribed to: the person, else the application.
    pub fn actor(&self) -> Option<Actor> {
        self.user.map(Actor::User).or(self.app.map(Actor::App))
    }
}

impl World {
    /// All people, in the order in which they were entered.
    pub fn users(&self) -> impl Iterator<Item = &User> {
        self.users.values().map(Arc::as_ref)
    }

    /// One person.
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.get(&id).map(Arc::as_ref)
    }

    /// The person with this short name or mail address.
    pub fn user_named(&self, name: &str) -> Option<&User> {
        self.users().find(|user| *user.name == *name || user.email.eq_ignore_ascii_case(name))
    }

    /// All applications, in the order in which they were entered.
    pub fn apps(&self) -> impl Iterator<Item = &App> {
        self.apps.values().map(Arc::as_ref)
    }

    /// One application.
    pub fn app(&self, id: AppId) -> Option<&App> {
        self.apps.get(&id).map(Arc::as_ref)
    }

    /// The application that a service knows under this public identifier.
    pub fn app_keyed(&self, api: Api, key: &str) -> Option<&App> {
        self.apps().find(|app| app.api == api && *app.key == *key)
    }

    /// All tokens, by their strings.
    pub fn tokens(&self) -> impl Iterator<Item = &Token> {
        self.tokens.values().map(Arc::as_ref)
    }

    /// The token of this string, if the service takes it; it may have expired.
    pub fn token(&self, api: Api, value: &str) -> Option<&Arc<Token>> {
        self.tokens.get(value).filter(|token| token.api.is_none_or(|only| only == api))
    }

    /// Keeps a token; one of the same string gives way, and so do those that expired long ago.
    pub fn issue(&mut self, token: Token) {
        if self.tokens.len().is_multiple_of(TOKENS_BETWEEN_SWEEPS) {
            let now = token.issued;
            let old = |token: &Token| token.life.is_some_and(|life| token.issued.plus(life).plus(KEPT) < now);
            let old: Vec<_> =
                self.tokens().filter(|token| old(token)).map(|token| Arc::clone(&token.value)).collect();
            for value in old {
                self.tokens.remove(&value);
            }
        }
        self.tokens.insert(Arc::clone(&token.value), Arc::new(token));
    }

    /// Makes the life of every token begin now.
    pub fn date_tokens(&mut self, now: Timestamp) {
        let redated = |token: &Arc<Token>| Arc::new(Token { issued: now, ..token.as_ref().clone() });
        self.tokens = self.tokens.iter().map(|(value, token)| (Arc::clone(value), redated(token))).collect();
    }

    /// Forgets a token; answers whether there was one.
    pub fn revoke(&mut self, value: &str) -> bool {
        self.tokens.remove(value).is_some()
    }

    /// A number that was never handed out before, for strings that must not repeat.
    pub fn next_serial(&mut self) -> u64 {
        self.serials += 1;
        self.serials
    }
}
