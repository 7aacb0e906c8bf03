//! What a test waits for, as it is written and checked.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    control::{items, problem::problem},
    sandbox::{
        Catalogue, Misread, Settings,
        matcher::{MatchForm, Matcher},
    },
    world::World,
};

/// The longest wait, in milliseconds.
const LONGEST: u64 = 60_000;

/// How long a wait is that says nothing, in milliseconds.
const TIMEOUT: u64 = 5000;

/// What a test waits for, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WaitForm {
    /// For how many milliseconds at most; 5000 if it is left out, at most 60000.
    timeout_ms: Option<u64>,
    /// What is waited for: all members at once.
    #[serde(rename = "for")]
    wanted: WantedForm,
}

/// What a test waits for: at least one member.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct WantedForm {
    /// That requests have come.
    requests: Option<RequestsForm>,
    /// That for so many milliseconds no request was under way; at most 60000.
    idle_ms: Option<u64>,
    /// That all tasks have ended.
    tasks: Option<Ended>,
    /// That all notifications were accepted or given up.
    notifications: Option<Delivered>,
    /// That an item is there, or gone.
    item: Option<ItemForm>,
}

/// Requests that a test waits for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestsForm {
    /// Which requests are meant; all if it is left out.
    #[serde(rename = "match", default)]
    form: MatchForm,
    /// How many; 1 if it is left out.
    min: Option<usize>,
    /// Only requests behind this number count.
    #[serde(default)]
    since: u64,
}

/// What is waited for of tasks.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Ended {
    /// That all have ended.
    Ended,
}

/// What is waited for of notifications.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Delivered {
    /// That none is left to be sent.
    Delivered,
}

/// An item that a test waits for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ItemForm {
    /// The drive, by its name or its owner.
    drive: String,
    /// The path in it.
    path: String,
    /// Whether it is to be there, or to be gone; there if it is left out.
    exists: Option<bool>,
}

/// What a test waits for: all of it at once.
pub struct Wanted {
    /// So many requests behind a number that are meant.
    pub requests: Option<WantedRequests>,
    /// For so long nothing under way and nothing new.
    pub idle: Option<Duration>,
    /// Whether all tasks have ended.
    pub tasks: bool,
    /// Whether all notifications were accepted or given up.
    pub notifications: bool,
    /// Whether an item is there.
    pub item: Option<WantedItem>,
}

/// Requests that a test waits for.
pub struct WantedRequests {
    /// Which are meant.
    pub matcher: Matcher,
    /// How many.
    pub min: usize,
    /// The number behind which they stand.
    pub since: u64,
}

/// An item that a test waits for.
pub struct WantedItem {
    /// The drive, by its name or its owner.
    pub drive: String,
    /// The path in it.
    pub path: String,
    /// Whether it is to be there, or to be gone.
    pub exists: bool,
}

impl WaitForm {
    /// Checks what a test waits for, and returns for how long at most.
    ///
    /// # Errors
    /// The response that says what can never hold, with what would have been right.
    pub fn check(
        self,
        catalogue: &Catalogue,
        settings: &Settings,
        world: &World,
    ) -> Result<(Wanted, Duration), Response> {
        let refuse =
            |misread: Misread| problem(StatusCode::BAD_REQUEST, &format!("The body is wrong: {misread}."));
        let long = |name: &str, millis: u64| {
            let misread = || Misread::new(format!("is at most {LONGEST}, not {millis}")).member(name);
            if millis > LONGEST { Err(misread()) } else { Ok(Duration::from_millis(millis)) }
        };
        let timeout = long("timeout_ms", self.timeout_ms.unwrap_or(TIMEOUT)).map_err(refuse)?;
        let WantedForm { requests, idle_ms, tasks, notifications, item } = self.wanted;
        let idle = idle_ms.map(|idle| long("idle_ms", idle)).transpose();
        let idle = idle.map_err(|misread| refuse(misread.member("for")))?;
        let requests = requests.map(|requests| requests.check(catalogue, settings)).transpose();
        let requests = requests.map_err(|misread| refuse(misread.member("requests").member("for")))?;
        if let Some(item) = &item {
            items::one_drive(world, &item.drive)?;
        }
        let wanted = Wanted {
            requests,
            idle,
            tasks: matches!(tasks, Some(Ended::Ended)),
            notifications: matches!(notifications, Some(Delivered::Delivered)),
            item: item.map(|ItemForm { drive, path, exists }| WantedItem {
                drive,
                path,
                exists: exists.unwrap_or(true),
            }),
        };
        if wanted.is_nothing() {
            let text = "names nothing: there are `requests`, `idle_ms`, `tasks`, `notifications`, `item`";
            return Err(refuse(Misread::new(text).member("for")));
        }
        Ok((wanted, timeout))
    }
}

impl RequestsForm {
    fn check(self, catalogue: &Catalogue, settings: &Settings) -> Result<WantedRequests, Misread> {
        let matcher = Matcher::of_journal(&self.form, catalogue, settings.journal.bodies);
        let matcher = matcher.map_err(|misread| misread.member("match"))?;
        let (min, most) = (self.min.unwrap_or(1), settings.journal.requests);
        if min == 0 || min > most {
            let text = format!("is from 1 to {most}, as many as the journal keeps, and not {min}");
            return Err(Misread::new(text).member("min"));
        }
        Ok(WantedRequests { matcher, min, since: self.since })
    }
}

impl Wanted {
    fn is_nothing(&self) -> bool {
        let Self { requests, idle, tasks, notifications, item } = self;
        requests.is_none() && idle.is_none() && !tasks && !notifications && item.is_none()
    }
}
