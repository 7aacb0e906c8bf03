//! The control API under `/_mock/`: what a test sees and changes besides the vendors' APIs.
//!
//! Every route works on the sandbox that the request chooses, like all others. Responses are JSON, errors
//! `application/problem+json`; `docs/control.md` shows each by example.

mod changes;
mod clock;
mod content;
mod delta_tokens;
mod diagnosis;
mod entries;
mod events;
mod faults;
mod har;
mod health;
mod info;
mod items;
mod json;
mod layers;
mod near_routes;
mod notifications;
mod openapi;
mod packed;
mod parameters;
mod planting;
mod problem;
mod quirks;
mod quotas;
mod redaction;
mod requests;
mod reset;
mod respond;
mod sandboxes;
mod seed;
mod seen;
mod settings;
mod snapshots;
mod state;
mod tasks;
mod time;
mod tls;
mod tree;
mod ui;
mod vendor_pages;
mod verification;
mod verify;
mod wait;
mod waiting;

use std::sync::Arc;

use axum::{
    Router,
    middleware::from_fn,
    routing::{any, delete, get, post},
};

pub use self::{
    entries::{RecordedMessage, RecordedRequest, explained},
    items::{ItemIds, TreeDrive, TreeItem, host},
    layers::say_methods,
    near_routes::NearRoute,
    planting::plant,
    problem::problem,
    seen::Seen,
    state::ControlState,
    time::{Ran, advance, advance_to, advance_to_next, change},
    verification::{Verification, verify, verify_now},
};

/// The routes; but for `health` none, where the control API is off.
pub fn router(state: ControlState, is_off: bool) -> Router {
    let health = Router::new().route("/_mock/health", get(health::get));
    let state = Arc::new(state);
    if is_off {
        let health = health.route_layer(from_fn(parameters::check));
        return layers::around(health).fallback(layers::is_off).with_state(state);
    }
    let mut routes = health
        .route("/_mock/info", get(info::info))
        .route("/_mock/openapi.json", get(openapi::get))
        .route("/_mock/reset", post(reset::reset))
        .route("/_mock/tree", get(tree::tree))
        .route("/_mock/content", get(content::get))
        .route("/_mock/seed", post(seed::post))
        .route("/_mock/seed/generate", post(seed::generate))
        .route("/_mock/clock", get(clock::get).put(clock::put))
        .route("/_mock/clock/advance", post(clock::advance))
        .route("/_mock/tasks", get(tasks::list))
        .route("/_mock/tasks/{id}", get(tasks::one))
        .route("/_mock/tasks/{id}/finish", post(tasks::finish))
        .route("/_mock/tasks/{id}/fail", post(tasks::fail))
        .route("/_mock/faults", get(faults::list).put(faults::put).post(faults::add).delete(faults::clear))
        .route("/_mock/faults/{id}", get(faults::get).delete(faults::delete))
        .route("/_mock/requests", get(requests::list).delete(requests::delete))
        .route("/_mock/requests.har", get(har::get))
        .route("/_mock/requests/{n}", get(requests::get))
        .route("/_mock/tls", get(tls::get))
        .route("/_mock/tls/ca.pem", get(tls::pem))
        .route("/_mock/tls/ca.der", get(tls::der))
        .route("/_mock/verify", post(verify::post))
        .route("/_mock/diagnosis", get(diagnosis::get))
        .route("/_mock/events", get(events::get))
        .route("/_mock/wait", post(wait::post))
        .route("/_mock/notifications", get(notifications::list))
        .route("/_mock/graph/subscriptions/{id}/lifecycle", post(notifications::lifecycle))
        .route("/_mock/quotas", get(quotas::list).put(quotas::put))
        .route("/_mock/quirks", get(quirks::list))
        .route("/_mock/settings", get(settings::get).put(settings::put))
        .route("/_mock/graph/expire-delta-tokens", post(delta_tokens::expire))
        .route("/_mock/changes", get(changes::get))
        .route("/_mock/snapshot", get(snapshots::export).put(snapshots::import))
        .route("/_mock/snapshots", get(snapshots::list).post(snapshots::take))
        .route("/_mock/snapshots/{name}", delete(snapshots::delete))
        .route("/_mock/snapshots/{name}/restore", post(snapshots::restore))
        .route("/_mock/sandboxes", get(sandboxes::list).post(sandboxes::create).delete(sandboxes::delete_all))
        .route("/_mock/sandboxes/{name}", delete(sandboxes::delete))
        .route("/_mock/sandboxes/{name}/fork", post(sandboxes::fork))
        .route("/_mock/sandboxes/{name}/reset", post(sandboxes::reset));
    if state.has_ui {
        routes = routes
            .route("/", any(ui::root))
            .route("/_mock/ui", get(ui::without_slash))
            .route("/_mock/ui/", get(ui::file))
            .route("/_mock/ui/{*file}", get(ui::file));
    }
    layers::around(routes.route_layer(from_fn(parameters::check))).with_state(state)
}
