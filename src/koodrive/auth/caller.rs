//! KooDrive's callers: an access token in several spellings, or a request signed by an application.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0010.html> and reference 2 and 10.

use std::ops::Deref;

use axum::extract::{FromRequest, FromRequestParts, Request};
use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::{app, token};
use super::{
    headers::{authorization, note_trace_id},
    signature::Signature,
};
use crate::{
    http::{self, Applicant, Call, Operation, Refusal, body},
    koodrive::{error::Error, ids, json},
    world::{self, Ability, Api, Drive, Node, UserId, World},
};

/// A caller with credentials that allow the operation, and the body, which may be signed with them.
pub struct Caller {
    /// The caller as all providers know one.
    pub guard: http::Caller,
    /// The person: every token and every signature stands for one.
    pub user: UserId,
    body: Bytes,
}

impl Deref for Caller {
    type Target = http::Caller;

    fn deref(&self) -> &http::Caller {
        &self.guard
    }
}

impl<S: Send + Sync> FromRequest<S> for Caller {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (mut parts, body) = request.into_parts();
        let Ok(call) = Call::from_request_parts(&mut parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(&mut parts, state).await;
        note_trace_id(&call, &parts.headers);
        let signature = authorization(&parts.headers).and_then(Signature::parse);
        let (applicant, body) = if let Some(signature) = signature {
            let body = body::read(body, json::LIMIT).await?;
            (app::signed(&call, operation, &parts, &signature, &body)?, body)
        } else {
            let token = token::token(&parts.headers);
            let applicant = Applicant::bearer(&call, Api::Koodrive, operation, token)?;
            (applicant, body::read(body, json::LIMIT).await?)
        };
        let user = applicant.principal.user.ok_or(Refusal::UnknownToken)?;
        Ok(Self { guard: applicant.admit(operation)?, user, body })
    }
}

impl Caller {
    /// Returns the body, read as JSON.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T, Error> {
        json::parse(&self.call, &self.body)
    }

    /// Returns the space of this id, if the caller may reach it.
    pub fn space<'w>(&self, world: &'w World, id: &str) -> Result<&'w Drive, world::Error> {
        let id = ids::parse_container(world, id).ok_or(world::Error::NoDrive)?;
        let drive = world.drive(id)?;
        if world.admits(drive, &self.principal) { Ok(drive) } else { Err(world::Error::Unreachable(id)) }
    }

    /// Returns an item of a space of the caller's, if they may do this with it and with what lies below it.
    pub fn permit<'w>(
        &self,
        world: &World,
        node: &'w Node,
        ability: Ability,
    ) -> Result<&'w Node, world::Error> {
        let may = world.abilities_throughout(&self.principal, node, self.now()).has(ability);
        if may { Ok(node) } else { Err(world::Error::Unreachable(node.drive)) }
    }
}
