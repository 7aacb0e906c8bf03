//! What a sandbox sends to subscribers.

pub(super) mod notification;
pub(super) mod queue;

pub use self::{
    notification::{Attempt, Delivery, Event, Sent},
    queue::{KEPT, MOST_WAITING, Outbox, UnderWay},
};
