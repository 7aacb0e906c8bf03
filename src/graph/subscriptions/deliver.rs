//! The mail: notices are worded and carried to their receivers, beside the requests.
//!
//! See <https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#receive-notifications>.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::task::JoinSet;

use super::super::{
    ids,
    wire::{Notification, Notifications, ResourceData},
};
use crate::{
    http::{date, post::Hosts},
    sandbox::{
        Sandbox, Sandboxes,
        outbox::{Event, Letter, Sent},
    },
    world::{Subscription, World},
};

/// How long a receiver may take.
const PATIENCE: Duration = Duration::from_secs(3);
/// The longest sleep; the clock of the system may be set while we wait.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Carries letters to their receivers as they fall due; never returns, and all that is under way ends with it.
pub async fn deliver(sandboxes: Arc<Sandboxes>, hosts: Hosts) {
    let mut under_way = JoinSet::new();
    loop {
        let all = sandboxes.list();
        for sandbox in &all {
            for letter in sandbox.outbox.take_due(sandbox.clock.now()) {
                under_way.spawn(carry(Arc::clone(sandbox), hosts.clone(), letter));
            }
        }
        let wait = all.iter().filter_map(|sandbox| sandbox.until_mail()).min();
        drop(all);
        tokio::select! {
            () = tokio::time::sleep(wait.unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)) => {}
            () = sandboxes.mail() => {}
            Some(_) = under_way.join_next() => {}
        }
    }
}

/// Tries once to bring a letter to its receiver; one that waited while the subscription ended is not sent.
async fn carry(sandbox: Arc<Sandbox>, hosts: Hosts, letter: Letter) {
    let world = sandbox.snapshot();
    let number = letter.subscription.number;
    let is_last = letter.event == Event::SubscriptionRemoved;
    let may_be_sent = || is_last || sandbox.read(|world, now| world.subscription(number, now).is_some());
    // A receiver that moved gets at its new address what was written before.
    let current = world.subscription(number, sandbox.clock.now());
    let subscription = current.unwrap_or(&letter.subscription);
    let url = Arc::clone(receiver(subscription, letter.event));
    let body: Arc<str> = serde_json::to_string(&worded(&world, &letter)).unwrap_or_default().into();
    let outcome = if may_be_sent() {
        match hosts.target(&url) {
            Ok(target) => {
                let bytes = Bytes::copy_from_slice(body.as_bytes());
                let sent = target.post("application/json", bytes, PATIENCE).await;
                sent.map(|reply| reply.status.as_u16()).map_err(|error| error.to_string())
            }
            Err(error) => Err(format!("not sent: {error:?}")),
        }
    } else {
        Err("not sent: the subscription has ended".into())
    };
    let try_again = may_be_sent();
    sandbox.outbox.settle(letter, sandbox.clock.now(), Sent { url, body, outcome, try_again });
}

/// Where an event is told.
fn receiver(subscription: &Subscription, event: Event) -> &Arc<str> {
    match (event, &subscription.lifecycle_url) {
        (Event::Changed, _) | (_, None) => &subscription.url,
        (_, Some(url)) => url,
    }
}

fn worded(world: &World, letter: &Letter) -> Notifications {
    let subscription = &letter.subscription;
    let lifecycle_event = match letter.event {
        Event::Changed => None,
        Event::ReauthorizationRequired => Some("reauthorizationRequired"),
        Event::SubscriptionRemoved => Some("subscriptionRemoved"),
        Event::Missed => Some("missed"),
    };
    let is_change = lifecycle_event.is_none();
    let notification = Notification {
        subscription_id: ids::subscription(subscription.number),
        subscription_expiration_date_time: date::rfc3339(subscription.expires),
        client_state: subscription.client_state.as_deref().map(Into::into),
        change_type: is_change.then_some("updated"),
        lifecycle_event,
        resource: subscription.resource.to_string(),
        tenant_id: world.tenant().into(),
        resource_data: is_change.then_some(ResourceData { kind: "#Microsoft.Graph.DriveItem" }),
    };
    Notifications { value: [notification] }
}
