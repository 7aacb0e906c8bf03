//! All layers, in their order.

use std::sync::Arc;

use axum::{
    extract::Request,
    response::{IntoResponse, Response},
};

use super::{finish, gateway, served};
use crate::{
    http::{self, Answer, Call, Table, faults},
    sandbox::Quirk,
};

/// Serves a request.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    Box::pin(by(Arc::clone(table), request))
}

async fn by(table: Arc<Table>, mut request: Request) -> Response {
    let call = Call::of(request.extensions()).clone();
    // The prefix goes before anything is routed.
    let dialect = gateway::take_prefix_off(&call, &mut request).dialect;
    let place = table.find(request.uri().path());
    let response = match served::check(dialect, &call, request.method(), place) {
        Ok(()) => table.respond_at(place, request).await,
        Err(refused) => match faults::before(&call, &mut request).await {
            Ok(_) => refused.into_response(),
            Err(response) => response,
        },
    };
    http::always_ok(&call, Quirk::WpsAlways200, finish::write_error(dialect, response))
}
