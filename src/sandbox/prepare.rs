//! What a changed world goes through before it is published.

use super::outbox::message::Message;
use crate::world::{Timestamp, World};

/// Does what is due in a changed world, and dates its changes. Returns the messages about them.
pub fn prepared(next: &mut World, now: Timestamp) -> Vec<Message> {
    next.run_due(now);
    next.date_changes(now);
    for task in next.take_failed() {
        let progress = task.progress(now);
        let error = task.results.iter().find_map(|result| result.as_ref().err());
        tracing::info!(
            task = task.id.number(),
            provider = task.spec.api.name(),
            failed = progress.failed,
            total = progress.total,
            error = error.map(tracing::field::display),
            "a task has failed"
        );
    }
    let notifications = next.take_events(now).into_iter().filter_map(Message::of_event);
    notifications.chain(next.take_calls().map(Message::Call)).collect()
}
