//! An application that signed its request with WPS-4, whatever the dialect.

use axum::http::request::Parts;

use super::wps4;
use crate::{
    http::{Call, Covers, FromParts},
    world::App,
    wps::error::Error,
};

/// An application that signed its request with WPS-4, whatever the dialect.
pub struct Wps4Signer(pub App);

impl FromParts for Wps4Signer {
    type Refusal = Error;

    const COVERS: Option<Covers> = Some(wps4::covers);

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        wps4::signer(Call::of(&parts.extensions), parts).map(Self)
    }
}
