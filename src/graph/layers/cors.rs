//! Cross-origin resource sharing: pages of any origin may call, as with the service.

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, header},
    middleware::Next,
    response::Response,
};
use tower::ServiceExt;
use tower_http::cors::{self, AllowHeaders, AllowMethods, CorsLayer};

use super::finish::{CLIENT_REQUEST_ID, REQUEST_ID};

/// Sends the requests of browsers through the CORS layer; those of other clients do not pay for it.
pub async fn cors_for_browsers(State(with_cors): State<Router>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(header::ORIGIN) {
        return next.run(request).await;
    }
    let Ok(response) = with_cors.oneshot(request).await;
    response
}

/// Returns the layer that lets pages of any origin call.
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
