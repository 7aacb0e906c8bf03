//! A message on its way to its receiver.

use std::sync::Arc;

use crate::world::{Subscription, SubscriptionEvent, Timestamp, WebhookCall, World};

/// What is sent, and to whom.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Message {
    /// A subscriber is notified.
    Notification(Arc<Subscription>, Event),
    /// A webhook is called.
    Call(Arc<WebhookCall>),
}

/// Who gets one message after the other.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Receiver {
    /// That of the subscription of this number.
    Subscription(u64),
    /// That of the webhook of this number.
    Webhook(u64),
}

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

/// A message to one receiver.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Delivery {
    /// Its number, unlike that of every other delivery of the sandbox.
    pub n: u64,
    /// What is sent.
    pub message: Message,
    /// When it was entered: when that happened which it tells of.
    pub at: Timestamp,
    /// How often it was tried before.
    pub tries: u32,
}

impl Message {
    /// Returns what a subscription's subscriber is told of an event; none if it asked for no such notifications.
    pub fn of_event(event: SubscriptionEvent) -> Option<Self> {
        match event {
            SubscriptionEvent::Changed(subscription) => {
                Some(Self::Notification(subscription, Event::Changed))
            }
            SubscriptionEvent::Ended(subscription) => {
                let wanted = subscription.lifecycle_url.is_some();
                wanted.then_some(Self::Notification(subscription, Event::SubscriptionRemoved))
            }
        }
    }

    /// Returns its receiver.
    pub fn receiver(&self) -> Receiver {
        match self {
            Self::Notification(subscription, _) => Receiver::Subscription(subscription.number),
            Self::Call(call) => Receiver::Webhook(call.webhook.number),
        }
    }

    /// Returns where its receiver was when it was entered.
    pub fn url(&self) -> &Arc<str> {
        match self {
            Self::Notification(subscription, _) => &subscription.url,
            Self::Call(call) => &call.webhook.url,
        }
    }

    /// Returns why it is not sent any more, if that is so: nobody waits for it.
    pub fn is_moot(&self, world: &World, now: Timestamp) -> Option<&'static str> {
        match self {
            Self::Notification(_, Event::SubscriptionRemoved) => None,
            Self::Notification(subscription, _) => {
                let ended = world.subscription(subscription.number, now).is_none();
                ended.then_some("the subscription has ended")
            }
            Self::Call(call) => {
                (!world.may_call(&call.webhook)).then_some("the webhook or its document is gone")
            }
        }
    }
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

/// A message as it was sent, and the outcome.
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
