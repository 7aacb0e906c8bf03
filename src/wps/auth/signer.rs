//! An application that signed its request with WPS-4, whatever the dialect.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::wps4;
use crate::{http::Call, world::App, wps::error::Error};

/// An application that signed its request with WPS-4, whatever the dialect.
pub struct Wps4Signer(pub App);

impl<S: Sync> FromRequestParts<S> for Wps4Signer {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        wps4::signer(&call, parts).await.map(Self)
    }
}
