//! Which envelope a dialect has around values and around errors.

use super::{
    dialect::Dialect,
    error::ErrorReply,
    wire::{Failure, More, Success},
};

/// Returns a value in the envelope of a success; none where the success says nothing.
pub fn success<T>(dialect: Dialect, data: Option<T>) -> Success<T> {
    let detail = match dialect {
        Dialect::OldPrivate => Some(""),
        Dialect::NewPrivate | Dialect::Public => None,
    };
    Success { data, code: 0, detail, msg: "success" }
}

/// Returns an error in its envelope.
pub fn failure(dialect: Dialect, reply: &ErrorReply) -> Failure<'_> {
    let ErrorReply { code, msg, detail, debug } = reply;
    let bare = Failure { code: *code, msg, detail: None, more: None, debug: debug.as_ref() };
    match dialect {
        // Gateways respond before a dialect does: with what they saw, and without its envelope.
        _ if debug.is_some() => bare,
        Dialect::OldPrivate => Failure { detail: Some(detail), ..bare },
        Dialect::NewPrivate | Dialect::Public if detail.is_empty() => bare,
        Dialect::NewPrivate | Dialect::Public => {
            Failure { more: Some(More { code: *code, msg: detail }), ..bare }
        }
    }
}
