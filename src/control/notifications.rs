//! `/_mock/notifications` and `/_mock/graph/subscriptions/`: what was sent to subscribers and
//! webhooks, and lifecycle notifications.

use std::time::Duration;

use axum::{http::StatusCode, response::Response};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    json::{Json, Named, Query},
    problem::problem,
    respond,
};
use crate::{
    graph,
    http::{self, Call, date},
    kdocs,
    sandbox::outbox::{Attempt, Event, Message},
    world::Api,
};

#[derive(Serialize)]
struct Notifications {
    notifications: Vec<NotificationBody>,
}

/// One try to send one notification, or to call one webhook.
#[derive(Serialize)]
pub struct NotificationBody {
    n: u64,
    at: String,
    provider: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<String>,
    url: String,
    #[serde(rename = "try")]
    tries: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<String>,
    body: Value,
}

/// How long the list waits for tries that are under way; a receiver has three seconds.
const IDLE_WAIT: Duration = Duration::from_secs(4);

/// Handles `GET /_mock/notifications`: the last tries, newest last, once nothing is due; `?since=n` leaves out those
/// up to number `n`.
pub async fn list(call: Call, query: Query) -> Result<Response, Response> {
    let since = query.number("since")?.unwrap_or(0);
    let idle = call.sandbox().outbox.idle(call.sandbox().clock.now());
    // A try that takes longer stands in a later list.
    let _ = tokio::time::timeout(IDLE_WAIT, idle).await;
    let attempts = call.sandbox().outbox.since(since);
    let notifications = attempts.iter().map(|attempt| body(attempt)).collect();
    Ok(respond::json(StatusCode::OK, &Notifications { notifications }))
}

/// Returns a try as it is shown.
pub fn body(attempt: &Attempt) -> NotificationBody {
    let (provider, subscription, webhook) = match &attempt.delivery.message {
        Message::Notification(known, _) => (Api::Graph, Some(graph::ids::subscription(known.number)), None),
        Message::Call(call) => (Api::Kdocs, None, Some(kdocs::ids::webhook(call.webhook.number))),
    };
    NotificationBody {
        n: attempt.n,
        at: date::rfc3339(attempt.at),
        provider: provider.name(),
        subscription,
        webhook,
        url: attempt.url.to_string(),
        tries: attempt.delivery.tries,
        status: attempt.outcome.as_ref().ok().copied(),
        error: attempt.outcome.as_ref().err().cloned(),
        again: attempt.again.map(date::rfc3339),
        body: serde_json::from_str(&attempt.body).unwrap_or_default(),
    }
}

/// What happens to a subscription itself.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "camelCase")]
enum LifecycleEvent {
    ReauthorizationRequired,
    SubscriptionRemoved,
    Missed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    event: LifecycleEvent,
}

/// Handles `POST /_mock/graph/subscriptions/{id}/lifecycle`: sends a lifecycle notification; `subscriptionRemoved`
/// ends the subscription too.
pub async fn lifecycle(
    call: Call,
    Named(id): Named,
    Json(Lifecycle { event }): Json<Lifecycle>,
) -> Result<Response, Response> {
    let unknown = || problem(StatusCode::NOT_FOUND, &format!("There is no subscription `{id}`."));
    let number = graph::ids::parse_subscription(&id).ok_or_else(unknown)?;
    let event = match event {
        LifecycleEvent::ReauthorizationRequired => Event::ReauthorizationRequired,
        LifecycleEvent::SubscriptionRemoved => Event::SubscriptionRemoved,
        LifecycleEvent::Missed => Event::Missed,
    };
    call.sandbox().write(|world, now| {
        let subscription = world.subscription(number, now).cloned().ok_or_else(unknown)?;
        if subscription.lifecycle_url.is_none() {
            let detail = format!("The subscription `{id}` has no lifecycleNotificationUrl.");
            return Err(problem(StatusCode::CONFLICT, &detail));
        }
        if event == Event::SubscriptionRemoved {
            world.unsubscribe(number);
        }
        // No reset comes between this and the end of the change.
        call.sandbox().outbox.enter(Message::Notification(subscription, event), now);
        Ok(())
    })?;
    call.sandbox().wake();
    Ok(http::empty(StatusCode::ACCEPTED))
}
