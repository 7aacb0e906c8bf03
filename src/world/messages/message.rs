//! Messages to people.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{id::UserId, time::Timestamp};

/// Something that a person is told.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Message {
    /// Its number, unlike that of every other message.
    pub number: u64,
    /// The person who is told.
    pub to: UserId,
    /// The person because of whom they are.
    pub from: UserId,
    /// What it is about.
    pub kind: MessageKind,
    /// The text.
    pub text: Arc<str>,
    /// When it was sent.
    pub sent: Timestamp,
    /// Whether the person says that they have read it.
    pub is_read: bool,
}

/// What a message is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Deserialize, Serialize)]
pub enum MessageKind {
    /// Something that was shared.
    Sharing,
    /// A group or department of the person's.
    Team,
    /// What the service did.
    System,
    /// The account of the person.
    Management,
}
