//! Writes notifications.
//!
//! See <https://learn.microsoft.com/en-us/graph/change-notifications-delivery-webhooks#receive-notifications>.

use std::sync::Arc;

use crate::{
    graph::{
        ids,
        wire::{ChangeNotification, ChangeNotifications, ResourceData},
    },
    http::{date, deliver::Letter},
    sandbox::outbox::Event,
    world::{Subscription, Timestamp, World},
};

/// Returns a notification as it goes to the subscriber.
pub fn notification(world: &World, now: Timestamp, subscription: &Subscription, event: Event) -> Letter {
    // What waited before the address changed goes to the new one.
    let current = world.subscription(subscription.number, now).map_or(subscription, Arc::as_ref);
    let url = Arc::clone(receiver(current, event));
    let body = serde_json::to_string(&body(world, subscription, event)).expect("wire types can be written");
    Letter { url, body }
}

/// Returns the address that an event is sent to.
fn receiver(subscription: &Subscription, event: Event) -> &Arc<str> {
    match (event, &subscription.lifecycle_url) {
        (Event::Changed, _) | (_, None) => &subscription.url,
        (_, Some(url)) => url,
    }
}

/// Returns the body of a notification.
fn body(world: &World, subscription: &Subscription, event: Event) -> ChangeNotifications {
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
