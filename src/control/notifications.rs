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

/// Tries to send notifications.
#[derive(Serialize)]
struct Notifications {
    /// The last tries, newest last.
    notifications: Vec<NotificationBody>,
}

/// One try to send one notification, or to call one webhook.
#[derive(Serialize)]
pub struct NotificationBody {
    /// The number of the try in the sandbox, from 1.
    n: u64,
    /// When, in RFC 3339.
    at: String,
    /// `graph` or `kdocs`.
    provider: &'static str,
    /// The id of the subscription in Microsoft Graph.
    #[serde(skip_serializing_if = "Option::is_none")]
    subscription: Option<String>,
    /// The id of the webhook in KDocs.
    #[serde(skip_serializing_if = "Option::is_none")]
    webhook: Option<String>,
    /// Where it was sent.
    url: String,
    /// Which try it was, from 1; 0 if too many wait already.
    #[serde(rename = "try")]
    tries: u32,
    /// The status of the response, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    /// Why there was no response.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
    /// When it is tried again, if it is, in RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    again: Option<String>,
    /// What was sent.
    body: Value,
}

/// How long the list waits for tries that are under way; a receiver has three seconds.
const IDLE_WAIT: Duration = Duration::from_secs(4);

/// Handles `GET /_mock/notifications`: the last tries to send notifications, newest last, once nothing is due.
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
    /// The client has to renew it.
    ReauthorizationRequired,
    /// It has ended.
    SubscriptionRemoved,
    /// Notifications were lost.
    Missed,
}

/// The lifecycle notification to send.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lifecycle {
    /// What it tells.
    event: LifecycleEvent,
}

/// Handles `POST /_mock/graph/subscriptions/{id}/lifecycle`: sends a lifecycle notification; `subscriptionRemoved`
/// ends the subscription too.
pub fn lifecycle(
    call: Call,
    Named(id): Named,
    Json(Lifecycle { event }): Json<Lifecycle>,
) -> Result<Response, Response> {
    let unknown = || {
        let detail =
            format!("There is no subscription `{id}`; GET /v1.0/subscriptions lists those of a caller.");
        problem(StatusCode::NOT_FOUND, &detail)
    };
    let number = graph::ids::parse_subscription(&id).ok_or_else(unknown)?;
    let event = match event {
        LifecycleEvent::ReauthorizationRequired => Event::ReauthorizationRequired,
        LifecycleEvent::SubscriptionRemoved => Event::SubscriptionRemoved,
        LifecycleEvent::Missed => Event::Missed,
    };
    call.sandbox().write(|world, now| {
        let subscription = world.subscription(number, now).cloned().ok_or_else(unknown)?;
        if subscription.lifecycle_url.is_none() {
            let detail = format!(
                "The subscription `{id}` has no lifecycleNotificationUrl, which its creation gives it."
            );
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
