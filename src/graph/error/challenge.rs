//! `WWW-Authenticate`: how a refused caller may get a token.
//!
//! Clients look for `expired_token` there to know that a new token helps (reference 3.5).

use axum::{http::HeaderValue, response::Response};

use crate::http::Refusal;

/// The application id of Graph itself.
const CLIENT_ID: &str = "00000003-0000-0000-c000-000000000000";

/// What the header says of a refused token; it travels with the response until the address of the server is known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Challenge(Option<(&'static str, &'static str)>);

impl Challenge {
    /// Returns the challenge that goes with a refusal, if one does.
    pub fn of(refusal: &Refusal) -> Option<Self> {
        match refusal {
            Refusal::NoToken => Some(Self(None)),
            Refusal::UnknownToken => Some(Self(Some(("invalid_token", "Access token validation failure.")))),
            Refusal::ExpiredToken => {
                Some(Self(Some(("expired_token", "Lifetime validation failed, the token is expired."))))
            }
            Refusal::Scope(_) | Refusal::Quota { .. } => None,
        }
    }

    /// Returns the header, for a server at this address.
    pub fn header(self, base: &str) -> Option<HeaderValue> {
        let mut text = format!(
            "Bearer realm=\"\", authorization_uri=\"{base}/common/oauth2/authorize\", client_id=\"{CLIENT_ID}\""
        );
        if let Some((error, description)) = self.0 {
            text = format!("{text}, error=\"{error}\", error_description=\"{description}\"");
        }
        HeaderValue::try_from(text).ok()
    }

    /// Takes the challenge out of a response.
    pub fn take(response: &mut Response) -> Option<Self> {
        response.extensions_mut().remove()
    }
}
