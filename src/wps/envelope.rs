//! Which envelope a dialect has around values and around errors.

use super::{
    dialect::Dialect,
    error::ErrorReply,
    wire::{Failure, GatewayDebug, More, Success},
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
    let ErrorReply { code, msg, detail, debug, gateway } = reply;
    let empty = Failure {
        code: *code,
        msg: None,
        message: None,
        desc: None,
        detail: None,
        more: None,
        debug: debug.as_ref(),
        error: None,
        error_description: None,
    };
    // Gateways respond before a dialect does: with what they saw, and without its envelope.
    if let Some(gateway) =
        gateway.as_ref().filter(|gateway| dialect == Dialect::Public || !gateway.only_public)
    {
        let (message, desc) = (Some(&*gateway.message), gateway.desc.as_deref());
        return Failure { code: gateway.code, message, desc, ..empty };
    }
    let bare = Failure { msg: Some(msg), ..empty };
    match (debug, dialect) {
        (Some(GatewayDebug::Oauth(oauth)), _) => {
            Failure { error: Some(oauth.error), error_description: Some(&oauth.desc), ..bare }
        }
        (Some(GatewayDebug::Signature(_)), _) => bare,
        (None, Dialect::OldPrivate) => Failure { detail: Some(detail), ..bare },
        (None, Dialect::NewPrivate | Dialect::Public) if detail.is_empty() => bare,
        (None, Dialect::NewPrivate | Dialect::Public) => {
            Failure { more: Some(More { code: *code, msg: detail }), ..bare }
        }
    }
}
