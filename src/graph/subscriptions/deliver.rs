//! Writes notifications and sends them to their receivers, beside the requests.
//!
//! See <https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#receive-notifications>.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use tokio::task::JoinSet;

use crate::{
    graph::{
        ids,
        wire::{ChangeNotification, ChangeNotifications, ResourceData},
    },
    http::{date, post::Hosts},
    sandbox::{
        Sandbox, Sandboxes,
        outbox::{Delivery, Event, Sent},
    },
    world::{Subscription, World},
};

/// How long a receiver may take.
const RECEIVER_TIMEOUT: Duration = Duration::from_secs(3);
/// How many are under way at once, over all sandboxes.
const MOST_UNDER_WAY: usize = 64;
/// The longest sleep, as the clock of the system may be set meanwhile.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Sends notifications as they fall due. It never returns; when it is dropped, all that is under way ends with it.
pub async fn deliver(sandboxes: Arc<Sandboxes>, hosts: Hosts) {
    let mut under_way = JoinSet::new();
    loop {
        let all = sandboxes.list();
        for sandbox in &all {
            let room = MOST_UNDER_WAY - under_way.len();
            for notification in sandbox.outbox.take_due(sandbox.clock.now(), room) {
                under_way.spawn(carry_out(Arc::clone(sandbox), hosts.clone(), notification));
            }
        }
        // Without room nothing is due before something arrives.
        let wait = all.iter().filter_map(|sandbox| sandbox.until_notification()).min();
        let wait = wait.filter(|_| under_way.len() < MOST_UNDER_WAY).unwrap_or(LONGEST_WAIT);
        drop(all);
        tokio::select! {
            () = tokio::time::sleep(wait.min(LONGEST_WAIT)) => {}
            () = sandboxes.outbox_wakeup() => {}
            Some(ended) = under_way.join_next() => {
                if let Err(error) = ended {
                    tracing::error!(%error, "a notification was not sent");
                }
            }
        }
    }
}

/// Sends a notification once, unless its subscription has ended while it waited.
async fn carry_out(sandbox: Arc<Sandbox>, hosts: Hosts, notification: Delivery) {
    let cleared = sandbox.outbox.cleared();
    let Some(under_way) = sandbox.outbox.start(&notification) else { return };
    let world = sandbox.snapshot();
    let number = notification.subscription.number;
    let is_last = notification.event == Event::SubscriptionRemoved;
    let may_be_sent = || is_last || sandbox.read(|world, now| world.subscription(number, now).is_some());
    // What waited before the address changed goes to the new one.
    let current = world.subscription(number, sandbox.clock.now());
    let subscription = current.unwrap_or(&notification.subscription);
    let url = Arc::clone(receiver(subscription, notification.event));
    let body = serde_json::to_string(&body(&world, &notification)).expect("wire types can be written");
    let body: Arc<str> = body.into();
    let outcome = if may_be_sent() {
        tokio::select! {
            biased;
            () = cleared => return,
            outcome = send(&hosts, &url, &body) => outcome,
        }
    } else {
        Err("not sent: the subscription has ended".into())
    };
    let try_again = may_be_sent();
    under_way.record(notification, sandbox.clock.now(), Sent { url, body, outcome, try_again });
}

/// Returns the status of the receiver's response, or why there is none.
async fn send(hosts: &Hosts, url: &str, body: &str) -> Result<u16, String> {
    let callback = hosts.callback(url).map_err(|error| format!("not sent: {error}"))?;
    let sent = callback
        .post_for_status("application/json", Bytes::copy_from_slice(body.as_bytes()), RECEIVER_TIMEOUT)
        .await;
    sent.map(|status| status.as_u16()).map_err(|error| error.to_string())
}

/// Returns the address that an event is sent to.
fn receiver(subscription: &Subscription, event: Event) -> &Arc<str> {
    match (event, &subscription.lifecycle_url) {
        (Event::Changed, _) | (_, None) => &subscription.url,
        (_, Some(url)) => url,
    }
}

/// Returns the body of a notification.
fn body(world: &World, notification: &Delivery) -> ChangeNotifications {
    let Delivery { subscription, event, .. } = notification;
    let lifecycle_event = match event {
        Event::Changed => None,
        Event::ReauthorizationRequired => Some("reauthorizationRequired"),
        Event::SubscriptionRemoved => Some("subscriptionRemoved"),
        Event::Missed => Some("missed"),
    };
    let is_change = lifecycle_event.is_none();
    let notification = ChangeNotification {
        subscription_id: ids::subscription(subscription.number),
        subscription_expiration_date_time: date::rfc3339(subscription.expires),
        client_state: subscription.client_state.as_deref().map(Into::into),
        change_type: is_change.then_some("updated"),
        lifecycle_event,
        resource: subscription.resource.to_string(),
        tenant_id: world.tenant().into(),
        resource_data: is_change.then_some(ResourceData { kind: "#Microsoft.Graph.DriveItem" }),
    };
    ChangeNotifications { value: [notification] }
}
