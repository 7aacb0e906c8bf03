//! All that is done around a route, for a request of its own and for each of a batch.

use std::{convert::Infallible, sync::Arc};

use axum::{
    extract::Request,
    http::{StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{address, finish::Unfinished, method};
use crate::{
    graph::address::rewrite::BATCH,
    http::{Call, FromParts, Table, complete},
    sandbox::Quirk,
};

/// The table that serves the requests of a batch; it is lent to none of them, so batches do not nest.
#[derive(Clone)]
pub struct PartTable(pub Arc<Table>);

impl FromParts for Option<PartTable> {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(parts.extensions.get().cloned())
    }
}

/// Carries out a request, which may be a batch.
pub async fn whole(table: &Arc<Table>, request: Request) -> Response {
    carry_out(table, request, |request| {
        if request.uri().path() == BATCH {
            request.extensions_mut().insert(PartTable(Arc::clone(table)));
        }
    })
    .await
}

/// Carries out a request of a batch.
pub async fn part(table: &Table, request: Request) -> Response {
    carry_out(table, request, |_| {}).await
}

/// Returns what the front end of the service says of addresses that it takes for its own.
fn page() -> Response {
    let page = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>Not Found</h1></body></html>";
    (StatusCode::NOT_FOUND, [(header::CONTENT_TYPE, "text/html")], page).into_response()
}

/// Carries out a request; `lend` adds to it what its route may need, once its address was read.
async fn carry_out(table: &Table, mut request: Request, lend: impl FnOnce(&mut Request)) -> Response {
    method::unwrap(&mut request);
    let (call, method) = (Call::of(request.extensions()).clone(), request.method().clone());
    let unfinished = Unfinished::of(&call, &mut request);
    let response = match address::take(&mut request) {
        Ok(()) => {
            lend(&mut request);
            let response = table.respond(request).await;
            if call.route().is_none() && call.has_quirk(Quirk::HtmlErrors) { page() } else { response }
        }
        Err(error) => error.into_response(),
    };
    complete(&method, unfinished.finish(&call, response))
}
