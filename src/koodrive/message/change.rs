//! Messages, read and deleted.
//!
//! See <https://support.huaweicloud.com/api-koodrive/batchReadMessage.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::Query,
        respond,
        scopes::WRITE,
        wire::{MessageChanged, MessagesChanged},
    },
    world::{UserId, World},
};

/// Marks messages as read.
pub const BATCH_READ_MESSAGE: Operation = Operation { name: "batchReadMessage", ..WRITE };
/// Deletes messages.
pub const BATCH_DELETE_MESSAGE: Operation = Operation { name: "batchDeleteMessage", ..WRITE };
/// Marks all messages as read, or deletes them.
pub const UPDATE_SPECIFIC_MESSAGE_STATE: Operation =
    Operation { name: "updateSpecificMessageState", ..WRITE };

/// The most messages of one call.
const MOST: usize = 1000;

#[derive(Deserialize)]
struct MessagesBody {
    ids: Vec<String>,
}

/// Marks messages of the caller as read.
///
/// Handles `POST /koodrive/ose/v1/message/batchRead`.
pub fn read(caller: Caller) -> Result<Response, Error> {
    change(&caller, World::read_message)
}

/// Deletes messages of the caller.
///
/// Handles `DELETE /koodrive/ose/v1/message/batchDelete`.
pub fn delete(caller: Caller) -> Result<Response, Error> {
    change(&caller, World::forget_message)
}

/// Marks all messages of the caller as read, or deletes them.
///
/// Handles `POST /koodrive/ose/v1/message/specific`.
pub fn all(query: Query, caller: Caller) -> Result<Response, Error> {
    let words =
        [("0", World::read_message as fn(&mut World, UserId, u64) -> bool), ("1", World::forget_message)];
    let one = query.word("operate", &words)?.ok_or(Error::Parameters)?;
    caller.sandbox().write(|world, _| {
        let numbers: Vec<_> = world.messages_to(caller.user).map(|message| message.number).collect();
        for number in numbers {
            one(world, caller.user, number);
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

fn change(caller: &Caller, one: fn(&mut World, UserId, u64) -> bool) -> Result<Response, Error> {
    let MessagesBody { ids } = caller.body()?;
    if !(1..=MOST).contains(&ids.len()) {
        return Err(Error::Parameters);
    }
    let messages = caller.sandbox().write(|world, _| {
        let row = |id: String| {
            let changed = ids::parse_message(&id).is_some_and(|number| one(world, caller.user, number));
            MessageChanged { id, changed }
        };
        Ok::<_, Error>(ids.into_iter().map(row).collect())
    })?;
    Ok(respond::beside(MessagesChanged { messages }))
}
