//! At least one successful exchange for every route: its status, its operation, and the whole answer where no
//! other test compares it.

mod bundles;
mod directory;
mod identity;
mod items;
mod sharing;
mod uploads;

use std::collections::BTreeSet;

use expect_test::Expect;
use mockdrive::{
    server::{self, Access},
    world::Api,
};

use super::stage::Stage;

/// A request in the words of [`Stage`], and what comes of it.
pub struct Exchange {
    /// The route as the server has it; the segments of the request are those of the route.
    pub route: &'static str,
    /// The first line, header lines, an empty line, the body; without credentials.
    pub request: String,
    /// Whose token it needs, if it needs one.
    pub token: &'static str,
    status: u16,
    whole: Option<Expect>,
    said: Option<&'static str>,
    read: Option<&'static str>,
}

impl Exchange {
    /// Insists on the whole answer.
    fn answers(self, whole: Expect) -> Self {
        Self { whole: Some(whole), ..self }
    }

    /// The same, where the whole answer is a line or two.
    fn says(self, said: &'static str) -> Self {
        Self { said: Some(said), ..self }
    }

    /// Insists that the answer is what a read returns afterwards, alone or as the only one of a list.
    fn read_as(self, path: &'static str) -> Self {
        Self { read: Some(path), ..self }
    }

    /// Lets bob ask, whose drive is a personal one.
    fn of_bob(self) -> Self {
        Self { token: "bob-token", request: self.request.replace("{drive-id}", "{bobs-drive}"), ..self }
    }

    /// Another request than that which [`on`] derives from the route.
    fn asked(self, request: &str) -> Self {
        Self { request: request.into(), ..self }
    }

    /// A body to the request.
    fn with(self, body: &str) -> Self {
        Self { request: format!("{}\n\n{body}", self.request), ..self }
    }
}

/// An exchange about the plain things of [`Stage`]: its file, its person, its group, its site.
fn on(route: &'static str, status: u16) -> Exchange {
    on_item("{item-id}", route, status)
}

/// An exchange about this item.
fn on_item(item: &str, route: &'static str, status: u16) -> Exchange {
    let mut request = route.replace("{item}", item);
    for (parameter, word) in [
        ("{drive}", "{drive-id}"),
        ("{user}", "{user-id}"),
        ("{group}", "{group-id}"),
        ("{site}", "{site-id}"),
        ("{share}", "{share-id}"),
        ("{permission}", "{permission-id}"),
        ("{subscription}", "{subscription-id}"),
        ("{version}", "1.0"),
        ("{set}", "0"),
        ("{size}", "small"),
    ] {
        request = request.replace(parameter, word);
    }
    Exchange { route, request, token: "alice-token", status, whole: None, said: None, read: None }
}

/// All exchanges.
pub fn all() -> Vec<Exchange> {
    [bundles::all(), items::all(), uploads::all(), sharing::all(), directory::all(), identity::all()]
        .into_iter()
        .flatten()
        .collect()
}

/// A route that is emulated.
pub struct Known {
    /// Its method and path.
    pub name: String,
    pub operation: &'static str,
    /// Whether it needs a token.
    pub is_closed: bool,
    pub writes: bool,
    pub scopes: &'static [&'static str],
}

/// The routes that are emulated.
pub fn routes() -> Vec<Known> {
    let routes = server::routes().into_iter().filter(|(api, _)| *api == Api::Graph).map(|(_, route)| route);
    let emulated = routes.filter(|route| route.operation.emulated);
    let known = emulated.map(|route| Known {
        name: format!("{} {}", route.method, route.path),
        operation: route.operation.name,
        is_closed: route.operation.access == Access::Token,
        writes: route.operation.writes,
        scopes: route.operation.scopes,
    });
    known.collect()
}

/// The names that are not known.
pub fn beyond<'a>(names: impl Iterator<Item = &'a str>, known: &BTreeSet<&str>) -> Vec<&'a str> {
    names.filter(|name| !known.contains(name)).collect()
}

#[test]
fn every_route_has_an_exchange_and_every_exchange_a_route() {
    let (exchanges, routes) = (all(), routes());
    let asked: BTreeSet<&str> = exchanges.iter().map(|exchange| exchange.route).collect();
    let served: BTreeSet<&str> = routes.iter().map(|known| known.name.as_str()).collect();
    assert_eq!(beyond(served.iter().copied(), &asked), [""; 0], "routes without an exchange");
    assert_eq!(beyond(asked.iter().copied(), &served), [""; 0], "exchanges without a route");
    for Exchange { route, request, .. } in &exchanges {
        let path = request.split(['\n', '?']).next().expect("a first line");
        let same = |(ours, theirs): (&str, &str)| theirs.starts_with('{') || ours == theirs;
        let (ours, theirs): (Vec<_>, Vec<_>) = (path.split('/').collect(), route.split('/').collect());
        let fits = ours.len() == theirs.len() && ours.into_iter().zip(theirs).all(same);
        assert!(fits, "{request} is no request to {route}");
    }
}

#[tokio::test]
async fn every_exchange_goes_well() {
    let (routes, first) = (routes(), Stage::new().await);
    for Exchange { route, request, token: theirs, status, whole, said, read } in all() {
        let known = routes.iter().find(|known| known.name == route).expect("a route");
        let stage = first.again();
        let token = known.is_closed.then_some(theirs);
        let answer = stage.send(&request, token).await;
        assert_eq!(answer.status.as_u16(), status, "{request}: {answer}");
        assert_eq!(stage.operation().await.as_deref(), Some(known.operation), "{request}");
        if let Some(whole) = whole {
            whole.assert_eq(&answer.to_string());
        }
        assert!(said.is_none_or(|said| said == answer.to_string()), "{request}: {answer}");
        if let Some(path) = read {
            let read = stage.send(&format!("GET {path}"), Some(theirs)).await.content();
            let json = answer.content();
            if let Some(list) = json["value"].as_array() {
                assert_eq!(list, &[read], "{request}");
            } else {
                assert_eq!(json, read, "{request}");
            }
        }
    }
}
