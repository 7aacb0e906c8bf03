//! What a client wants of a subscription, read and checked.

use std::{sync::Arc, time::Duration};

use serde::Deserialize;

use crate::{
    graph::{
        address::{
            Address,
            rewrite::{self, Routed},
        },
        auth::Caller,
        error::Error,
    },
    http::{
        Call, date,
        post::{Callback, CallbackError},
    },
    world::{Flavor, NodeId, Subscription, Timestamp, World},
};

/// The longest life of a subscription to a drive: 42,300 minutes.
const LONGEST: Duration = Duration::from_hours(705);
/// How many subscriptions a sandbox has at the most.
const MOST: usize = 1000;
/// The longest resource that is read, in bytes.
const LONGEST_RESOURCE: usize = 8192;
/// The longest secret, in characters.
const LONGEST_STATE: usize = 128;

const TLS_VERSIONS: [&str; 4] = ["v1_0", "v1_1", "v1_2", "v1_3"];

/// The members of a subscription that a client sends; others are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionIn {
    change_type: Option<String>,
    notification_url: Option<String>,
    lifecycle_notification_url: Option<String>,
    resource: Option<String>,
    expiration_date_time: Option<String>,
    client_state: Option<String>,
    latest_supported_tls_version: Option<String>,
    include_resource_data: Option<bool>,
}

/// A subscription that was read and is not taken on yet.
pub struct SubscriptionRequest {
    /// What the resource names.
    address: Address,
    /// What becomes of it; the folder is looked up again when it is taken on.
    subscription: Subscription,
    targets: Vec<Callback>,
}

/// A change of a subscription.
pub struct Change {
    expires: Option<Timestamp>,
    url: Option<Arc<str>>,
    target: Option<Callback>,
}

impl SubscriptionRequest {
    /// Reads what is wanted, as far as it can be told before the receiver is asked.
    pub fn read(caller: &Caller, world: &World, body: SubscriptionIn, now: Timestamp) -> Result<Self, Error> {
        let call = &caller.call;
        let resource = required("resource", body.resource)?;
        let address = address(&resource)?;
        let folder = folder(caller, world, &address)?;
        let kinds = required("changeType", body.change_type)?;
        if kinds.split(',').any(|kind| kind.trim() != "updated") {
            return refuse("The changeType of a subscription to a drive must be updated.");
        }
        if body.include_resource_data == Some(true) {
            return refuse("includeResourceData is not supported for this resource.");
        }
        if body.client_state.as_ref().is_some_and(|state| state.chars().count() > LONGEST_STATE) {
            return refuse("clientState is longer than 128 characters.");
        }
        let tls_version = body.latest_supported_tls_version;
        if tls_version.as_deref().is_some_and(|version| !TLS_VERSIONS.contains(&version)) {
            return refuse("latestSupportedTlsVersion must be one of v1_0, v1_1, v1_2, v1_3.");
        }
        let expires = expiry(&required("expirationDateTime", body.expiration_date_time)?, now)?;
        let url = required("notificationUrl", body.notification_url)?;
        let lifecycle_url = body.lifecycle_notification_url.filter(|url| !url.is_empty());
        let urls = std::iter::once(&url).chain(lifecycle_url.as_ref());
        let targets = urls.map(|url| target(call, url)).collect::<Result<_, _>>()?;
        let subscription = Subscription {
            number: 0,
            by: caller.principal,
            folder,
            resource: resource.into(),
            url: url.into(),
            lifecycle_url: lifecycle_url.map(Into::into),
            client_state: body.client_state.map(Into::into),
            tls_version: tls_version.map(Into::into),
            expires,
        };
        Ok(Self { address, subscription, targets })
    }

    /// Asks every receiver whether it wants to be called.
    pub async fn validate(&self, call: &Call) -> Result<(), Error> {
        for target in &self.targets {
            super::validate::validate(call, target).await?;
        }
        Ok(())
    }

    /// Takes the subscription on.
    pub fn subscribe(
        &self,
        caller: &Caller,
        world: &mut World,
        now: Timestamp,
    ) -> Result<Arc<Subscription>, Error> {
        let folder = folder(caller, world, &self.address)?;
        if world.subscriptions(now).count() >= MOST {
            return refuse("The maximum number of active subscriptions is reached.");
        }
        check_end(self.subscription.expires, now)?;
        Ok(world.subscribe(Subscription { folder, ..self.subscription.clone() })?)
    }
}

impl Change {
    /// Reads a change: another end, another address, or both.
    pub fn read(call: &Call, body: SubscriptionIn, now: Timestamp) -> Result<Self, Error> {
        let expires = body.expiration_date_time.map(|date| expiry(&date, now)).transpose()?;
        let target = body.notification_url.as_deref().map(|url| target(call, url)).transpose()?;
        if expires.is_none() && target.is_none() {
            return refuse(
                "Only expirationDateTime and notificationUrl can be changed, and one of them must be.",
            );
        }
        Ok(Self { expires, url: body.notification_url.map(Into::into), target })
    }

    /// Asks the receiver at the new address whether it wants to be called.
    pub async fn validate(&self, call: &Call) -> Result<(), Error> {
        match &self.target {
            Some(target) => super::validate::validate(call, target).await,
            None => Ok(()),
        }
    }

    /// Refuses an end that came while the receiver took its time.
    pub fn check(&self, now: Timestamp) -> Result<(), Error> {
        self.expires.map_or(Ok(()), |expires| check_end(expires, now))
    }

    /// Carries the change out.
    pub fn apply(self, subscription: &mut Subscription) {
        subscription.expires = self.expires.unwrap_or(subscription.expires);
        subscription.url = self.url.unwrap_or_else(|| Arc::clone(&subscription.url));
    }
}

fn refuse<T>(text: &str) -> Result<T, Error> {
    Err(Error::Subscription(text.into()))
}

fn required(name: &str, value: Option<String>) -> Result<String, Error> {
    let missing = || Error::Subscription(format!("{name} is required."));
    value.filter(|value| !value.is_empty()).ok_or_else(missing)
}

/// Returns the drive and the item that a resource names.
fn address(resource: &str) -> Result<Address, Error> {
    if resource.len() > LONGEST_RESOURCE {
        return refuse("resource is longer than 8192 characters.");
    }
    let unsupported = || Error::Subscription(format!("resource '{resource}' is not supported."));
    let path = resource.trim_start_matches('/');
    if path.contains("://") {
        return Err(unsupported());
    }
    let asked = format!("/v1.0/{path}");
    let Routed { path_and_query, address } = rewrite::read(&asked).map_err(|_| unsupported())?;
    // Nothing may follow the item.
    let names_item = path_and_query.as_ref().unwrap_or(&asked) == rewrite::ITEM;
    address.filter(|_| names_item).ok_or_else(unsupported)
}

/// The folder at an address: any of a personal drive, only the root of others.
fn folder(caller: &Caller, world: &World, address: &Address) -> Result<NodeId, Error> {
    let node = caller.reach(world, address)?;
    if !node.is_folder() {
        return refuse("Subscriptions are for folders: a file cannot be subscribed to.");
    }
    if node.parent.is_some() && world.drive(node.drive)?.flavor == Flavor::Business {
        return refuse("On business drives, only the root folder can be subscribed to.");
    }
    Ok(node.id)
}

fn check_end(expires: Timestamp, now: Timestamp) -> Result<(), Error> {
    if expires > now { Ok(()) } else { refuse("Subscription expiration must be in the future.") }
}

fn expiry(text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    let Some(expires) = date::parse_rfc3339(text) else {
        return refuse(&format!(
            "{text:?} is not a valid date and time with an offset, such as 2026-01-02T03:04:05Z."
        ));
    };
    check_end(expires, now)?;
    if expires > now.plus(LONGEST) {
        let minutes = LONGEST.as_secs() / 60;
        return refuse(&format!("Subscription expiration can only be {minutes} minutes in the future."));
    }
    Ok(expires)
}

/// An address that notifications may be sent to.
fn target(call: &Call, url: &str) -> Result<Callback, Error> {
    call.notify().callback(url).map_err(|error| match error {
        CallbackError::Malformed => Error::Subscription(format!("{url:?} is not a valid notification URL.")),
        CallbackError::Scheme(scheme) => Error::NotServed(format!("notifications over {scheme}: use a notificationUrl that begins with http://127.0.0.1")),
        CallbackError::Host(host) => Error::Subscription(format!(
            "mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and {host} \
             is neither."
        )),
    })
}
