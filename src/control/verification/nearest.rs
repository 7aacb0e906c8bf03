//! The requests that are almost the expected ones.

use super::outcome::{Differs, Nearest};
use crate::{control::seen::Seen, sandbox::matcher::Matcher, world::World};

/// How many requests are named.
const MOST: usize = 3;

/// Returns the requests with the fewest members that differ; of equal ones the newest.
pub fn nearest(world: &World, matcher: &Matcher, seen: &[Seen<'_>]) -> Vec<Nearest> {
    let mut near: Vec<_> = seen
        .iter()
        .map(|seen| (matcher.differences(seen).len(), seen))
        .filter(|(differences, _)| *differences > 0)
        .collect();
    near.sort_by_key(|(differences, seen)| (*differences, u64::MAX - seen.entry.n));
    near.truncate(MOST);
    let differs = |seen: &Seen<'_>| {
        let differences = seen.differences(matcher, world).into_iter();
        differences
            .map(|one| Differs { member: one.member, expected: one.expected, found: one.found })
            .collect()
    };
    near.into_iter().map(|(_, seen)| Nearest { n: seen.entry.n, differs: differs(seen) }).collect()
}
