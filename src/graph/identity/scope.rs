//! Scopes: what an application requests, and what a token then says and allows.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/scopes-oidc>.

use std::sync::Arc;

use super::error::IdentityError;
use crate::{graph::scopes, world::Scopes};

/// The id that Graph has as an application.
const GRAPH_ID: &str = "00000003-0000-0000-c000-000000000000";

/// The scopes of `OpenID` Connect; every other one is Graph's.
const OPENID: [&str; 4] = ["openid", "profile", "email", "offline_access"];

/// The names of Graph's scopes that an operation asks for, as tokens spell them.
const GRAPH: [&str; 20] = [
    "Directory.Read.All",
    "Directory.ReadWrite.All",
    "Files.Read",
    "Files.Read.All",
    "Files.ReadWrite",
    "Files.ReadWrite.All",
    scopes::APP_FOLDER[0],
    "Group.Read.All",
    "Group.ReadWrite.All",
    "GroupMember.Read.All",
    "Sites.FullControl.All",
    "Sites.Manage.All",
    "Sites.Read.All",
    "Sites.ReadWrite.All",
    "Subscription.Read.All",
    "User.Read",
    "User.Read.All",
    "User.ReadBasic.All",
    "User.ReadWrite",
    "User.ReadWrite.All",
];

/// Iterates over the scopes that are known here.
pub fn known_scopes() -> impl Iterator<Item = &'static str> {
    GRAPH.into_iter().chain(OPENID)
}

/// What a token for a person says if everything was granted.
const DELEGATED: &str = "Files.ReadWrite.All Group.Read.All Sites.ReadWrite.All User.Read.All";

/// What a token for an application by itself says.
pub const APPLICATION: [&str; 4] =
    ["Files.ReadWrite.All", "Group.Read.All", "Sites.ReadWrite.All", "User.Read.All"];

/// The scopes that an application requests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestedScopes {
    /// As they were written, but for the case of `OpenID` Connect's.
    words: Vec<String>,
    graph: GraphScopes,
}

/// All of Graph's scopes, or some by their short names.
#[derive(Clone, PartialEq, Eq, Debug)]
enum GraphScopes {
    All,
    Named(Vec<String>),
}

impl RequestedScopes {
    /// Reads scopes in their short form and as addresses, `https://graph.microsoft.com/Files.Read`.
    ///
    /// `.default`, of whatever resource, asks for everything, and for nothing else beside it. Case makes no
    /// difference in Graph's names: `OneDrive`'s own pages ask for `files.readwrite`.
    pub fn parse(text: &str) -> Result<Self, IdentityError> {
        let words: Vec<String> = text.split_whitespace().map(|word| openid(word).to_owned()).collect();
        let refuse = || IdentityError::Scope(text.into());
        let ours = || words.iter().filter(|word| !OPENID.contains(&word.as_str()));
        let names: Vec<&str> =
            ours().map(|word| word.rsplit_once('/').map_or(word.as_str(), |(_, name)| name)).collect();
        if ours().any(|word| is_foreign(word)) {
            return Err(refuse());
        }
        let is_default = |name: &&str| name.eq_ignore_ascii_case(".default");
        let graph = if names.iter().any(is_default) {
            if names.len() > 1 {
                return Err(refuse());
            }
            GraphScopes::All
        } else {
            let well = |name: &str| {
                name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
            };
            if !names.iter().all(|name| well(name)) {
                return Err(refuse());
            }
            GraphScopes::Named(names.into_iter().map(|name| spelt(name).to_owned()).collect())
        };
        if words.is_empty() { Err(IdentityError::Missing("scope")) } else { Ok(Self { words, graph }) }
    }

    /// Returns whether a scope of `OpenID` Connect is among them.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Returns whether `.default` is requested.
    pub fn is_all(&self) -> bool {
        self.graph == GraphScopes::All
    }

    /// Returns whether an earlier consent covers all of Graph's scopes that are requested now.
    pub fn is_within(&self, consent: &Self) -> bool {
        match (&self.graph, &consent.graph) {
            // `.default` stands for everything that was agreed to.
            (_, GraphScopes::All) | (GraphScopes::All, _) => true,
            (GraphScopes::Named(requested), GraphScopes::Named(agreed)) => {
                requested.iter().all(|name| agreed.contains(name))
            }
        }
    }

    /// Returns what a token for them allows, within an earlier consent.
    pub fn granted(&self, consent: &Self) -> Scopes {
        let names = match (&self.graph, &consent.graph) {
            (GraphScopes::All, GraphScopes::All) => return Scopes::All,
            (GraphScopes::Named(names), _) | (GraphScopes::All, GraphScopes::Named(names)) => names,
        };
        let openid = self.words.iter().filter(|word| OPENID.contains(&word.as_str()));
        Scopes::Named(names.iter().chain(openid).map(|name| Arc::from(name.as_str())).collect())
    }

    /// Returns the member `scope` of a token response: the scopes as they were requested, but for `offline_access`.
    pub fn scope_member(&self) -> String {
        let words: Vec<&str> =
            self.words.iter().map(String::as_str).filter(|word| *word != "offline_access").collect();
        words.join(" ")
    }

    /// Returns a text that can be parsed again.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// Returns whether a word names a scope of another resource than Graph, which has several addresses.
fn is_foreign(word: &str) -> bool {
    let Some((resource, name)) = word.rsplit_once('/') else { return false };
    let host = resource.split_once("://").map_or(resource, |(_, host)| host).to_ascii_lowercase();
    let is_graph = host.starts_with("graph.microsoft.")
        || host.starts_with("microsoftgraph.")
        || host.starts_with("dod-graph.")
        || host == GRAPH_ID
        || host.starts_with("localhost")
        || host.starts_with("127.0.0.1");
    !name.eq_ignore_ascii_case(".default") && !is_graph
}

/// Returns a scope of `OpenID` Connect in its own case; any other word as it is.
fn openid(word: &str) -> &str {
    OPENID.into_iter().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or(word)
}

/// Returns the name of a scope as tokens spell it.
fn spelt(name: &str) -> &str {
    GRAPH.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// Returns the claim `scp` of a token with these scopes.
pub fn claim(scopes: &Scopes) -> String {
    match scopes {
        Scopes::All => DELEGATED.into(),
        Scopes::Read => "Files.Read.All Group.Read.All Sites.Read.All User.Read.All".into(),
        Scopes::Named(names) => {
            let names: Vec<&str> =
                names.iter().map(AsRef::as_ref).filter(|name| *name != "offline_access").collect();
            names.join(" ")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{GRAPH, OPENID, RequestedScopes, claim};
    use crate::graph::scopes;
    use crate::world::Scopes;

    fn parsed(text: &str) -> RequestedScopes {
        RequestedScopes::parse(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}"))
    }

    #[test]
    fn scopes_are_read_in_every_form() {
        let all = parsed("https://graph.microsoft.com/.default offline_access");
        assert_eq!(
            (all.granted(&all), all.scope_member().as_str()),
            (Scopes::All, "https://graph.microsoft.com/.default")
        );
        assert!(parsed(".default").is_all() && parsed("http://127.0.0.1/.default").is_all());
        let some = parsed("openid https://graph.microsoft.com/Files.Read User.Read offline_access");
        assert_eq!(claim(&some.granted(&some)), "Files.Read User.Read openid");
        assert_eq!(some.scope_member(), "openid https://graph.microsoft.com/Files.Read User.Read");
        for text in [
            "",
            " ",
            "https://other.example/Files.Read",
            "Files.Read .default",
            "Files Read;",
            "a/.default b/.default",
            "https://x/",
        ] {
            assert!(RequestedScopes::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn case_makes_no_difference_in_what_is_granted() {
        let some = parsed("https://graph.microsoft.com/files.readwrite USER.READ mail.send offline_access");
        assert_eq!(claim(&some.granted(&some)), "Files.ReadWrite User.Read mail.send");
        assert_eq!(some.scope_member(), "https://graph.microsoft.com/files.readwrite USER.READ mail.send");
        assert!(parsed("Files.ReadWrite").is_within(&some) && !parsed("Files.Read").is_within(&some));
        // A scope that no operation asks for opens nothing, however it is spelt.
        let routes = crate::graph::routes();
        let needed = routes.table().iter().flat_map(|route| route.operation.scopes).copied();
        let needed = needed.filter(|scope| !OPENID.contains(scope)).chain([scopes::APP_FOLDER[0]]);
        let needed: BTreeSet<_> = needed.collect();
        assert_eq!(needed, GRAPH.into());
    }

    #[test]
    fn less_may_be_asked_for_than_was_agreed_to() {
        let agreed = parsed("Files.Read User.Read offline_access");
        assert!(
            parsed("Files.Read openid").is_within(&agreed) && !parsed("Files.ReadWrite").is_within(&agreed)
        );
        let default = parsed("https://graph.microsoft.com/.default");
        assert!(default.is_within(&agreed) && agreed.is_within(&default));
        assert_eq!(claim(&default.granted(&agreed)), "Files.Read User.Read");
    }
}
