//! The people whom a link is for, by their words.

use crate::{
    http::find_word,
    world::{LinkScope, Permission},
    wps::{dialect::Dialect, error::Error},
};

/// The people whom a link is for.
#[derive(Clone, Copy)]
pub struct Scope {
    pub of: LinkScope,
    /// Whether it is for everybody who signs in, of whatever company.
    pub any_company: bool,
}

const ANYONE: (&str, Scope) = ("anyone", Scope { of: LinkScope::Anonymous, any_company: false });
const LOGIN_USERS: (&str, Scope) = ("login_users", Scope { of: LinkScope::Organization, any_company: true });
const COMPANY: (&str, Scope) = ("company", Scope { of: LinkScope::Organization, any_company: false });
const USERS: (&str, Scope) = ("users", Scope { of: LinkScope::Users, any_company: false });

/// The words of links to files in the public cloud.
const PUBLIC: &[(&str, Scope)] = &[ANYONE, COMPANY, USERS];
/// The words of links to files in private deployments.
const PRIVATE: &[(&str, Scope)] = &[LOGIN_USERS, COMPANY, USERS];
/// The words of links to drives, which only the public cloud has.
const OF_DRIVES: &[(&str, Scope)] = &[ANYONE, LOGIN_USERS, COMPANY, USERS];

impl Scope {
    /// Reads the scope of a link to a file, or to a drive.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(word: &str, dialect: Dialect, of_drive: bool) -> Result<Self, Error> {
        let words = match (of_drive, dialect) {
            (true, _) => OF_DRIVES,
            (false, Dialect::Public) => PUBLIC,
            (false, Dialect::NewPrivate | Dialect::OldPrivate) => PRIVATE,
        };
        Ok(find_word("scope", word, words)?)
    }

    /// Returns the word for the people whom a link is for.
    pub fn word(link: &Permission) -> &'static str {
        match link.scope() {
            LinkScope::Anonymous => ANYONE.0,
            LinkScope::Organization if link.terms.any_company => LOGIN_USERS.0,
            LinkScope::Organization => COMPANY.0,
            LinkScope::Users => USERS.0,
        }
    }
}
