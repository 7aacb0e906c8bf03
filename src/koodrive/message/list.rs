//! Messages, listed and counted.
//!
//! See <https://support.huaweicloud.com/api-koodrive/listMessages.html> and its neighbour.

use axum::response::Response;

use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids,
        json::{Query, number},
        paging::PageInfo,
        position::Position,
        respond,
        scopes::READ,
        wire::{MessageInfo, Messages, UnreadCount},
    },
    world::{Message, MessageKind},
};

/// Counts unread messages.
pub const GET_UNREAD_COUNT: Operation = Operation { name: "getUnreadCount", ..READ };
/// Lists messages.
pub const LIST_MESSAGES: Operation = Operation { name: "listMessages", ..READ };

const KINDS: [(&str, MessageKind); 4] = [
    ("000", MessageKind::Sharing),
    ("001", MessageKind::Team),
    ("002", MessageKind::System),
    ("003", MessageKind::Management),
];

/// Counts the caller's unread messages.
///
/// Handles `GET /koodrive/ose/v1/message/unreadCount`.
pub fn count(caller: Caller) -> Response {
    let unread = caller.world().messages_to(caller.user).filter(|message| !message.is_read);
    respond::beside(UnreadCount { count: unread.count() })
}

/// Lists the caller's messages, newest first.
///
/// Handles `GET /koodrive/ose/v1/message/list`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let kind = query.word("filterType", &KINDS)?;
    let is_read = match number(&query, "state")? {
        None => None,
        Some(0) => Some(false),
        Some(1) => Some(true),
        Some(_) => return Err(Error::Parameters),
    };
    let page = PageInfo::of(&query)?.page(&("messages", caller.user, kind, is_read))?;
    let is_listed = |message: &&Message| {
        kind.is_none_or(|kind| message.kind == kind) && is_read.is_none_or(|read| message.is_read == read)
    };
    let (found, next_cursor) = page
        .cut(caller.world().messages_to(caller.user).filter(is_listed), |message| {
            Position::default().number(message.number).reversed_if(true)
        });
    let messages = found.into_iter().map(render).collect();
    Ok(respond::beside(Messages { next_cursor, messages }))
}

fn render(message: &Message) -> MessageInfo {
    let kind = KINDS.iter().find(|(_, kind)| *kind == message.kind);
    MessageInfo {
        id: ids::message(message.number),
        sender: ids::user(message.from),
        kind: kind.map(|(word, _)| *word).unwrap_or_default(),
        context: message.text.to_string(),
        state: u32::from(message.is_read),
        create_time: dates::utc(message.sent),
    }
}
