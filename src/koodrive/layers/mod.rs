//! What stands around all routes: nothing yet, as KooDrive's pages name no rule that holds for every path.

use axum::Router;

/// Puts the layers around the routes.
pub fn layer(router: Router) -> Router {
    router
}
