//! Looking whether it holds what a test waits for.

use std::time::Duration;

use serde::Serialize;
use tokio::time::{Instant, sleep_until};

use super::form::{Wanted, WantedItem, WantedRequests};
use crate::{
    control::{
        entries::{self, RecordedRequest},
        items::{self, TreeItem},
        seen::Seen,
    },
    http::date,
    sandbox::{Pace, Sandbox, clock::Mode, journal::Activity},
    world::{Task, Timestamp, World},
};

/// How many tasks a text lists.
const LISTED: usize = 5;

/// What was found.
#[derive(Default, Serialize)]
pub struct Found {
    /// For how long it was waited for, in milliseconds.
    waited_ms: u64,
    /// The requests that are meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    requests: Option<Vec<RecordedRequest>>,
    /// The item.
    #[serde(skip_serializing_if = "Option::is_none")]
    item: Option<TreeItem>,
}

/// What does not hold.
#[derive(Serialize)]
pub struct Missing {
    /// The member of `for`.
    #[serde(rename = "for")]
    member: &'static str,
    /// What is missing, in a sentence without its end.
    text: String,
}

impl Missing {
    /// Returns all that is missing as a text for people, a line each.
    pub fn text(all: &[Self]) -> String {
        let lines = all.iter().map(|missing| format!("{}: {}", missing.member, missing.text));
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// Waits until all that is wanted holds at once, for so long at most.
///
/// # Errors
/// What did not hold in the end.
pub async fn wait(sandbox: &Sandbox, wanted: &Wanted, timeout: Duration) -> Result<Found, Vec<Missing>> {
    let began = Instant::now();
    let deadline = began + timeout;
    loop {
        let (requests, world, messages) =
            (sandbox.journal.changed(), sandbox.changed(), sandbox.outbox.ended());
        let mut look = Look { sandbox, began, found: Found::default(), missing: Vec::new(), again: deadline };
        look.at(wanted);
        let Look { mut found, missing, again, .. } = look;
        if missing.is_empty() {
            found.waited_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
            return Ok(found);
        }
        if Instant::now() >= deadline {
            return Err(missing);
        }
        tokio::select! {
            () = requests => {}
            () = world => {}
            () = messages => {}
            () = sleep_until(again) => {}
        }
    }
}

/// One look.
struct Look<'a> {
    sandbox: &'a Sandbox,
    began: Instant,
    found: Found,
    missing: Vec<Missing>,
    /// When time alone may have changed something.
    again: Instant,
}

impl Look<'_> {
    fn at(&mut self, wanted: &Wanted) {
        // Between two changes: what a change has to say to subscribers is in the outbox.
        self.sandbox.between_changes(|world, now| {
            if let Some(requests) = &wanted.requests {
                self.requests(requests, world);
            }
            if let Some(idle) = wanted.idle {
                self.idle(idle);
            }
            if wanted.tasks {
                self.tasks(world, now);
            }
            if wanted.notifications {
                self.notifications();
            }
            if let Some(item) = &wanted.item {
                self.item(item, world);
            }
        });
    }

    fn miss(&mut self, member: &'static str, text: String) {
        self.missing.push(Missing { member, text });
    }

    fn requests(&mut self, wanted: &WantedRequests, world: &World) {
        let (mut entries, lost) = self.sandbox.journal.read_since(wanted.since);
        entries.retain(|entry| wanted.matcher.matches(&Seen::of(entry)));
        let (found, min) = (entries.len(), wanted.min);
        if found >= min {
            let shown = entries.iter().map(|entry| entries::shown(world, entry));
            self.found.requests = Some(shown.collect());
            return;
        }
        let lost = if lost > 0 { format!(", and {lost} have given way to others") } else { String::new() };
        self.miss("requests", format!("expected at least {min}, found {found}{lost}"));
    }

    fn idle(&mut self, wanted: Duration) {
        let since = match self.sandbox.journal.activity() {
            Activity::UnderWay(count) => {
                let what = if count == 1 { "request is" } else { "requests are" };
                return self.miss("idle_ms", format!("{count} {what} under way"));
            }
            Activity::Ended(at) => at,
            // Nobody knows what was forgotten a moment ago.
            Activity::Unknown => self.began,
        };
        let quiet = since.elapsed();
        if quiet < wanted {
            self.again = self.again.min(since + wanted);
            let (quiet, wanted) = (quiet.as_millis(), wanted.as_millis());
            self.miss("idle_ms", format!("the last request was under way {quiet} ms ago, not {wanted}"));
        }
    }

    fn tasks(&mut self, world: &World, now: Timestamp) {
        let left: Vec<&Task> = world.tasks().filter(|task| task.ended.is_none()).collect();
        if left.is_empty() {
            return;
        }
        let told = |task: &&Task| {
            let (id, pace) = (task.id.number(), Pace(task.spec.pace));
            match task.next_due() {
                Some(due) => format!("task {id} ({pace}) goes on at {}", date::rfc3339(due)),
                None => format!("task {id} ({pace}) does not wait for the clock"),
            }
        };
        let listed: Vec<String> = left.iter().take(LISTED).map(told).collect();
        let more = match left.len().saturating_sub(LISTED) {
            0 => String::new(),
            more => format!(", and {more} more"),
        };
        let stands = matches!(self.sandbox.clock.mode(), Mode::Frozen(_));
        let clock = if stands && left.iter().any(|task| task.next_due().is_some()) {
            format!("; the clock stands at {}", date::rfc3339(now))
        } else {
            String::new()
        };
        self.miss("tasks", format!("{}{more}{clock}", listed.join(", ")));
    }

    fn notifications(&mut self) {
        let (waiting, under_way) = (self.sandbox.outbox.waiting(), self.sandbox.outbox.under_way());
        if waiting.is_empty() && under_way == 0 {
            return;
        }
        let next = waiting.first().map(|(due, _)| format!(", the first until {}", date::rfc3339(*due)));
        let next = next.unwrap_or_default();
        self.miss("notifications", format!("{under_way} under way, {} waiting{next}", waiting.len()));
    }

    fn item(&mut self, wanted: &WantedItem, world: &World) {
        let WantedItem { drive, path, exists } = wanted;
        let found = items::one_drive(world, drive).ok();
        let found = found.and_then(|drive| world.node(items::at_path(world, drive, path)?).ok());
        match (found, exists) {
            (Some(node), true) => {
                let app_key = items::first_app_key(world);
                self.found.item = Some(items::item(world, &app_key, node, false));
            }
            (None, false) => {}
            (None, true) => self.miss("item", format!("there is no `{path}` in the drive `{drive}`")),
            (Some(_), false) => self.miss("item", format!("there is `{path}` in the drive `{drive}`")),
        }
    }
}
