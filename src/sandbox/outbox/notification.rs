//! A notification on its way to a subscriber.

use std::sync::Arc;

use crate::world::{Subscription, Timestamp};

/// Why a subscriber is notified.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// Something below the folder changed.
    Changed,
    /// The subscriber has to authenticate again, or notifications end.
    ReauthorizationRequired,
    /// The subscription was ended from this side.
    SubscriptionRemoved,
    /// Notifications may have been lost.
    Missed,
}

/// A notification of one subscriber.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    /// Its number, unlike that of every other delivery of the sandbox.
    pub n: u64,
    /// The subscription.
    pub subscription: Arc<Subscription>,
    /// What happened.
    pub event: Event,
    /// When it happened.
    pub at: Timestamp,
    /// How often it was tried before.
    pub tries: u32,
}

/// A try of a delivery, and its outcome.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt {
    /// Its number in the log, from 1.
    pub n: u64,
    /// The delivery; `tries` counts this try.
    pub delivery: Delivery,
    /// When it was tried.
    pub at: Timestamp,
    /// Where it went.
    pub url: Arc<str>,
    /// The body that was sent.
    pub body: Arc<str>,
    /// The status of the response, or why there was none.
    pub outcome: Result<u16, String>,
    /// When it is tried again.
    pub again: Option<Timestamp>,
}

/// A notification as it was sent, and the outcome.
#[derive(Debug)]
pub struct Sent {
    /// Where it went.
    pub url: Arc<str>,
    /// The body that was sent.
    pub body: Arc<str>,
    /// The status of the response, or why there was none.
    pub outcome: Result<u16, String>,
    /// Whether it is tried again if it was not accepted.
    pub try_again: bool,
}
