//! Creating, reading, changing and deleting subscriptions.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};

use super::request::{SubscriptionInput, SubscriptionRequest, SubscriptionUpdate};
use crate::{
    graph::{
        auth::Caller,
        error::Error,
        ids,
        json::{Json, NoParameters, Path},
        respond, scopes,
        wire::{SubscriptionBody, SubscriptionList},
    },
    http::{self, LinkBase, Operation, date},
    sandbox::Quirk,
    world::{Api, Subscription, Timestamp, World},
};

/// The scopes that allow a caller to read its subscriptions: those that allow it to create some, and one more.
const READ: &[&str] =
    &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All", "Subscription.Read.All"];

/// <https://learn.microsoft.com/en-us/graph/api/subscription-post-subscriptions>
pub const CREATE: Operation = Operation { name: "subscription.create", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/subscription-list>
pub const LIST: Operation =
    Operation { name: "subscription.list", scopes: READ, units: 2, ..Operation::BASE };

/// <https://learn.microsoft.com/en-us/graph/api/subscription-get>
pub const GET: Operation = Operation { name: "subscription.get", units: 1, ..LIST };

/// <https://learn.microsoft.com/en-us/graph/api/subscription-update>
pub const UPDATE: Operation = Operation { name: "subscription.update", ..CREATE };

/// <https://learn.microsoft.com/en-us/graph/api/subscription-delete>
pub const DELETE: Operation = Operation { name: "subscription.delete", ..CREATE };

/// <https://learn.microsoft.com/en-us/graph/api/subscription-reauthorize>
pub const REAUTHORIZE: Operation = Operation { name: "subscription.reauthorize", ..CREATE };

/// Asks the receiver whether it accepts notifications, then begins the subscription.
///
/// Handles `POST /v1.0/subscriptions`.
pub async fn create(
    caller: Caller,
    base: LinkBase,
    Json(body): Json<SubscriptionInput>,
) -> Result<Response, Error> {
    let call = &caller.call;
    let request = SubscriptionRequest::read(&caller, body)?;
    request.validate(call).await?;
    let subscription = caller.write(|world, now| request.subscribe(&caller, world, now))?;
    Ok(whole(&caller, &base, StatusCode::CREATED, &subscription))
}

/// Returns the caller's subscriptions.
///
/// Handles `GET /v1.0/subscriptions`.
pub fn list(caller: Caller, base: LinkBase) -> Response {
    let (world, now) = (caller.world(), caller.now());
    let theirs = world.subscriptions(now).filter(|subscription| is_theirs(&caller, subscription));
    let value = theirs.map(|subscription| body(world, subscription)).collect();
    let context = format!("{base}/v1.0/$metadata#subscriptions");
    respond::json(StatusCode::OK, &SubscriptionList { context, value })
}

/// Returns one of the caller's subscriptions.
///
/// Handles `GET /v1.0/subscriptions/{subscription}`.
pub fn get(caller: Caller, base: LinkBase, Path(id): Path<String>) -> Result<Response, Error> {
    let world = caller.world();
    let subscription = find(&caller, world, &id, caller.now())?;
    let context = Some(context(&base));
    Ok(respond::json(StatusCode::OK, &SubscriptionBody { context, ..body(world, subscription) }))
}

/// Renews a subscription, or sends its notifications to another address, whose receiver is asked first.
///
/// Handles `PATCH /v1.0/subscriptions/{subscription}`.
pub async fn update(
    caller: Caller,
    base: LinkBase,
    Path(id): Path<String>,
    Json(body): Json<SubscriptionInput>,
) -> Result<Response, Error> {
    let call = &caller.call;
    find(&caller, caller.world(), &id, caller.now())?;
    let change = SubscriptionUpdate::read(call, body, caller.now())?;
    if call.has_quirk(Quirk::Redirect308) {
        return Ok(http::empty(StatusCode::PERMANENT_REDIRECT));
    }
    change.validate(call).await?;
    let subscription = caller.write(|world, now| {
        let number = find(&caller, world, &id, now)?.number;
        change.check(now)?;
        world.change_subscription(number, |it| change.apply(it)).ok_or(Error::NoSubscription)
    })?;
    Ok(whole(&caller, &base, StatusCode::OK, &subscription))
}

/// Ends a subscription.
///
/// Handles `DELETE /v1.0/subscriptions/{subscription}`.
pub fn delete(caller: Caller, Path(id): Path<String>) -> Result<Response, Error> {
    caller.write(|world, now| {
        let number = find(&caller, world, &id, now)?.number;
        if world.unsubscribe(number) { Ok(()) } else { Err(Error::NoSubscription) }
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Confirms that the caller may be notified; subscriptions of this server never ask for it by themselves.
///
/// Handles `POST /v1.0/subscriptions/{subscription}/reauthorize`.
pub fn reauthorize(caller: Caller, Path(id): Path<String>, _: NoParameters) -> Result<Response, Error> {
    find(&caller, caller.world(), &id, caller.now())?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Returns the subscription of this id, if it is the caller's.
fn find<'w>(
    caller: &Caller,
    world: &'w World,
    id: &str,
    now: Timestamp,
) -> Result<&'w Arc<Subscription>, Error> {
    let found = ids::parse_subscription(id).and_then(|number| world.subscription(number, now));
    found.filter(|subscription| is_theirs(caller, subscription)).ok_or(Error::NoSubscription)
}

/// Returns whether a subscription is the caller's: an application sees those that it created for a person, and by itself
/// all that it created.
fn is_theirs(caller: &Caller, subscription: &Subscription) -> bool {
    let (caller, by) = (caller.principal, subscription.by);
    caller.app == by.app && (caller.user.is_none() || caller.user == by.user)
}

/// Returns a response with a subscription and its secret, which only the client that set it receives.
fn whole(caller: &Caller, base: &str, status: StatusCode, subscription: &Subscription) -> Response {
    let body = body(caller.world(), subscription);
    let client_state = subscription.client_state.as_deref().map(Into::into);
    respond::json(status, &SubscriptionBody { context: Some(context(base)), client_state, ..body })
}

/// Returns the context of one subscription.
fn context(base: &str) -> String {
    format!("{base}/v1.0/$metadata#subscriptions/$entity")
}

/// Returns a subscription without its secret.
fn body(world: &World, subscription: &Subscription) -> SubscriptionBody {
    let by = subscription.by;
    let lifecycle_url = subscription.lifecycle_url.as_deref();
    let app = by.app.and_then(|app| world.app(app));
    SubscriptionBody {
        context: None,
        id: ids::subscription(subscription.number),
        resource: subscription.resource.to_string(),
        // The fixture's tokens may be those of another service's application.
        application_id: app.filter(|app| app.api == Api::Graph).map(|app| app.key.to_string()),
        change_type: "updated",
        client_state: None,
        notification_url: subscription.url.to_string(),
        lifecycle_notification_url: lifecycle_url.map(Into::into),
        expiration_date_time: date::rfc3339(subscription.expires),
        creator_id: by.user.map(ids::user).or(by.app.map(ids::app)),
        latest_supported_tls_version: subscription.tls_version.as_deref().unwrap_or("v1_2").into(),
        notification_content_type: "application/json",
    }
}
