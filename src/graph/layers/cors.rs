//! Cross-origin resource sharing: pages of any origin may call, as with the service, unless the server's operator says
//! otherwise or has it hold files.

use std::{
    convert::Infallible,
    sync::{Arc, LazyLock},
};

use axum::{
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use tower::{Layer, ServiceExt, service_fn};
use tower_http::cors::{self, AllowHeaders, AllowMethods, CorsLayer};

use super::{
    around,
    finish::{CLIENT_REQUEST_ID, REQUEST_ID},
};
use crate::http::{self, Call, Table, cors::Reads};

/// Carries out a request: one of a browser within the CORS layer; those of other clients do not pay for it.
///
/// A page that may not read gets the response without the headers that would let it, and no preflight succeeds.
pub async fn for_browsers(table: Arc<Table>, request: Request) -> Response {
    match request.headers().get(header::ORIGIN).cloned() {
        None => around::whole(&table, request).await,
        Some(origin) => Box::pin(for_browser(table, request, origin)).await,
    }
}

async fn for_browser(table: Arc<Table>, request: Request, sent: HeaderValue) -> Response {
    let origin = http::origin(request.headers()).ok().flatten();
    let reads = origin.map_or(Reads::Nothing, |origin| Call::of(request.extensions()).cors().reads(origin));
    if reads == Reads::Nothing {
        return vary(around::whole(&table, request).await);
    }
    let with_cors =
        LAYER.layer(service_fn(async |request| Ok::<_, Infallible>(around::whole(&table, request).await)));
    let Ok(mut response) = with_cors.oneshot(request).await;
    if reads == Reads::This {
        response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, sent);
        return vary(response);
    }
    response
}

/// Tells caches that the response depends on the origin.
fn vary(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Origin"));
    response
}

/// The layer that lets the page which sent a request call.
///
/// See <https://learn.microsoft.com/en-us/onedrive/developer/rest-api/concepts/working-with-cors>.
static LAYER: LazyLock<CorsLayer> = LazyLock::new(|| {
    let exposed = [
        header::ETAG,
        header::LOCATION,
        header::RETRY_AFTER,
        header::CONTENT_RANGE,
        header::WWW_AUTHENTICATE,
    ];
    let limits = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(HeaderName::from_static);
    CorsLayer::new()
        .allow_origin(cors::Any)
        .allow_methods(AllowMethods::mirror_request())
        .allow_headers(AllowHeaders::mirror_request())
        .vary([])
        .expose_headers(
            exposed.into_iter().chain(limits).chain([REQUEST_ID, CLIENT_REQUEST_ID]).collect::<Vec<_>>(),
        )
});
