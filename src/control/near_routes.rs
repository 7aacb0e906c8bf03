//! The routes that come nearest to what a client asked for where there is none, or none that is emulated.

use std::{borrow::Cow, sync::Arc};

use serde::Serialize;
use strsim::normalized_damerau_levenshtein;

use crate::{graph, http::Route, sandbox::journal::Entry, world::Api, wps};

/// How many routes are named.
const MOST: usize = 3;

/// What a segment costs that one of both lacks; one that differs costs less, and at least the other.
const MISSING: u32 = 100;
const DIFFERENT: u32 = 20;
/// What another method costs.
const METHOD: u32 = 60;
/// What a parameter costs: of two routes that fit, the one that says more words of the client's is nearer.
const PARAMETER: u32 = 2;

/// A route that a client may have meant.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[non_exhaustive]
pub struct NearRoute {
    /// The method.
    pub method: String,
    /// The path, with its parameters in braces.
    pub path: Arc<str>,
    /// The operation.
    pub operation: &'static str,
    /// Whether it is emulated.
    pub emulated: bool,
    /// The first segment that differs, or else the method.
    pub why: String,
}

/// Returns the routes that come nearest to a request without one, or to one that is not emulated.
pub fn of(routes: &[(Api, Route)], entry: &Entry) -> Vec<NearRoute> {
    let is_not_emulated = entry.is_not_emulated();
    if !is_not_emulated && !entry.is_unrouted() {
        return Vec::new();
    }
    let api = entry.arrival.provider.and_then(Api::from_name);
    let sent = entry.bare_path();
    let path = match api {
        Some(Api::Graph) => graph::routed_path(sent).map_or(sent.into(), Cow::Owned),
        Some(Api::Wps) => wps::routed_path(sent).into(),
        _ => Cow::Borrowed(sent),
    };
    let asked = Asked { method: &entry.arrival.method, segments: segments(&path).collect() };
    let mut near: Vec<(u32, &Route)> = Vec::new();
    for (of, route) in routes {
        if api.is_some_and(|api| api != *of) || is_not_emulated && !route.operation.emulated {
            continue;
        }
        let most = if near.len() == MOST { near[MOST - 1].0 } else { u32::MAX };
        let Some(cost) = asked.cost(route, most) else { continue };
        let at = near.partition_point(|(known, _)| *known <= cost);
        near.insert(at, (cost, route));
        near.truncate(MOST);
    }
    near.into_iter().map(|(_, route)| asked.near(route)).collect()
}

/// What a client asked for.
struct Asked<'a> {
    method: &'a str,
    segments: Vec<&'a str>,
}

impl Asked<'_> {
    /// Returns how far a route is from it, if it is not as far as `most`.
    fn cost(&self, route: &Route, most: u32) -> Option<u32> {
        let (of_route, asked) = (segments(&route.path).collect::<Vec<_>>(), &self.segments);
        let pairs = || asked.iter().zip(&of_route);
        let first = pairs().take_while(|(asked, known)| fits(asked, known)).count();
        let shorter = asked.len().min(of_route.len()) - first;
        let ends = asked.iter().rev().zip(of_route.iter().rev());
        let last = ends.take(shorter).take_while(|(asked, known)| fits(asked, known)).count();
        let (asked, known) = (&asked[first..asked.len() - last], &of_route[first..of_route.len() - last]);
        let parameters = of_route.iter().filter(|known| is_parameter(known)).count();
        let mut cost = count(asked.len().abs_diff(known.len())) * MISSING + count(parameters) * PARAMETER;
        cost += if self.has_method(route) { 0 } else { METHOD };
        for (asked, known) in asked.iter().zip(known) {
            if cost + DIFFERENT >= most {
                return None;
            }
            cost += different(asked, known);
        }
        (cost < most).then_some(cost)
    }

    fn has_method(&self, route: &Route) -> bool {
        route.method == self.method || self.method == "HEAD" && route.method == "GET"
    }

    /// Says of a route why it is not the one.
    fn near(&self, route: &Route) -> NearRoute {
        let mut known = segments(&route.path);
        let mut asked = self.segments.iter();
        let why = loop {
            match (asked.next(), known.next()) {
                (Some(asked), Some(known)) if fits(asked, known) => {}
                (Some(asked), Some(known)) => break format!("`{asked}` stands where `{known}` does"),
                (Some(asked), None) => break format!("`{asked}` stands behind its end"),
                (None, Some(known)) => break format!("`{known}` is missing at the end"),
                (None, None) if !self.has_method(route) => {
                    break format!("the method is {}, not {}", self.method, route.method);
                }
                (None, None) if route.operation.dialects.is_empty() => {
                    break "it is found in another place".into();
                }
                (None, None) => {
                    break format!("only these dialects have it: {}", route.operation.dialects.join(", "));
                }
            }
        };
        NearRoute {
            method: route.method.to_string(),
            path: Arc::clone(&route.path),
            operation: route.operation.name,
            emulated: route.operation.emulated,
            why,
        }
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.trim_matches('/').split('/')
}

fn is_parameter(segment: &str) -> bool {
    segment.starts_with('{')
}

fn fits(asked: &str, known: &str) -> bool {
    asked == known || is_parameter(known) && !asked.is_empty()
}

/// Returns what two segments cost that are not the same.
fn different(asked: &str, known: &str) -> u32 {
    let most = f64::from(MISSING - DIFFERENT);
    let far = if is_parameter(known) { 1.0 } else { 1.0 - normalized_damerau_levenshtein(asked, known) };
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 80")]
    let far = (far * most).round() as u32;
    DIFFERENT + far
}

fn count(segments: usize) -> u32 {
    u32::try_from(segments).unwrap_or(u32::MAX / 1024)
}

#[cfg(test)]
mod tests {
    use super::{DIFFERENT, METHOD, MISSING, PARAMETER, segments};
    use crate::{
        control::near_routes::Asked,
        http::{Operation, Route},
    };

    #[test]
    fn routes_are_as_far_as_their_segments_differ() {
        static BASE: Operation = Operation::BASE;
        let cost = |asked: &str, known: &str| {
            let (method, path) = asked.split_once(' ').expect("a method");
            let (of_route, known) = known.split_once(' ').expect("a method");
            let method_of_route = of_route.parse().expect("a method");
            let route = Route { method: method_of_route, path: known.into(), operation: &BASE, handler: "" };
            Asked { method, segments: segments(path).collect() }.cost(&route, u32::MAX)
        };
        for (asked, known, expected) in [
            ("GET /me/drive", "GET /me/drive", 0),
            ("HEAD /me/drive", "GET /me/drive", 0),
            ("GET /me/drive/", "POST /me/drive", METHOD),
            ("GET /me/drvie", "GET /me/drive", DIFFERENT + 16),
            ("GET /me/x", "GET /me/drive", MISSING),
            ("GET /users/alice/drive", "GET /users/{user}/drive", PARAMETER),
            ("GET /me/root/children", "GET /me/drive/root/children", MISSING),
            ("GET /me/drive/root", "GET /me/root", MISSING),
            ("GET /", "GET /me", MISSING),
        ] {
            assert_eq!(cost(asked, known), Some(expected), "{asked} to {known}");
        }
        let route = Route {
            method: "GET".parse().expect("a method"),
            path: "/a".into(),
            operation: &BASE,
            handler: "",
        };
        let asked = Asked { method: "GET", segments: vec!["b"] };
        assert_eq!((asked.cost(&route, MISSING), asked.cost(&route, MISSING + 1)), (None, Some(MISSING)));
    }
}
