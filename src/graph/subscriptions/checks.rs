//! Reading and checking the members of a subscription one by one.

use std::{borrow::Cow, time::Duration};

use crate::{
    graph::{
        address::{
            Address,
            rewrite::{self, Rewritten},
        },
        auth::Caller,
        error::Error,
    },
    http::{
        Call,
        post::{Callback, CallbackError},
    },
    world::{Flavor, NodeId, Timestamp, World},
};

/// The longest life of a subscription to a drive: 42,300 minutes.
const LONGEST: Duration = Duration::from_hours(705);
/// The longest resource that is read, in bytes.
const LONGEST_RESOURCE: usize = 8192;

/// Refuses a subscription with this text.
pub fn refuse<T>(text: impl Into<Cow<'static, str>>) -> Result<T, Error> {
    Err(Error::Subscription(text.into()))
}

/// Returns the value of a member, if it is not empty.
pub fn given(value: Option<String>) -> Option<String> {
    value.filter(|value| !value.is_empty())
}

/// Returns the value of a member that must be there.
pub fn required<T>(name: &str, value: Option<T>) -> Result<T, Error> {
    value.ok_or_else(|| Error::Subscription(format!("{name} is required.").into()))
}

/// Returns what a resource names: an item of a drive, and nothing below it.
pub fn address(resource: &str) -> Result<Address, Error> {
    if resource.len() > LONGEST_RESOURCE {
        return refuse("resource is longer than 8192 characters.");
    }
    let unsupported = || Error::Subscription(format!("resource '{resource}' is not supported.").into());
    let path = resource.trim_start_matches('/');
    if path.contains("://") {
        return Err(unsupported());
    }
    let path = format!("/v1.0/{path}");
    let Rewritten { path_and_query, address } = rewrite::read(&path).map_err(|_| unsupported())?;
    let names_item = path_and_query.as_ref().unwrap_or(&path) == rewrite::ITEM;
    address.filter(|_| names_item).ok_or_else(unsupported)
}

/// Returns the folder at an address: any of a personal drive, only the root of others.
pub fn folder(caller: &Caller, world: &World, address: &Address) -> Result<NodeId, Error> {
    let node = caller.reach(world, address)?;
    if !node.is_folder() {
        return refuse("Subscriptions are for folders: a file cannot be subscribed to.");
    }
    if node.parent.is_some() && world.drive(node.drive)?.flavor == Flavor::Business {
        return refuse("On business drives, only the root folder can be subscribed to.");
    }
    Ok(node.id)
}

/// Refuses an end that is not in the future.
pub fn check_end(expires: Timestamp, now: Timestamp) -> Result<(), Error> {
    if expires > now { Ok(()) } else { refuse("Subscription expiration must be in the future.") }
}

/// Returns an end, which has to be in the future, and not too far.
pub fn expiry(expires: Timestamp, now: Timestamp) -> Result<Timestamp, Error> {
    check_end(expires, now)?;
    if expires > now.plus(LONGEST) {
        let minutes = LONGEST.as_secs() / 60;
        return refuse(format!("Subscription expiration can only be {minutes} minutes in the future."));
    }
    Ok(expires)
}

/// Returns an address that notifications may be sent to.
pub fn callback(call: &Call, url: &str) -> Result<Callback, Error> {
    call.notify().callback(url).or_else(|error| match error {
        CallbackError::Malformed => refuse(format!("{url:?} is not a valid notification URL.")),
        CallbackError::Scheme(scheme) => Err(Error::NotEmulated(format!(
            "notifications over {scheme}: use a notificationUrl that begins with http://127.0.0.1"
        ))),
        CallbackError::Authority => Err(Error::NotEmulated(
            "notifications over https to receivers whose authority it does not know: start it with --notify-ca FILE, or \
             use a notificationUrl that begins with http://127.0.0.1"
                .into(),
        )),
        CallbackError::Own(host) => {
            refuse(format!("{host} is mockdrive itself: notifications go to the application under test."))
        }
        CallbackError::Host(host) => refuse(format!(
            "mockdrive calls loopback addresses and the hosts that it was started with in --notify-hosts, and {host} \
             is neither."
        )),
    })
}
