//! The requests for a subscription and for a change of one, as they are read and checked.

use std::sync::Arc;

use serde::Deserialize;

use super::checks::{address, callback, check_end, expiry, folder, given, refuse, required};
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        payload::{Date, Typed},
    },
    http::{Call, post::Callback},
    world::{Subscription, Timestamp, World},
};

/// How many subscriptions a sandbox has at the most.
const MOST: usize = 1000;
/// The longest secret, in characters.
const LONGEST_STATE: usize = 128;

/// The versions of TLS that the vendor knows.
const TLS_VERSIONS: [&str; 4] = ["v1_0", "v1_1", "v1_2", "v1_3"];

/// The members of a subscription that a client sends; those that the schema has not are passed over.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SubscriptionInput {
    change_type: Option<String>,
    notification_url: Option<String>,
    lifecycle_notification_url: Option<String>,
    resource: Option<String>,
    expiration_date_time: Option<Date>,
    client_state: Option<String>,
    latest_supported_tls_version: Option<String>,
    include_resource_data: Option<bool>,
    #[serde(rename = "encryptionCertificate")]
    _certificate: Option<Typed<String>>,
    #[serde(rename = "encryptionCertificateId")]
    _certificate_id: Option<Typed<String>>,
    #[serde(rename = "notificationQueryOptions")]
    _query_options: Option<Typed<String>>,
    #[serde(rename = "notificationUrlAppId")]
    _url_app: Option<Typed<String>>,
    #[serde(rename = "applicationId")]
    _application: Option<Typed<String>>,
    #[serde(rename = "creatorId")]
    _creator: Option<Typed<String>>,
    #[serde(rename = "id")]
    _id: Option<Typed<String>>,
}

/// A request for a subscription, which does not exist yet.
pub struct SubscriptionRequest {
    address: Address,
    /// Its folder is looked up again when it begins.
    subscription: Subscription,
    /// The addresses that have to accept it.
    callbacks: Vec<Callback>,
}

/// A request for another end of a subscription, another address, or both.
pub struct SubscriptionUpdate {
    expires: Option<Timestamp>,
    url: Option<Arc<str>>,
    callback: Option<Callback>,
}

impl SubscriptionRequest {
    /// Reads a request, and refuses what can be refused before the receiver is asked.
    pub fn read(caller: &Caller, body: SubscriptionInput) -> Result<Self, Error> {
        let (call, now) = (&caller.call, caller.now());
        let resource = required("resource", given(body.resource))?;
        let address = address(&resource)?;
        let folder = folder(caller, caller.world(), &address)?;
        let kinds = required("changeType", given(body.change_type))?;
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
        let expires = body.expiration_date_time.and_then(|Date(at)| at);
        let expires = expiry(required("expirationDateTime", expires)?, now)?;
        let url = required("notificationUrl", given(body.notification_url))?;
        let lifecycle_url = body.lifecycle_notification_url.filter(|url| !url.is_empty());
        let urls = std::iter::once(&url).chain(lifecycle_url.as_ref());
        let callbacks = urls.map(|url| callback(call, url)).collect::<Result<_, _>>()?;
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
        Ok(Self { address, subscription, callbacks })
    }

    /// Asks every receiver whether it accepts notifications.
    pub async fn validate(&self, call: &Call) -> Result<(), Error> {
        for callback in &self.callbacks {
            super::validate::validate(call, callback).await?;
        }
        Ok(())
    }

    /// Begins the subscription.
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

impl SubscriptionUpdate {
    /// Reads a request that changes something.
    pub fn read(call: &Call, body: SubscriptionInput, now: Timestamp) -> Result<Self, Error> {
        let expires = body.expiration_date_time.and_then(|Date(at)| at);
        let expires = expires.map(|date| expiry(date, now)).transpose()?;
        let callback = body.notification_url.as_deref().map(|url| callback(call, url)).transpose()?;
        if expires.is_none() && callback.is_none() {
            return refuse(
                "Only expirationDateTime and notificationUrl can be changed, and one of them must be.",
            );
        }
        Ok(Self { expires, url: body.notification_url.map(Into::into), callback })
    }

    /// Asks the receiver at the new address whether it accepts notifications.
    pub async fn validate(&self, call: &Call) -> Result<(), Error> {
        match &self.callback {
            Some(callback) => super::validate::validate(call, callback).await,
            None => Ok(()),
        }
    }

    /// Refuses an end that has come while the receiver was asked.
    pub fn check(&self, now: Timestamp) -> Result<(), Error> {
        self.expires.map_or(Ok(()), |expires| check_end(expires, now))
    }

    /// Changes the subscription.
    pub fn apply(self, subscription: &mut Subscription) {
        subscription.expires = self.expires.unwrap_or(subscription.expires);
        subscription.url = self.url.unwrap_or_else(|| Arc::clone(&subscription.url));
    }
}
