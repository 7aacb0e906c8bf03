//! What a sandbox sends to those who asked for it.

pub(super) mod message;
pub(super) mod queue;

pub use self::{
    message::{Attempt, Delivery, Event, Message, Receiver, Sent},
    queue::{KEPT, MOST_WAITING, Outbox, UnderWay},
};
