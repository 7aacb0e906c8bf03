//! How the handler of a route carries out a request.

use axum::{
    body::Body,
    extract::Request,
    http::{request::Parts, uri::PathAndQuery},
    response::Response,
};

use super::{
    blocking::{apart, blocking},
    body,
    call::Call,
    covered,
    handler::{Covers, Handler, Outcome, Step},
    operation::{Access, Operation},
    unread,
};
use crate::sandbox::Memory;

/// From this size on, what a signature covers takes so long to hash that it holds up other requests.
const LARGE: usize = 4 << 20;

/// A handler that knows its operation, and is held to what the operation says of its callers.
///
/// The type of the handler is forgotten here, so that what stands around a route is compiled once, and not for each of
/// them: that is a good part of the program.
pub(super) struct Routed {
    pub(super) operation: &'static Operation,
    covers: Option<Covers>,
    begin: &'static (dyn Fn(&Parts) -> Step + Send + Sync),
}

impl Routed {
    pub(super) fn new<H: Handler<A>, A>(operation: &'static Operation, handler: H) -> Self {
        const { assert!(size_of::<H>() == 0, "a handler is a function, so nothing is leaked") };
        let begin = Box::leak(Box::new(move |parts: &Parts| handler.begin(parts)));
        Self { operation, covers: H::COVERS, begin }
    }

    /// Carries out a request; a scan of a large world leaves the thread to others.
    pub(super) async fn carry_out(&self, call: &Call, request: Request) -> Response {
        let operation = self.operation;
        let is_long = operation.scans && call.world().is_large();
        let asked = request.uri().path_and_query().filter(|asked| asked.query().is_some()).cloned();
        let response = self.respond(call, request, is_long).await;
        let refused = response.status().is_client_error() || response.status().is_server_error();
        // What is refused may have been refused before all was read.
        if let Some(query) = asked.as_ref().and_then(PathAndQuery::query)
            && !refused
        {
            unread::tell_query(call, query);
        }
        assert!(
            refused || operation.access != Access::Token || call.is_admitted(),
            "{} needs credentials, and its handler looked at none",
            operation.name
        );
        response
    }

    async fn respond(&self, call: &Call, request: Request, is_long: bool) -> Response {
        let (mut parts, mut body) = request.into_parts();
        let mut is_apart = is_long;
        if let Some(longest) = self.covers.and_then(|covers| covers(&parts)) {
            let read = body::read(std::mem::take(&mut body), longest, call.memory()).await;
            is_apart |= read.as_ref().is_ok_and(|body| body.len() >= LARGE);
            covered::put(&mut parts, read);
        }
        let (parts, step) = if is_apart {
            let begin = self.begin;
            blocking(move || {
                let step = begin(&parts);
                (parts, step)
            })
            .await
        } else {
            let step = (self.begin)(&parts);
            (parts, step)
        };
        let outcome = match step {
            Step::Over(outcome) => outcome,
            Step::Whole(longest, go_on) => {
                let read = match covered::get(&parts) {
                    Some(read) => read,
                    None if self.operation.makes_room => body::read(body, longest, &Memory::default()).await,
                    None => body::read(body, longest, call.memory()).await,
                };
                if is_apart { blocking(move || go_on(&parts, read)).await } else { go_on(&parts, read) }
            }
            Step::Raw(go_on) => go_on(match covered::get(&parts) {
                Some(read) => Body::from(read.unwrap_or_default()),
                None => body,
            }),
        };
        match outcome {
            Outcome::Done(response) => response,
            Outcome::Waits(answer) if is_long => apart(answer).await,
            Outcome::Waits(answer) => answer.await,
        }
    }
}
