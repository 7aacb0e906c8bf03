//! What stands around all routes: nothing, as each error brings its envelope with it.

use std::sync::Arc;

use axum::extract::Request;

use crate::{
    http::{self, Answer, Call, Table},
    sandbox::Quirk,
};

/// Serves a request.
pub fn serve(table: &Arc<Table>, request: Request) -> Answer {
    let table = Arc::clone(table);
    Box::pin(async move {
        let call = Call::of(request.extensions()).clone();
        let response = table.respond(request).await;
        http::always_ok(&call, Quirk::KdocsAlways200, response)
    })
}
