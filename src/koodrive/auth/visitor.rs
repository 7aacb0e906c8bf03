//! Visitors of shares: people with credentials, and whoever has the token of a visitor.

use axum::extract::{FromRequest, Request};
use serde::de::DeserializeOwned;

use super::{caller::Caller, headers::authorization, public::PublicRequest};
use crate::{
    http::Call,
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

impl<S: Send + Sync> FromRequest<S> for Visitor {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let is_lenient = Call::of(request.extensions()).settings().auth == Auth::Lenient;
        if is_lenient || authorization(request.headers()).is_some() {
            Caller::from_request(request, state).await.map(Self::Person)
        } else {
            PublicRequest::from_request(request, state).await.map(Self::Anybody)
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
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
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
