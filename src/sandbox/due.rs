//! What falls due in a sandbox as its clock goes on: tasks, ends of tokens and of upload sessions, messages.

use std::{collections::BTreeSet, sync::Arc};

use serde::Deserialize;

use super::{instance::Sandbox, outbox::message::Receiver};
use crate::world::{TaskId, Timestamp, Token, UploadId, World};

/// What a test waits for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DueKind {
    /// A task goes on.
    Task,
    /// An access token ends.
    Token,
    /// An upload session ends before its file was made.
    Upload,
    /// A message is tried again.
    Notification,
    /// Whatever comes first.
    Any,
}

/// Something that falls due.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Due {
    /// This task goes on.
    Task(TaskId),
    /// This access token ends.
    Token(Arc<str>),
    /// This upload session ends.
    Upload(UploadId),
    /// A message to this receiver is tried again.
    Notification(Receiver),
}

impl Sandbox {
    /// Returns what falls due behind `after`, until `to` at the latest, in its order; each thing once.
    pub fn due(
        &self,
        world: &World,
        after: Timestamp,
        to: Timestamp,
        kind: DueKind,
    ) -> Vec<(Timestamp, Due)> {
        let is = |this: DueKind| kind == this || kind == DueKind::Any;
        let mut all = Vec::new();
        if is(DueKind::Task) {
            all.extend(world.due_tasks().map(|(at, id)| (at, Due::Task(id))));
        }
        if is(DueKind::Upload) {
            all.extend(world.open_upload_ends().map(|(at, id)| (at, Due::Upload(id))));
        }
        if is(DueKind::Token) {
            let end = |token: &Token| {
                let used = token.sliding.then(|| self.usage.token_used(&token.value)).flatten();
                Some((token.end(used)?, Due::Token(Arc::clone(&token.value))))
            };
            all.extend(world.tokens().filter_map(end));
        }
        if is(DueKind::Notification) {
            all.extend(self.outbox.waiting().into_iter().map(|(at, to)| (at, Due::Notification(to))));
        }
        all.retain(|(at, _)| *at > after && *at <= to);
        all.sort();
        let mut met = BTreeSet::new();
        all.retain(|(_, due)| met.insert(due.clone()));
        all
    }
}
