//! Whether the requests of a sandbox are those that a test expects, now and after a wait.

use std::time::Duration;

use serde_json::Value;
use tokio::time::{Instant, timeout_at};

use super::{
    clean::{self, UNSPENT},
    form::{Check, Expectation, Order, Others, VerifyForm},
    nearest::nearest,
    outcome::{ExpectationResult, Outcome, Problem, numbers},
    sequence::{Fit, fit},
    times::Times,
};
use crate::{
    control::seen::Seen,
    sandbox::{Catalogue, Misread, Sandbox, journal::Bodies, read::read},
};

/// Expectations that are checked.
pub struct Verification {
    since: u64,
    wait: Duration,
    order: Order,
    expectations: Vec<Expectation>,
    others: Others,
    clean: Vec<Check>,
}

impl Verification {
    /// Checks what a test expects of a journal that keeps these bodies.
    ///
    /// # Errors
    /// The member that can never hold, with what would have been right.
    pub fn new(form: VerifyForm, catalogue: &Catalogue, bodies: Bodies) -> Result<Self, Misread> {
        Ok(Self {
            expectations: form.expectations(catalogue, bodies)?,
            since: form.since,
            wait: Duration::from_millis(form.wait_ms),
            order: form.order,
            others: form.others,
            clean: form.clean.0,
        })
    }

    /// Reads what a test expects as it is written, and checks it.
    ///
    /// # Errors
    /// The member that is wrong, with what would have been right.
    pub fn read(value: &Value, catalogue: &Catalogue, bodies: Bodies) -> Result<Self, Misread> {
        Self::new(read(value)?, catalogue, bodies)
    }

    /// Returns whether a request that is not there could make a difference for the worse.
    fn has_upper_bounds(&self) -> bool {
        self.order != Order::Any
            || self.others == Others::Forbid
            || !self.clean.is_empty()
            || self.expectations.iter().any(|expectation| expectation.times.max.is_some())
    }
}

/// Waits for the requests under way, and for missing ones, and looks at all of them.
pub async fn verify(sandbox: &Sandbox, verification: &Verification) -> Outcome {
    let deadline = Instant::now() + verification.wait;
    loop {
        let changed = sandbox.journal.changed();
        let is_under_way = sandbox.journal.is_under_way();
        let outcome = (!is_under_way || Instant::now() >= deadline).then(|| look(sandbox, verification));
        match outcome {
            Some((outcome, false)) => return outcome,
            _ if timeout_at(deadline, changed).await.is_err() => return verify_now(sandbox, verification),
            _ => {}
        }
    }
}

/// Looks at the requests as they are now.
pub fn verify_now(sandbox: &Sandbox, verification: &Verification) -> Outcome {
    look(sandbox, verification).0
}

/// Looks at the requests as they are now. Returns also whether more of them might help.
fn look(sandbox: &Sandbox, verification: &Verification) -> (Outcome, bool) {
    let (entries, lost) = sandbox.journal.read_since(verification.since);
    let seen: Vec<Seen<'_>> = entries.iter().map(Seen::of).collect();
    let (mut results, mut problems, mut might_help) = match verification.order {
        Order::Any => in_any_order(verification, &seen),
        Order::Sequence | Order::Exact => in_order(verification, &seen),
    };
    let world = sandbox.snapshot();
    for (result, expectation) in results.iter_mut().zip(&verification.expectations) {
        if result.found < expectation.times.min {
            result.nearest = nearest(&world, &expectation.matcher, &seen);
        }
    }
    if verification.others == Others::Forbid {
        problems.extend(others(verification, &seen));
    }
    let faults = sandbox.faults.list(sandbox.clock.now());
    let unclean = clean::problems(&verification.clean, &entries, &faults, verification.since);
    // A client that comes again may use a fault up.
    might_help |= unclean.iter().any(|problem| problem.check == UNSPENT);
    problems.extend(unclean);
    if lost > 0 && verification.has_upper_bounds() {
        let text = format!(
            "{lost} requests behind number {} are no longer in the journal; its setting `journal` says how many stay",
            verification.since
        );
        problems.push(Problem { check: "lost", text, requests: Vec::new() });
    }
    (Outcome { results, problems, lost }, might_help)
}

type Looked = (Vec<ExpectationResult>, Vec<Problem>, bool);

fn in_any_order(verification: &Verification, seen: &[Seen<'_>]) -> Looked {
    let of = |expectation: &Expectation| {
        let fitting = seen.iter().filter(|seen| expectation.matcher.matches(*seen));
        let requests: Vec<u64> = fitting.map(|seen| seen.entry.n).collect();
        let passed = expectation.times.hold(requests.len() as u64);
        result(expectation, requests, passed)
    };
    let results: Vec<_> = verification.expectations.iter().map(of).collect();
    let might_help =
        results.iter().zip(&verification.expectations).any(|(result, of)| result.found < of.times.min);
    (results, Vec::new(), might_help)
}

fn in_order(verification: &Verification, seen: &[Seen<'_>]) -> Looked {
    let expectations = &verification.expectations;
    let times: Vec<Times> = expectations.iter().map(|expectation| expectation.times).collect();
    let matches = |at: usize, request: usize| expectations[at].matcher.matches(&seen[request]);
    let fit = fit(&times, seen.len(), matches, verification.order == Order::Exact);
    let number = |request: &usize| seen[*request].entry.n;
    let of = |(at, expectation): (usize, &Expectation)| {
        let requests: Vec<u64> = fit.standing[at].iter().map(number).collect();
        let passed = fit.holds() || expectation.times.hold(requests.len() as u64);
        result(expectation, requests, passed)
    };
    let results: Vec<_> = expectations.iter().enumerate().map(of).collect();
    let problems = problem_of(&fit, expectations, seen).into_iter().collect();
    (results, problems, fit.missing.is_some())
}

/// Returns what is wrong with the order.
fn problem_of(fit: &Fit, expectations: &[Expectation], seen: &[Seen<'_>]) -> Option<Problem> {
    let told = |request: usize| {
        let entry = seen[request].entry;
        (entry.n, format!("request {} ({} {})", entry.n, entry.arrival.method, entry.bare_path()))
    };
    let before = |at: usize| {
        let last = fit.standing[..at].iter().flatten().max().map(|request| seen[*request].entry.n);
        last.map_or("at the beginning".to_owned(), |n| format!("behind request {n}"))
    };
    let (text, requests) = match (fit.stray, fit.missing, expectations) {
        (Some((request, _)), _, []) => {
            let (n, request) = told(request);
            (format!("{request} came, and none was expected"), vec![n])
        }
        (Some((request, at)), ..) => {
            let (n, request) = told(request);
            let name = &expectations[at].name;
            let text = if expectations[at].matcher.matches(&seen[fit.stray?.0]) {
                format!("{request} is one `{name}` too many")
            } else {
                format!("{request} came where nothing but `{name}` was expected")
            };
            (text, vec![n])
        }
        (None, Some(at), _) => {
            (format!("`{}` did not come {}", expectations[at].name, before(at)), Vec::new())
        }
        (None, None, _) => return None,
    };
    Some(Problem { check: "order", text, requests })
}

fn result(expectation: &Expectation, requests: Vec<u64>, passed: bool) -> ExpectationResult {
    ExpectationResult {
        name: expectation.name.clone(),
        passed,
        expected: expectation.times.to_string(),
        found: requests.len() as u64,
        requests,
        nearest: Vec::new(),
    }
}

/// Returns the requests that nobody expected.
fn others(verification: &Verification, seen: &[Seen<'_>]) -> Option<Problem> {
    let is_expected = |seen: &Seen<'_>| {
        verification.expectations.iter().any(|expectation| expectation.matcher.matches(seen))
    };
    let unexpected: Vec<&Seen<'_>> = seen.iter().filter(|seen| !is_expected(seen)).collect();
    let first = unexpected.first()?.entry;
    let requests: Vec<u64> = unexpected.iter().map(|seen| seen.entry.n).collect();
    let (method, path) = (&first.arrival.method, first.bare_path());
    let text = format!("nobody expected {} ({method} {path} first)", numbers(&requests));
    Some(Problem { check: "others", text, requests })
}
