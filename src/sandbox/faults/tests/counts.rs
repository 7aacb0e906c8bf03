//! When rules fire.

use std::{collections::BTreeSet, thread};

use super::known::{Request, asked, before, faults, rule};
use crate::{
    sandbox::faults::{Answer, Faults, Named, NotTaken},
    world::Timestamp,
};

/// The ids of what hits requests that come one a second, or a dash.
fn sequence(faults: &Faults, count: u64) -> String {
    let one = |n: u64| {
        let hit = before(faults, n, n * 1000).hit;
        hit.map_or_else(|| "-".to_owned(), |hit| hit.id.to_string())
    };
    (1..=count).map(one).collect::<Vec<_>>().join(" ")
}

fn status(faults: &Faults, n: u64) -> Option<u16> {
    let hit = before(faults, n, 0).hit?;
    match &hit.effect.answer {
        Some(Answer::Worded(wording)) => match wording.named {
            Named::Status(status) => Some(status),
            Named::Code(_) => None,
        },
        _ => None,
    }
}

#[test]
fn rules_fire_as_they_say() {
    for (rules, expected) in [
        (vec![r#"{"effect": "reset"}"#], "f1 f1 f1 f1 f1 f1 f1 f1"),
        (vec![r#"{"effect": "reset", "skip": 2, "times": 3}"#], "- - f1 f1 f1 - - -"),
        (vec![r#"{"effect": "reset", "skip": 1, "every": 3}"#], "- - - f1 - - f1 -"),
        (vec![r#"{"effect": "reset", "for_seconds": 3}"#], "f1 f1 - - - - - -"),
        (vec![r#"{"effect": "reset", "over": {"requests": 2, "seconds": 4}}"#], "- - f1 f1 - - f1 f1"),
        (
            vec![r#"{"id": "a", "effect": "reset", "times": 1}"#, r#"{"effect": "close", "times": 2}"#],
            "a f1 f1 - - - - -",
        ),
        (vec![r#"{"match": {"operation": "driveItem.copy"}, "effect": "reset"}"#], "- - - - - - - -"),
        (vec![r#"{"effects": ["reset", null, {"status": 503}, null]}"#], "f1 - f1 - - - - -"),
        // A delay is added, and the search goes on.
        (vec![r#"{"effect": {"delay": 5}}"#, r#"{"effect": "reset", "every": 2}"#], "- f2 - f2 - f2 - f2"),
    ] {
        assert_eq!(sequence(&faults(&rules), 8), expected, "{rules:?}");
    }
}

#[test]
fn a_list_gives_one_effect_to_one_request_after_the_other() {
    let faults = faults(&[r#"{"effects": ["status=429", null, {"status": 503}], "skip": 1}"#]);
    let statuses: Vec<_> = (1..=5).map(|n| status(&faults, n)).collect();
    assert_eq!(statuses, [None, Some(429), None, Some(503), None]);
    let listed = &faults.list(Timestamp::default())[0];
    assert_eq!((listed.matched, listed.hits, listed.spent), (5, 2, true));
    assert_eq!(listed.requests, [2, 4]);
}

#[test]
fn delays_add_up_and_are_told() {
    let faults = faults(&[
        r#"{"effect": "delay=100"}"#,
        r#"{"effect": {"delay": {"uniform": [1, 2]}}}"#,
        r#"{"effect": {"status": 503, "delay": 10}, "skip": 1}"#,
    ]);
    let (first, second) = (before(&faults, 1, 0), before(&faults, 2, 0));
    assert!((101..=102).contains(&first.delay.as_millis()), "{first:?}");
    assert_eq!(first.delayed_by.as_deref(), Some("f1"));
    assert!(first.hit.is_none());
    assert!((111..=112).contains(&second.delay.as_millis()), "{second:?}");
    assert_eq!(second.hit.map(|hit| hit.id).as_deref(), Some("f3"));
}

#[test]
fn who_comes_back_too_early_meets_the_same_again() {
    let faults = faults(&[r#"{"effect": {"error": "activityLimitReached", "retry_after": 5}, "times": 1}"#]);
    let subject = Request("drive.get");
    let come = |credential: &str, n, millis| {
        faults.before(&asked(&subject, credential, n, millis)).hit.and_then(|hit| hit.retry_after)
    };
    assert_eq!(come("alice", 1, 10000), Some(5));
    assert_eq!(come("bob", 2, 10500), None);
    assert_eq!(come("alice", 3, 12500), Some(3));
    assert_eq!(come("alice", 4, 14999), None);
    assert_eq!(come("alice", 5, 15000), None);
    let listed = &faults.list(Timestamp::default())[0];
    let waits: Vec<_> =
        listed.waits.iter().map(|w| (w.n, w.asked.as_millis(), w.waited.as_millis())).collect();
    assert_eq!(waits, [(3, 5000, 2500), (4, 3000, 2499)]);
    assert_eq!((listed.hits, listed.early, listed.spent), (1, 1, true));
    assert_eq!(listed.requests, [1, 3]);
}

#[test]
fn who_comes_back_too_early_may_be_counted_only() {
    let faults = faults(&[r#"{"effect": "status=429,retry_after=5,enforce=false", "times": 1}"#]);
    assert_eq!(before(&faults, 1, 0).hit.and_then(|hit| hit.retry_after), Some(5));
    assert!(before(&faults, 2, 1000).hit.is_none());
    assert!(before(&faults, 3, 6000).hit.is_none());
    let listed = &faults.list(Timestamp::default())[0];
    assert_eq!((listed.early, listed.waits.len()), (1, 2));
}

#[test]
fn what_comes_after_the_operation_is_decided_by_itself() {
    let faults = faults(&[
        r#"{"id": "after", "match": {"caller": "alice"}, "when": "after", "effect": "reset", "skip": 1}"#,
        r#"{"id": "before", "effect": "close", "every": 3}"#,
        r#"{"id": "bob", "match": {"caller": "bob"}, "when": "after", "effect": "reset"}"#,
    ]);
    let subject = Request("drive.get");
    let hit = |n| {
        let asked = asked(&subject, "token", n, 0);
        let id = |hit: Option<crate::sandbox::faults::Hit>| hit.map(|hit| hit.id.to_string());
        id(faults.before(&asked).hit).or_else(|| id(faults.after(&asked).hit))
    };
    let hits: Vec<_> = (1..=4).map(|n| hit(n).unwrap_or_default()).collect();
    assert_eq!(hits, ["", "after", "before", "after"]);
}

#[test]
fn counts_are_exact_under_64_threads_and_the_same_with_the_same_seed() {
    let run = || {
        let faults = faults(&[
            r#"{"id": "skips", "skip": 10, "times": 100, "effect": "reset"}"#,
            r#"{"id": "third", "every": 3, "times": 50, "effect": "reset"}"#,
            r#"{"id": "draws", "probability": 0.25, "seed": 9, "effect": "reset"}"#,
        ]);
        thread::scope(|scope| {
            for thread in 0..64 {
                let faults = &faults;
                scope.spawn(move || (0..10).for_each(|n| drop(before(faults, thread * 10 + n, 0))));
            }
        });
        let listed = faults.list(Timestamp::default());
        listed.iter().map(|l| (l.matched, l.hits, l.spent)).collect::<Vec<_>>()
    };
    let first = run();
    assert_eq!(first[0], (640, 100, true));
    assert_eq!(first[1], (540, 50, true));
    let (matched, hits, spent) = first[2];
    assert_eq!((matched, spent), (490, false));
    assert!((90..160).contains(&hits), "{hits}");
    assert_eq!(run(), first);
}

#[test]
fn rules_have_names_and_are_bounded() {
    let faults = faults(&[r#"{"id": "f2", "effect": "reset"}"#, r#"{"effect": "reset"}"#]);
    let add = |text: &str| faults.add(rule(text).expect("a rule"), Timestamp::default());
    assert_eq!(add(r#"{"effect": "reset"}"#).as_deref(), Ok("f3"));
    assert_eq!(add(r#"{"id": "f2", "effect": "reset"}"#), Err(NotTaken::Taken("f2".into())));
    let twice =
        ["x", "x"].map(|id| rule(&format!(r#"{{"id": "{id}", "effect": "reset"}}"#)).expect("a rule"));
    assert_eq!(faults.replace(twice.into(), Timestamp::default()), Err(NotTaken::Taken("x".into())));
    assert!(faults.remove("f1") && !faults.remove("f1"));
    for _ in 0..254 {
        add(r#"{"effect": "reset"}"#).expect("room");
    }
    assert_eq!(add(r#"{"effect": "reset"}"#), Err(NotTaken::TooMany));
    let ids: BTreeSet<_> = faults.list(Timestamp::default()).iter().map(|l| l.rule.id.to_string()).collect();
    assert_eq!(ids.len(), 256);
    faults.clear();
    assert!(!faults.is_on());
    let long = format!(r#"{{"effect": {{"raw": {{"status": 502, "body": "{}"}}}}}}"#, "x".repeat(600_000));
    assert_eq!(add(&long).as_deref(), Ok("f1"));
    assert_eq!(add(&long), Err(NotTaken::TooLong));
}
