//! Expectations in an order: which request stands for which of them.

use std::{collections::BTreeMap, iter};

use super::times::Times;

/// How far the requests have come.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    /// The expectation at hand.
    at: usize,
    /// How many requests stand for it; one bound is enough to know.
    count: u64,
}

/// A request that stands for an expectation, and the place of the one before it.
struct Link {
    at: usize,
    request: usize,
    before: Option<usize>,
}

/// How the requests fit the expectations.
pub struct Fit {
    /// For each expectation, the places of the requests that stand for it.
    pub standing: Vec<Vec<usize>>,
    /// The request that fits nowhere, and the expectation that it met.
    pub stray: Option<(usize, usize)>,
    /// The first expectation of which too few have come.
    pub missing: Option<usize>,
}

impl Fit {
    /// Returns whether every request and every expectation has its place.
    pub fn holds(&self) -> bool {
        self.stray.is_none() && self.missing.is_none()
    }
}

/// Finds out how `requests` fit expectations that come in this order; `matches` says which request may stand for which.
///
/// Every expectation takes requests until enough are there, and then until one fits the next. A request that fits the
/// expectation at hand, or the next one, has to stand for it; others may stand between unless `is_exact`.
pub fn fit(times: &[Times], requests: usize, matches: impl Fn(usize, usize) -> bool, is_exact: bool) -> Fit {
    let mut links: Vec<Link> = Vec::new();
    // In an order, so that of several ways always the same one is found.
    let mut places = BTreeMap::from([(Place { at: 0, count: 0 }, None)]);
    for request in 0..requests {
        let mut next = BTreeMap::new();
        for (place, chain) in &places {
            let fitting: Vec<Place> = fitting(times, *place, |at| matches(at, request));
            if fitting.is_empty() && !is_exact {
                next.entry(*place).or_insert(*chain);
            }
            for place in fitting {
                if let Some(place) = place.with_one_more(&times[place.at]) {
                    next.entry(place).or_insert_with(|| {
                        links.push(Link { at: place.at, request, before: *chain });
                        Some(links.len() - 1)
                    });
                }
            }
        }
        let Some(_) = next.first_key_value() else {
            let (place, chain) = furthest(&places);
            let met = fitting(times, place, |at| matches(at, request)).first().copied();
            let met =
                met.or_else(|| reachable(times, place).take_while(|place| place.at < times.len()).last());
            let stray = Some((request, met.unwrap_or(place).at.min(times.len().saturating_sub(1))));
            return Fit { standing: standing(times.len(), &links, chain), stray, missing: None };
        };
        places = next;
    }
    let is_end = |place: Place| reachable(times, place).any(|place| place.at == times.len());
    let ended = places.iter().rev().find(|(place, _)| is_end(**place));
    let (place, chain) = ended.map_or_else(|| furthest(&places), |(place, chain)| (*place, *chain));
    let missing = ended.is_none().then(|| reachable(times, place).last().unwrap_or(place).at);
    Fit { standing: standing(times.len(), &links, chain), stray: None, missing }
}

impl Place {
    /// Returns the place when one more request stands for its expectation, if it may.
    fn with_one_more(self, times: &Times) -> Option<Self> {
        let count = self.count + 1;
        match times.max {
            Some(max) => (count <= max).then_some(Self { count, ..self }),
            None => Some(Self { count: count.min(times.min.max(1)), ..self }),
        }
    }
}

/// Returns the places from which an expectation takes the next request.
fn fitting(times: &[Times], from: Place, matches: impl Fn(usize) -> bool) -> Vec<Place> {
    reachable(times, from).filter(|place| place.at < times.len() && matches(place.at)).collect()
}

/// Returns the places at which the next request may be, without one between; the last is behind all expectations, or
/// at one of which more have to come.
fn reachable(times: &[Times], from: Place) -> impl Iterator<Item = Place> {
    iter::successors(Some(from), |place| {
        let enough = times.get(place.at).is_some_and(|times| times.min <= place.count);
        enough.then_some(Place { at: place.at + 1, count: 0 })
    })
}

fn furthest(places: &BTreeMap<Place, Option<usize>>) -> (Place, Option<usize>) {
    places.last_key_value().map(|(place, chain)| (*place, *chain)).expect("there is a place")
}

fn standing(expectations: usize, links: &[Link], mut chain: Option<usize>) -> Vec<Vec<usize>> {
    let mut standing = vec![Vec::new(); expectations];
    while let Some(last) = chain {
        let Link { at, request, before } = links[last];
        standing[at].push(request);
        chain = before;
    }
    for requests in &mut standing {
        requests.reverse();
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::{Fit, fit};
    use crate::control::verification::times::Times;

    /// Expectations such as `a1 b+ c0`, and requests such as `abb`.
    fn fits(expected: &str, requests: &str, is_exact: bool) -> (bool, Fit) {
        let parse = |word: &str| {
            let (name, times) = word.split_at(1);
            let times = match times {
                "+" => Times::default(),
                "*" => Times { min: 0, max: None },
                "?" => Times { min: 0, max: Some(1) },
                number => number.parse().map(|n| Times { min: n, max: Some(n) }).expect("a number"),
            };
            (name.to_owned(), times)
        };
        let (names, times): (Vec<_>, Vec<_>) = expected.split(' ').map(parse).unzip();
        let matches = |at: usize, request: usize| names[at] == requests[request..=request];
        let fit = fit(&times, requests.len(), matches, is_exact);
        (fit.holds(), fit)
    }

    #[test]
    fn a_sequence_takes_each_expectation_after_the_one_before() {
        for (expected, requests, sequence, exact) in [
            ("a1 b1", "ab", true, true),
            ("a1 b1", "xaxbx", true, false),
            ("a1 b1", "ba", false, false),
            ("a1 b1", "a", false, false),
            ("a1 b1", "", false, false),
            ("a1 b1", "abb", false, false),
            ("a1 b1", "aab", false, false),
            ("a+ b1", "aaab", true, true),
            ("a+ a1", "aa", true, true),
            ("a+ a1", "a", false, false),
            ("a1 b? c1", "ac", true, true),
            ("a1 b? c1", "abc", true, true),
            ("a1 b? c1", "abbc", false, false),
            ("a1 d0 c1", "axc", true, false),
            ("a1 d0 c1", "adc", false, false),
            ("a1 d0", "a", true, true),
            ("a1 d0", "ad", false, false),
            ("g1 p1 g1", "gpg", true, true),
            ("b3 a1", "bbba", true, true),
            ("b3 a1", "bba", false, false),
            ("a*", "", true, true),
        ] {
            assert_eq!(fits(expected, requests, false).0, sequence, "{expected} for {requests} in sequence");
            assert_eq!(fits(expected, requests, true).0, exact, "{expected} for {requests} exactly");
        }
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let (_, fit) = fits("a1 b2 c1", "axb", false);
        assert_eq!((fit.standing, fit.stray, fit.missing), (vec![vec![0], vec![2], vec![]], None, Some(1)));
        let (_, fit) = fits("a1 b1", "axb", true);
        assert_eq!((fit.standing, fit.stray, fit.missing), (vec![vec![0], vec![]], Some((1, 1)), None));
        let (_, fit) = fits("a1 b1", "ab", true);
        assert_eq!(fit.standing, [[0], [1]]);
    }
}
