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

use self::state::CONTROL;
use crate::http::Routes;

pub use self::{
    entries::{RecordedMessage, RecordedRequest, explained},
    items::{ItemIds, TreeDrive, TreeItem, host},
    layers::Control,
    near_routes::NearRoute,
    planting::plant,
    problem::problem,
    seen::Seen,
    state::ControlState,
    time::{Ran, advance, advance_to, advance_to_next, change},
    verification::{Verification, verify, verify_now},
};

/// Returns the routes; but for `health` none, where the control API is off.
pub fn routes(is_off: bool, has_ui: bool) -> Routes {
    let routes = Routes::at("/_mock").get("/health", &CONTROL, health::get);
    if is_off {
        return routes;
    }
    let routes = routes
        .get("/info", &CONTROL, info::info)
        .get("/openapi.json", &CONTROL, openapi::get)
        .post("/reset", &CONTROL, reset::reset)
        .get("/tree", &CONTROL, tree::tree)
        .get("/content", &CONTROL, content::get)
        .post("/seed", &CONTROL, seed::post)
        .post("/seed/generate", &CONTROL, seed::generate)
        .get("/clock", &CONTROL, clock::get)
        .put("/clock", &CONTROL, clock::put)
        .post("/clock/advance", &CONTROL, clock::advance)
        .get("/tasks", &CONTROL, tasks::list)
        .get("/tasks/{id}", &CONTROL, tasks::one)
        .post("/tasks/{id}/finish", &CONTROL, tasks::finish)
        .post("/tasks/{id}/fail", &CONTROL, tasks::fail)
        .get("/faults", &CONTROL, faults::list)
        .put("/faults", &CONTROL, faults::put)
        .post("/faults", &CONTROL, faults::add)
        .delete("/faults", &CONTROL, faults::clear)
        .get("/faults/{id}", &CONTROL, faults::get)
        .delete("/faults/{id}", &CONTROL, faults::delete)
        .get("/requests", &CONTROL, requests::list)
        .delete("/requests", &CONTROL, requests::delete)
        .get("/requests.har", &CONTROL, har::get)
        .get("/requests/{n}", &CONTROL, requests::get)
        .get("/tls", &CONTROL, tls::get)
        .get("/tls/ca.pem", &CONTROL, tls::pem)
        .get("/tls/ca.der", &CONTROL, tls::der)
        .post("/verify", &CONTROL, verify::post)
        .get("/diagnosis", &CONTROL, diagnosis::get)
        .get("/events", &CONTROL, events::get)
        .post("/wait", &CONTROL, wait::post)
        .get("/notifications", &CONTROL, notifications::list)
        .post("/graph/subscriptions/{id}/lifecycle", &CONTROL, notifications::lifecycle)
        .get("/quotas", &CONTROL, quotas::list)
        .put("/quotas", &CONTROL, quotas::put)
        .get("/quirks", &CONTROL, quirks::list)
        .get("/settings", &CONTROL, settings::get)
        .put("/settings", &CONTROL, settings::put)
        .post("/graph/expire-delta-tokens", &CONTROL, delta_tokens::expire)
        .get("/changes", &CONTROL, changes::get)
        .get("/snapshot", &CONTROL, snapshots::export)
        .put("/snapshot", &CONTROL, snapshots::import)
        .get("/snapshots", &CONTROL, snapshots::list)
        .post("/snapshots", &CONTROL, snapshots::take)
        .delete("/snapshots/{name}", &CONTROL, snapshots::delete)
        .post("/snapshots/{name}/restore", &CONTROL, snapshots::restore)
        .get("/sandboxes", &CONTROL, sandboxes::list)
        .post("/sandboxes", &CONTROL, sandboxes::create)
        .delete("/sandboxes", &CONTROL, sandboxes::delete_all)
        .delete("/sandboxes/{name}", &CONTROL, sandboxes::delete)
        .post("/sandboxes/{name}/fork", &CONTROL, sandboxes::fork)
        .post("/sandboxes/{name}/reset", &CONTROL, sandboxes::reset);
    if !has_ui {
        return routes;
    }
    routes.get("/ui", &CONTROL, ui::without_slash).get("/ui/", &CONTROL, ui::file).get(
        "/ui/{*file}",
        &CONTROL,
        ui::file,
    )
}
