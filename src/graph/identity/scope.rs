//! Scopes: what an application asks for, and what a token then says and allows.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/scopes-oidc>.

use std::sync::Arc;

use super::error::Refused;
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

/// What a token for a person says if everything was granted.
const DELEGATED: &str = "Files.ReadWrite.All Group.Read.All Sites.ReadWrite.All User.Read.All";

/// What a token for an application by itself says.
pub const APPLICATION: [&str; 4] =
    ["Files.ReadWrite.All", "Group.Read.All", "Sites.ReadWrite.All", "User.Read.All"];

/// What an application asks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Its words.
    words: Vec<String>,
    /// All of Graph's scopes, or these, by their short names.
    graph: Graph,
}

#[derive(Clone, PartialEq, Eq, Debug)]
enum Graph {
    All,
    Named(Vec<String>),
}

impl Asked {
    /// Reads scopes in their short form and as addresses, `https://graph.microsoft.com/Files.Read`.
    ///
    /// `.default`, of whatever resource, asks for everything, and for nothing else beside it. Case makes no
    /// difference in Graph's names: `OneDrive`'s own pages ask for `files.readwrite`.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let words: Vec<String> = text.split_whitespace().map(|word| openid(word).to_owned()).collect();
        let refuse = || Refused::Scope(text.into());
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
            Graph::All
        } else {
            let well = |name: &str| {
                name.starts_with(|c: char| c.is_ascii_alphabetic())
                    && name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_'))
            };
            if !names.iter().all(|name| well(name)) {
                return Err(refuse());
            }
            Graph::Named(names.into_iter().map(|name| spelt(name).to_owned()).collect())
        };
        if words.is_empty() { Err(Refused::Missing("scope")) } else { Ok(Self { words, graph }) }
    }

    /// Whether a word of `OpenID` Connect is among them.
    pub fn has(&self, word: &str) -> bool {
        self.words.iter().any(|known| known == word)
    }

    /// Whether everything is asked for.
    pub fn is_all(&self) -> bool {
        self.graph == Graph::All
    }

    /// Whether an earlier consent covers all of Graph's scopes that are asked for now.
    pub fn is_within(&self, consent: &Self) -> bool {
        match (&self.graph, &consent.graph) {
            // Whatever was agreed to is what `.default` stands for.
            (_, Graph::All) | (Graph::All, _) => true,
            (Graph::Named(asked), Graph::Named(agreed)) => asked.iter().all(|name| agreed.contains(name)),
        }
    }

    /// What a token allows that is handed out for this, within an earlier consent.
    pub fn granted(&self, consent: &Self) -> Scopes {
        let names = match (&self.graph, &consent.graph) {
            (Graph::All, Graph::All) => return Scopes::All,
            (Graph::Named(names), _) | (Graph::All, Graph::Named(names)) => names,
        };
        let openid = self.words.iter().filter(|word| OPENID.contains(&word.as_str()));
        Scopes::Named(names.iter().chain(openid).map(|name| Arc::from(name.as_str())).collect())
    }

    /// What an answer calls them: as they were asked for, but for `offline_access`.
    pub fn told(&self) -> String {
        let told: Vec<&str> =
            self.words.iter().map(String::as_str).filter(|word| *word != "offline_access").collect();
        told.join(" ")
    }

    /// All words, to be read again.
    pub fn text(&self) -> String {
        self.words.join(" ")
    }
}

/// Whether a word names a scope of another resource than Graph, under whatever name a client reaches us.
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

/// A word of `OpenID` Connect as it is spelt; any other as it is.
fn openid(word: &str) -> &str {
    OPENID.into_iter().find(|known| known.eq_ignore_ascii_case(word)).unwrap_or(word)
}

/// The name of a scope as tokens spell it.
fn spelt(name: &str) -> &str {
    GRAPH.into_iter().find(|known| known.eq_ignore_ascii_case(name)).unwrap_or(name)
}

/// What the claim `scp` of a token with these scopes says.
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

    use super::{Asked, GRAPH, OPENID, claim};
    use crate::graph::scopes;
    use crate::world::Scopes;

    fn asked(text: &str) -> Asked {
        Asked::parse(text).unwrap_or_else(|refused| panic!("{text}: {refused:?}"))
    }

    #[test]
    fn scopes_are_read_in_every_form() {
        let all = asked("https://graph.microsoft.com/.default offline_access");
        assert_eq!(
            (all.granted(&all), all.told().as_str()),
            (Scopes::All, "https://graph.microsoft.com/.default")
        );
        assert!(asked(".default").is_all() && asked("http://127.0.0.1/.default").is_all());
        let some = asked("openid https://graph.microsoft.com/Files.Read User.Read offline_access");
        assert_eq!(claim(&some.granted(&some)), "Files.Read User.Read openid");
        assert_eq!(some.told(), "openid https://graph.microsoft.com/Files.Read User.Read");
        for text in [
            "",
            " ",
            "https://other.example/Files.Read",
            "Files.Read .default",
            "Files Read;",
            "a/.default b/.default",
            "https://x/",
        ] {
            assert!(Asked::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn case_makes_no_difference_in_what_is_granted() {
        let some = asked("https://graph.microsoft.com/files.readwrite USER.READ mail.send offline_access");
        assert_eq!(claim(&some.granted(&some)), "Files.ReadWrite User.Read mail.send");
        assert_eq!(some.told(), "https://graph.microsoft.com/files.readwrite USER.READ mail.send");
        assert!(asked("Files.ReadWrite").is_within(&some) && !asked("Files.Read").is_within(&some));
        // A scope that no operation asks for opens nothing, however it is spelt.
        let routes = crate::graph::routes();
        let needed = routes.table().iter().flat_map(|route| route.operation.scopes).copied();
        let needed = needed.filter(|scope| !OPENID.contains(scope)).chain([scopes::APP_FOLDER[0]]);
        let needed: BTreeSet<_> = needed.collect();
        assert_eq!(needed, GRAPH.into());
    }

    #[test]
    fn less_may_be_asked_for_than_was_agreed_to() {
        let agreed = asked("Files.Read User.Read offline_access");
        assert!(
            asked("Files.Read openid").is_within(&agreed) && !asked("Files.ReadWrite").is_within(&agreed)
        );
        let default = asked("https://graph.microsoft.com/.default");
        assert!(default.is_within(&agreed) && agreed.is_within(&default));
        assert_eq!(claim(&default.granted(&agreed)), "Files.Read User.Read");
    }
}
