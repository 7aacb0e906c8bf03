//! Cross-origin resource sharing: pages of any origin may call, as with the service, unless the server's operator says
//! otherwise or has it hold files.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, header},
    middleware::Next,
    response::Response,
};
use tower::ServiceExt;
use tower_http::cors::{self, AllowHeaders, AllowMethods, CorsLayer};

use super::finish::{CLIENT_REQUEST_ID, REQUEST_ID};
use crate::http::{self, Call, cors::Reads};

/// Sends the requests of browsers through the CORS layer; those of other clients do not pay for it.
///
/// A page that may not read gets the response without the headers that would let it, and no preflight succeeds.
pub async fn cors_for_browsers(
    State(with_cors): State<Router>,
    call: Call,
    request: Request,
    next: Next,
) -> Response {
    let sent = request.headers().get(header::ORIGIN).cloned();
    let Some(sent) = sent else { return next.run(request).await };
    let origin = http::origin(request.headers()).ok().flatten();
    match origin.map_or(Reads::Nothing, |origin| call.cors().reads(origin)) {
        Reads::Any => {
            let Ok(response) = with_cors.oneshot(request).await;
            response
        }
        Reads::This => {
            let Ok(mut response) = with_cors.oneshot(request).await;
            response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, sent);
            vary(response)
        }
        Reads::Nothing => vary(next.run(request).await),
    }
}

/// Tells caches that the response depends on the origin.
fn vary(mut response: Response) -> Response {
    response.headers_mut().append(header::VARY, HeaderValue::from_static("Origin"));
    response
}

/// Returns the layer that lets the page which sent a request call.
///
/// See <https://learn.microsoft.com/en-us/onedrive/developer/rest-api/concepts/working-with-cors>.
pub fn layer() -> CorsLayer {
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
}
