//! Subscriptions to the changes below a folder.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Principal,
    id::{DriveId, NodeId},
    time::Timestamp,
};

/// A request to be notified of changes below a folder.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Subscription {
    /// Its number, unlike that of every other subscription.
    pub number: u64,
    /// The subscriber.
    pub by: Principal,
    /// The folder.
    pub folder: NodeId,
    /// The folder in the subscriber's words.
    pub resource: Arc<str>,
    /// Where notifications go.
    pub url: Arc<str>,
    /// Where notifications about the subscription itself go.
    pub lifecycle_url: Option<Arc<str>>,
    /// A secret that stands in every notification.
    pub client_state: Option<Arc<str>>,
    /// The version of TLS that the receiver asked for; it is kept and shown, and has no effect.
    pub tls_version: Option<Arc<str>>,
    /// When it ends.
    pub expires: Timestamp,
}

impl Subscription {
    /// Whether it has not ended.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires
    }
}

/// What happened to a subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SubscriptionEvent {
    /// Something below its folder changed.
    Changed(Arc<Subscription>),
    /// It has ended, because its folder is gone or the subscriber lost access to it.
    Ended(Arc<Subscription>),
}

/// A subscription, and the place of a drive's log up to which its changes were reported.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Watch {
    pub subscription: Arc<Subscription>,
    pub drive: DriveId,
    pub reported: u64,
}

/// All subscriptions that have not ended, and some that have.
#[derive(Clone, Default, Debug, Deserialize, Serialize)]
pub struct Subscriptions {
    pub watches: OrdMap<u64, Arc<Watch>>,
    pub last: u64,
}
