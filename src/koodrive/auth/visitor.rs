//! Visitors of shares: people with credentials, and whoever has the token of a visitor.

use axum::http::request::Parts;
use bytes::Bytes;

use super::{caller::Caller, headers::authorization, public::PublicRequest};
use crate::{
    http::{Call, Covers, FromBody, FromObject, body::BodyError},
    koodrive::error::Error,
    sandbox::Auth,
    world::{Principal, UserId},
};

/// Somebody who comes to a share.
pub enum Visitor {
    /// A person with credentials.
    Person(Caller),
    /// Anybody; the body may have the token of a visitor in it.
    Anybody(PublicRequest),
}

impl FromBody for Visitor {
    type Refusal = Error;
    type Head = Self;

    const COVERS: Option<Covers> = Caller::COVERS;

    fn head(parts: &Parts) -> Result<(Self, u64), Error> {
        let is_lenient = Call::of(&parts.extensions).settings().auth == Auth::Lenient;
        if is_lenient || authorization(&parts.headers).is_some() {
            Caller::head(parts).map(|(head, limit)| (Self::Person(head), limit))
        } else {
            PublicRequest::head(parts).map(|(head, limit)| (Self::Anybody(head), limit))
        }
    }

    fn from_body(head: Self, parts: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        match head {
            Self::Person(head) => Caller::from_body(head, parts, body).map(Self::Person),
            Self::Anybody(head) => PublicRequest::from_body(head, parts, body).map(Self::Anybody),
        }
    }
}

impl Visitor {
    /// Returns the request's place.
    pub fn call(&self) -> &Call {
        match self {
            Self::Person(caller) => &caller.call,
            Self::Anybody(request) => &request.call,
        }
    }

    /// Returns the body, read as JSON.
    pub fn body<T: FromObject>(&self) -> Result<T, Error> {
        match self {
            Self::Person(caller) => caller.body(),
            Self::Anybody(request) => request.body(),
        }
    }

    /// Returns the person, if it is one with credentials.
    pub fn user(&self) -> Option<UserId> {
        self.principal().user
    }

    /// Returns who calls, as far as it is known.
    pub fn principal(&self) -> Principal {
        match self {
            Self::Person(caller) => caller.principal,
            Self::Anybody(_) => Principal::default(),
        }
    }
}
