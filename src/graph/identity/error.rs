//! What the identity platform refuses: one enum, one table.
//!
//! See <https://learn.microsoft.com/en-us/entra/identity-platform/reference-error-codes>.

use std::borrow::Cow;

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::Response,
};
use serde::Serialize;

use super::respond::no_store;
use crate::{
    graph::ids,
    http::{self, Call, consent, date},
    world::Timestamp,
};

/// A refusal in the words of OAuth 2.0; its `Display` is for the log.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum IdentityError {
    /// A parameter is missing or empty.
    #[error("the parameter {0} is missing")]
    Missing(&'static str),
    /// A parameter has a value that cannot be read or is not served.
    #[error("the value of the parameter {0} is not valid")]
    Parameter(&'static str),
    /// The organisation in the path is unknown.
    #[error("there is no tenant {0:?}")]
    Tenant(String),
    /// This grant is not served.
    #[error("the grant type {0:?} is not served")]
    GrantType(String),
    /// This grant is not served for accounts of every kind.
    #[error("the grant type is not served for accounts of every kind")]
    TenantTooWide,
    /// The application wants something else than a code.
    #[error("the response type is not `code`")]
    ResponseType,
    /// No application has this id.
    #[error("there is no application {0:?}")]
    UnknownClient(String),
    /// The secret is wrong.
    #[error("the secret of the application {0:?} is wrong")]
    WrongSecret(String),
    /// The application has to prove who it is.
    #[error("the application showed no secret")]
    NoSecret,
    /// The application shows a signed assertion in place of a secret.
    #[error("client assertions are not verified")]
    Assertion,
    /// The scopes cannot be read, or do not go together.
    #[error("the scopes {0:?} are not valid")]
    Scope(String),
    /// An application by itself has to ask for `.default`.
    #[error("the scopes {0:?} are none of an application by itself")]
    ScopeOfApp(String),
    /// The application requests more than the person agreed to.
    #[error("the person has not agreed to these scopes")]
    NotConsented,
    /// The code or refresh token is unknown, or another application's.
    #[error("the code or refresh token is unknown")]
    UnknownGrant,
    /// The code or refresh token has expired.
    #[error("the code or refresh token has expired")]
    ExpiredGrant,
    /// The code was handed in before.
    #[error("the code was redeemed before")]
    RedeemedCode,
    /// The code was sent to another address.
    #[error("the code was sent to another address")]
    RedirectMismatch,
    /// The proof key does not match its challenge.
    #[error("the proof key does not match")]
    Verifier,
    /// The person is unknown.
    #[error("there is no person {0:?}")]
    UnknownUser(String),
    /// Nobody is signed in, and nobody may be asked.
    #[error("nobody is signed in, and nobody may be asked")]
    LoginRequired,
    /// The person declined.
    #[error("the person declined")]
    Declined,
    /// The person has not decided yet.
    #[error("the person has not decided yet")]
    Pending,
    /// The person declined on the page for devices.
    #[error("the person declined on the page for devices")]
    DeviceDeclined,
    /// The device code is unknown.
    #[error("the device code is unknown")]
    UnknownDevice,
    /// The device code has expired.
    #[error("the device code has expired")]
    ExpiredDevice,
}

/// What a client reads of a refusal.
pub struct IdentityReply {
    /// The status of the response.
    pub status: StatusCode,
    /// The error code of OAuth 2.0.
    pub error: &'static str,
    /// The number of the error at the vendor.
    pub code: u32,
    /// The text for developers.
    pub text: Cow<'static, str>,
}

impl IdentityReply {
    /// Returns the text with the number of the error.
    pub fn description(&self) -> String {
        format!("AADSTS{}: {}", self.code, self.text)
    }

    /// Returns the response in JSON.
    pub fn respond(&self, call: &Call) -> Response {
        let now = call.now();
        let id = ids::request(call.sandbox().next_request());
        let timestamp = date::rfc3339(Timestamp::from_millis(now.seconds() * 1000)).replace('T', " ");
        let body = IdentityErrorBody {
            error: self.error,
            error_description: self.description(),
            error_codes: [self.code],
            timestamp,
            trace_id: id.clone(),
            correlation_id: id,
        };
        no_store(http::json(self.status, &body))
    }
}

/// <https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow>
#[derive(Serialize)]
struct IdentityErrorBody {
    error: &'static str,
    error_description: String,
    error_codes: [u32; 1],
    timestamp: String,
    trace_id: String,
    correlation_id: String,
}

/// Returns a row of the table.
pub fn row(
    status: StatusCode,
    error: &'static str,
    code: u32,
    text: impl Into<Cow<'static, str>>,
) -> IdentityReply {
    IdentityReply { status, error, code, text: text.into() }
}

/// Returns a row of the commonest status.
fn bad(error: &'static str, code: u32, text: impl Into<Cow<'static, str>>) -> IdentityReply {
    row(StatusCode::BAD_REQUEST, error, code, text)
}

/// Returns a row of an application that has not proved who it is.
fn client(code: u32, text: impl Into<Cow<'static, str>>) -> IdentityReply {
    row(StatusCode::UNAUTHORIZED, "invalid_client", code, text)
}

/// Returns a row of a code, token or password that is not good.
fn grant(code: u32, text: impl Into<Cow<'static, str>>) -> IdentityReply {
    bad("invalid_grant", code, text)
}

impl IdentityError {
    /// Returns what a client reads: the table.
    pub fn reply(&self) -> IdentityReply {
        match self {
            Self::Missing(name) => {
                let text = format!("The request body must contain the following parameter: '{name}'.");
                bad("invalid_request", 900_144, text)
            }
            Self::Parameter(name) => {
                let text = format!("The value of the parameter '{name}' is not valid.");
                bad("invalid_request", 9_002_313, text)
            }
            Self::Tenant(tenant) => bad("invalid_request", 90002, format!("Tenant '{tenant}' not found.")),
            Self::GrantType(name) => {
                let text = format!("The app requested an unsupported grant type '{name}'.");
                bad("unsupported_grant_type", 70003, text)
            }
            Self::TenantTooWide => {
                let text = "The grant type is not supported over the /common or /consumers endpoints. \
                            Please use the /organizations or tenant-specific endpoint.";
                bad("invalid_request", 9_001_023, text)
            }
            Self::ResponseType => {
                let text = "The response_type must be 'code'.";
                bad("unsupported_response_type", 700_054, text)
            }
            Self::UnknownClient(id) => {
                let text = format!("Application with identifier '{id}' was not found.");
                bad("unauthorized_client", 700_016, text)
            }
            Self::WrongSecret(id) => {
                client(7_000_215, format!("Invalid client secret provided for app '{id}'."))
            }
            Self::NoSecret => {
                let text = "The request body must contain the following parameter: 'client_assertion' or \
                            'client_secret'.";
                client(7_000_218, text)
            }
            Self::Assertion => client(700_027, "mockdrive does not verify client assertions: use a secret."),
            Self::Scope(scope) => {
                let text =
                    format!("The provided value for the input parameter 'scope' is not valid: {scope}");
                bad("invalid_scope", 70011, text)
            }
            Self::ScopeOfApp(scope) => {
                let text =
                    format!("The provided value for scope {scope} is not valid: it must end in '/.default'.");
                bad("invalid_scope", 70011, text)
            }
            Self::NotConsented => {
                let text = "The user or administrator has not consented to use the application with these \
                            scopes. Send an interactive authorization request for this user and resource.";
                grant(65001, text)
            }
            Self::UnknownGrant => grant(70000, "Provided grant is invalid or malformed."),
            Self::ExpiredGrant => {
                let text = "The provided authorization code or refresh token has expired due to inactivity. \
                            Send a new interactive authorization request for this user and resource.";
                grant(70008, text)
            }
            Self::RedeemedCode => {
                let text = "OAuth2 Authorization code was already redeemed, please retry with a new valid \
                            code or use an existing refresh token.";
                grant(54005, text)
            }
            Self::RedirectMismatch => {
                let text = "The reply address does not match the reply address provided when requesting the \
                            authorization code.";
                grant(500_112, text)
            }
            Self::Verifier => {
                let text = "The Code_Verifier does not match the code_challenge supplied in the \
                            authorization request.";
                grant(501_481, text)
            }
            Self::UnknownUser(name) => {
                let text = format!("The user account {name} does not exist in the directory.");
                grant(50034, text)
            }
            Self::LoginRequired => {
                let text = "A silent sign-in request was sent but no user is signed in: name one of the \
                            fixture's users in login_hint.";
                bad("login_required", 50058, text)
            }
            Self::Declined => bad("access_denied", 65004, "User declined to consent to access the app."),
            Self::Pending => {
                let text = "OAuth 2.0 device flow error. Authorization is pending. Continue polling.";
                bad("authorization_pending", 70016, text)
            }
            Self::DeviceDeclined => {
                bad("authorization_declined", 65004, "User declined to consent to access the app.")
            }
            Self::UnknownDevice => {
                bad("bad_verification_code", 70018, "Invalid verification code: the device code is unknown.")
            }
            Self::ExpiredDevice => {
                bad("expired_token", 70019, "The verification code has expired: start a new device flow.")
            }
        }
    }

    /// Returns the response in JSON.
    pub fn response(&self, call: &Call) -> Response {
        self.reply().respond(call)
    }

    /// Returns the response to a browser, a page, or to any other client, JSON.
    pub fn page(&self, call: &Call, headers: &HeaderMap) -> Response {
        let accepts = headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok());
        if !accepts.is_some_and(|accept| accept.contains("text/html")) {
            return self.response(call);
        }
        let reply = self.reply();
        consent::message(
            reply.status,
            "Sorry, but we\u{2019}re having trouble signing you in.",
            &reply.description(),
        )
    }
}
