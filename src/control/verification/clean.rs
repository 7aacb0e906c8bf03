//! What must not have happened.

use super::{
    form::Check,
    outcome::{Problem, numbers},
};
use crate::sandbox::{faults::Listed, journal::Entry};

/// What the check of faults that are not spent is called.
pub const UNSPENT: &str = "unspent_faults";

/// Returns what has happened and must not, to requests behind number `since` and by faults.
pub fn problems(checks: &[Check], entries: &[Entry], faults: &[Listed], since: u64) -> Vec<Problem> {
    let of = |check: Check| match check {
        Check::Unrouted => of_requests("unrouted", "no route", entries, Entry::is_unrouted),
        Check::NotEmulated => of_requests("not_emulated", "not emulated", entries, Entry::is_not_emulated),
        Check::ServerErrors => {
            // What is not emulated is said once.
            let is_said = |entry: &Entry| checks.contains(&Check::NotEmulated) && entry.is_not_emulated();
            let is_error = |entry: &Entry| entry.is_server_error() && !is_said(entry);
            of_requests("server_errors", "a 5xx that no fault injected", entries, is_error)
        }
        Check::Early => early(faults, since),
        Check::UnspentFaults => unspent(faults),
    };
    checks.iter().filter_map(|check| of(*check)).collect()
}

fn of_requests(
    check: &'static str,
    what: &str,
    entries: &[Entry],
    is_it: impl Fn(&Entry) -> bool,
) -> Option<Problem> {
    let found: Vec<&Entry> = entries.iter().filter(|entry| is_it(entry)).collect();
    let requests: Vec<u64> = found.iter().map(|entry| entry.n).collect();
    let first = found.first()?;
    let text =
        format!("{what} for {} ({} {} first)", numbers(&requests), first.arrival.method, first.bare_path());
    Some(Problem { check, text, requests })
}

fn early(faults: &[Listed], since: u64) -> Option<Problem> {
    let (mut texts, mut requests) = (Vec::new(), Vec::new());
    for fault in faults {
        let early: Vec<u64> = fault.early_requests.iter().copied().filter(|n| *n > since).collect();
        if !early.is_empty() {
            texts.push(format!(
                "{} came before the `Retry-After` of fault {} was over",
                numbers(&early),
                fault.rule.id
            ));
            requests.extend(early);
        }
    }
    (!texts.is_empty()).then(|| Problem { check: "early", text: texts.join("; "), requests })
}

fn unspent(faults: &[Listed]) -> Option<Problem> {
    let unspent = faults.iter().filter(|fault| fault.rule.times.is_some() && !fault.spent);
    let texts: Vec<String> = unspent
        .map(|fault| {
            let (id, word) = (&fault.rule.id, if fault.hits == 1 { "request" } else { "requests" });
            format!("fault {id} has hit {} {word} of those that it is to", fault.hits)
        })
        .collect();
    (!texts.is_empty()).then(|| Problem { check: UNSPENT, text: texts.join("; "), requests: Vec::new() })
}
