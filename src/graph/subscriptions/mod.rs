//! Subscriptions: an application is told when something below a folder changes.
//!
//! Nothing is told of what changed, as on the service: whoever is told asks the folder's delta. What is left out:
//! resources that are no folder of a drive, contents in notifications, Event Hubs and Event Grid.

mod deliver;
mod validate;
mod wanted;

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};

pub use self::deliver::deliver;
use self::wanted::{SubscriptionIn, Wanted};
use super::{
    answer,
    auth::Caller,
    error::Error,
    ids,
    items::GET_DRIVE,
    json::{Json, Path},
    wire::{SubscriptionBody, Subscriptions},
};
use crate::{
    http::{self, LinkBase, Operation, Routes, date},
    world::{Api, Subscription, Timestamp, World},
};

const SCOPES: &[&str] = &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"];

const READ: &[&str] =
    &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All", "Subscription.Read.All"];

/// <https://learn.microsoft.com/en-us/graph/api/subscription-post-subscriptions>
const CREATE: Operation =
    Operation { name: "subscription.create", writes: true, scopes: SCOPES, ..GET_DRIVE };
/// <https://learn.microsoft.com/en-us/graph/api/subscription-list>
const LIST: Operation = Operation { name: "subscription.list", scopes: READ, ..GET_DRIVE };
/// <https://learn.microsoft.com/en-us/graph/api/subscription-get>
const GET: Operation = Operation { name: "subscription.get", ..LIST };
/// <https://learn.microsoft.com/en-us/graph/api/subscription-update>
const UPDATE: Operation = Operation { name: "subscription.update", ..CREATE };
/// <https://learn.microsoft.com/en-us/graph/api/subscription-delete>
const DELETE: Operation = Operation { name: "subscription.delete", ..CREATE };
/// <https://learn.microsoft.com/en-us/graph/api/subscription-reauthorize>
const REAUTHORIZE: Operation = Operation { name: "subscription.reauthorize", ..CREATE };

/// Adds the rows of the route table.
pub fn routes() -> Routes {
    Routes::at("")
        .post("/v1.0/subscriptions", &CREATE, create)
        .get("/v1.0/subscriptions", &LIST, list)
        .get("/v1.0/subscriptions/{subscription}", &GET, get)
        .patch("/v1.0/subscriptions/{subscription}", &UPDATE, update)
        .delete("/v1.0/subscriptions/{subscription}", &DELETE, delete)
        .post("/v1.0/subscriptions/{subscription}/reauthorize", &REAUTHORIZE, reauthorize)
}

/// Asks the receiver whether it wants to be called, then takes the subscription on.
async fn create(caller: Caller, base: LinkBase, Json(body): Json<SubscriptionIn>) -> Result<Response, Error> {
    let call = &caller.0.call;
    let wanted = call.sandbox().read(|world, now| Wanted::read(&caller, world, body, now))?;
    wanted.validate(call).await?;
    let subscription = caller.write(|world, now| wanted.subscribe(&caller, world, now))?;
    Ok(told(&caller, &base, StatusCode::CREATED, &subscription))
}

/// Lists the caller's subscriptions.
async fn list(caller: Caller, base: LinkBase) -> Response {
    let value = caller.0.call.sandbox().read(|world, now| {
        let theirs = world.subscriptions(now).filter(|subscription| is_theirs(&caller, subscription));
        theirs.map(|subscription| body(world, subscription)).collect()
    });
    let context = format!("{base}/v1.0/$metadata#subscriptions");
    answer(StatusCode::OK, &Subscriptions { context, value })
}

/// One of the caller's subscriptions.
async fn get(caller: Caller, base: LinkBase, Path(id): Path<String>) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| {
        let subscription = find(&caller, world, &id, now)?;
        let context = Some(context(&base));
        Ok(answer(StatusCode::OK, &SubscriptionBody { context, ..body(world, subscription) }))
    })
}

/// Renews a subscription, or has its notifications go elsewhere, where the receiver is asked first.
async fn update(
    caller: Caller,
    base: LinkBase,
    Path(id): Path<String>,
    Json(body): Json<SubscriptionIn>,
) -> Result<Response, Error> {
    let call = &caller.0.call;
    let change = call.sandbox().read(|world, now| {
        find(&caller, world, &id, now)?;
        wanted::Change::read(call, body, now)
    })?;
    change.validate(call).await?;
    let subscription = caller.write(|world, now| {
        let number = find(&caller, world, &id, now)?.number;
        change.check(now)?;
        world.change_subscription(number, |it| change.apply(it)).ok_or(Error::NoSubscription)
    })?;
    Ok(told(&caller, &base, StatusCode::OK, &subscription))
}

/// Ends a subscription.
async fn delete(caller: Caller, Path(id): Path<String>) -> Result<Response, Error> {
    caller.write(|world, now| {
        let number = find(&caller, world, &id, now)?.number;
        if world.unsubscribe(number) { Ok(()) } else { Err(Error::NoSubscription) }
    })?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// Shows again that the caller may be told; subscriptions of this server never ask for it by themselves.
async fn reauthorize(caller: Caller, Path(id): Path<String>) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, now| find(&caller, world, &id, now).map(drop))?;
    Ok(http::empty(StatusCode::NO_CONTENT))
}

/// A subscription of the caller's.
fn find<'w>(
    caller: &Caller,
    world: &'w World,
    id: &str,
    now: Timestamp,
) -> Result<&'w Arc<Subscription>, Error> {
    let found = ids::parse_subscription(id).and_then(|number| world.subscription(number, now));
    found.filter(|subscription| is_theirs(caller, subscription)).ok_or(Error::NoSubscription)
}

/// An application sees what it subscribed to for a person, and by itself all that it subscribed to.
fn is_theirs(caller: &Caller, subscription: &Subscription) -> bool {
    let (caller, by) = (caller.0.principal, subscription.by);
    caller.app == by.app && (caller.user.is_none() || caller.user == by.user)
}

fn told(caller: &Caller, base: &str, status: StatusCode, subscription: &Subscription) -> Response {
    let body = caller.0.call.sandbox().read(|world, _| body(world, subscription));
    let client_state = subscription.client_state.as_deref().map(Into::into);
    answer(status, &SubscriptionBody { context: Some(context(base)), client_state, ..body })
}

fn context(base: &str) -> String {
    format!("{base}/v1.0/$metadata#subscriptions/$entity")
}

/// A subscription as it is told; its secret is left out.
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
