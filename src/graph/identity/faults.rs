//! Faults in the words of the identity platform.

use axum::{http::StatusCode, response::Response};

use super::error::{IdentityError, IdentityReply, row};
use crate::{
    http::Call,
    sandbox::{
        KnownError,
        faults::{Named, Wording},
    },
    world::Api,
};

/// Returns the rows of all errors; of a code or a status that several have, the first one is meant.
///
/// See <https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes>.
fn rows() -> Vec<IdentityReply> {
    let none = String::new;
    let errors = [
        IdentityError::Parameter("scope"),
        IdentityError::ExpiredGrant,
        IdentityError::WrongSecret(none()),
        IdentityError::UnknownClient(none()),
        IdentityError::GrantType(none()),
        IdentityError::Scope(none()),
        IdentityError::ResponseType,
        IdentityError::Tenant(none()),
        IdentityError::NotConsented,
        IdentityError::RedeemedCode,
        IdentityError::UnknownUser(none()),
        IdentityError::LoginRequired,
        IdentityError::Declined,
        IdentityError::Pending,
        IdentityError::DeviceDeclined,
        IdentityError::UnknownDevice,
        IdentityError::ExpiredDevice,
    ];
    let others = [
        (
            StatusCode::SERVICE_UNAVAILABLE,
            "temporarily_unavailable",
            90033,
            "A transient error has occurred. Please try again.",
        ),
        (
            StatusCode::TOO_MANY_REQUESTS,
            "temporarily_unavailable",
            90055,
            "There are too many incoming requests.",
        ),
        (
            StatusCode::INTERNAL_SERVER_ERROR,
            "server_error",
            50000,
            "There's an issue with the sign-in service.",
        ),
    ];
    let others = others.map(|(status, error, code, text)| row(status, error, code, text));
    errors.iter().map(IdentityError::reply).chain(others).collect()
}

/// Returns the errors that a fault can be: by the words of OAuth 2.0, and by the vendor's numbers.
pub fn codes() -> Vec<KnownError> {
    let known = |row: &IdentityReply| {
        [row.error.to_owned(), row.code.to_string()].map(|code| KnownError {
            signs_in: true,
            ..KnownError::new(Api::Graph, &code, row.status.as_u16())
        })
    };
    rows().iter().flat_map(known).collect()
}

/// Words a fault; a status that the platform has no error for is worded as the nearest one.
pub fn fault(wording: &Wording, call: &Call) -> Option<Response> {
    let mut rows = rows();
    let at = match &wording.named {
        Named::Code(code) => {
            rows.iter().position(|row| row.error == code || row.code.to_string() == *code)?
        }
        Named::Status(status) => {
            rows.iter().position(|row| row.status.as_u16() == *status).unwrap_or(rows.len() - 1)
        }
    };
    let mut row = rows.swap_remove(at);
    if let Named::Status(status) = &wording.named {
        row.status = StatusCode::from_u16(*status).ok()?;
    }
    if let Some(message) = &wording.message {
        row.text = message.clone().into();
    }
    Some(row.respond(call))
}
