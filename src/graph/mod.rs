//! Microsoft Graph's drive API, v1.0.
//!
//! Every address form is brought into one before routing, see [`mod@rewrite`]; so the table has one row an
//! operation, however the drive and the item are named.

mod address;
mod auth;
mod batch;
mod challenge;
mod checkout;
mod conflict;
mod content;
mod copy;
mod count;
mod delta;
mod destination;
mod directory;
mod download;
mod error;
mod expand;
mod filter;
mod folders;
mod identity;
pub mod ids;
mod invite;
mod items;
mod json;
mod later;
mod listing;
mod lists;
mod metadata;
mod names;
mod odata;
mod order;
mod permissions;
mod picture;
mod preview;
mod put_item;
mod ranges;
mod removal;
mod render;
mod rewrite;
mod seal;
mod sealed;
mod search;
mod segments;
mod shares;
mod sharing;
mod sharing_table;
mod special;
mod special_list;
mod subscriptions;
mod tags;
mod throttle;
mod thumbnails;
mod update;
mod uploads;
mod verb;
mod versions;
mod wire;

use axum::{
    Router,
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::{Next, from_fn, from_fn_with_state, map_request},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use tower::ServiceExt;
use tower_http::cors::{self, AllowHeaders, AllowMethods, CorsLayer};

use self::{
    challenge::Challenge,
    error::{Error, Told},
    wire::{ErrorBody, ErrorMember, InnerError},
};
pub use self::{rewrite::rewrite, subscriptions::deliver};
use crate::http::{self, Call, LinkBase, Routes, date};

const CONTENT_TYPE: &str =
    "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";
/// Errors come plain: there are clients that look for just this.
const ERROR_TYPE: &str = "application/json";
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");

const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");
const DIAGNOSTIC: HeaderName = HeaderName::from_static("x-ms-ags-diagnostic");
/// Which machine answered; support asks for it.
const MACHINE: &str = r#"{"ServerInfo":{"DataCenter":"mockdrive","Slice":"E","Ring":"1","ScaleUnit":"000","RoleInstance":"MOCKDRIVE"}}"#;

/// The longest path of an item, in characters.
const LONGEST_PATH: usize = 400;

/// The route table.
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives/{drive}")
        .get("", &items::GET_DRIVE, items::get_drive)
        .get("/items", &items::LIST_ITEMS, items::list_items)
        .get("/items/{item}", &items::GET_ITEM, items::get_item)
        .get("/items/{item}/children", &items::LIST_CHILDREN, items::list_children)
        .get("/items/{item}/children/$count", &items::COUNT_CHILDREN, items::count_children)
        .post("/items/{item}/children", &folders::CREATE, folders::create)
        .patch("/items/{item}", &update::UPDATE, update::update)
        .delete("/items/{item}", &removal::DELETE, removal::delete)
        .post("/items/{item}/permanentDelete", &removal::PERMANENT_DELETE, removal::permanent_delete)
        .post("/items/{item}/restore", &removal::RESTORE, removal::restore)
        .get("/items/{item}/search", &search::SEARCH, search::search_item)
        .get("/search", &search::SEARCH, search::search_drive)
        .post("/items/{item}/copy", &copy::COPY, copy::copy)
        .put("/items/{item}/content", &content::PUT_CONTENT, content::put)
        .get("/items/{item}/content", &content::GET_CONTENT, content::get)
        .post("/items/{item}/createUploadSession", &uploads::CREATE_SESSION, uploads::create)
        .put("/items/{item}", &put_item::PUT_ITEM, put_item::put)
        .get("/delta", &delta::DELTA, delta::of_drive)
        .get("/items/{item}/delta", &delta::DELTA, delta::of_item)
        .and_at("")
        .get("/_api/v2.0/download/{sealed}", &download::DOWNLOAD, download::download)
        .put("/_api/v2.0/upload/{sealed}", &ranges::PUT_RANGE, ranges::put)
        .get("/_api/v2.0/upload/{sealed}", &ranges::GET_SESSION, ranges::get)
        .delete("/_api/v2.0/upload/{sealed}", &ranges::CANCEL, ranges::cancel)
        .post("/_api/v2.0/upload/{sealed}", &ranges::COMMIT, ranges::commit)
        .post(batch::PATH, &batch::BATCH, batch::batch)
        .get("/_api/v2.0/monitor/{id}", &copy::MONITOR, copy::monitor)
        .get("/_api/v2.1/monitor/{id}", &copy::MONITOR, copy::monitor)
        .merge(directory::routes())
        .merge(identity::routes())
        .merge(subscriptions::routes())
        .merge(sharing_table::routes())
        .not_emulated(later::ROUTES, &later::later)
}

/// Whether a path belongs to Graph.
pub fn owns(path: &str) -> bool {
    let below =
        |base: &str| path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    below("/v1.0") || below("/beta") || below("/_api") || identity::owns(path)
}

/// The answer to a route that is not in the table.
pub fn not_found(method: &Method, path: &str) -> Response {
    Error::NotServed(format!("{method} {path}")).into_response()
}

/// The answer to a method that a route does not serve.
pub fn method_not_allowed() -> Response {
    Error::Method.into_response()
}

/// The answer to a panic.
pub fn panicked() -> Response {
    Error::Internal.into_response()
}

/// What stands around all routes; a batch sends its parts through the same layers.
pub fn layer(router: Router) -> Router {
    let finished = router.layer(from_fn(finish));
    // What changes the method or the path stands before anything is routed.
    let whole = Router::new().fallback_service(finished).layer(map_request(before_routing));
    let parts = batch::Parts(whole.clone());
    let whole = whole.layer(from_fn_with_state(parts, batch::lend));
    let for_pages = whole.clone().layer(cors());
    whole.layer(from_fn_with_state(for_pages, tell_pages))
}

/// Sends what a page asks the way of pages; other clients pay nothing for it.
async fn tell_pages(State(for_pages): State<Router>, request: Request, next: Next) -> Response {
    if !request.headers().contains_key(header::ORIGIN) {
        return next.run(request).await;
    }
    let Ok(response) = for_pages.oneshot(request).await;
    response
}

/// Lets pages of any origin call, as the service does.
///
/// See <https://learn.microsoft.com/en-us/onedrive/developer/rest-api/concepts/working-with-cors>.
fn cors() -> CorsLayer {
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

async fn before_routing(call: Call, request: Request) -> Request {
    special::name_app(&call, verb::unwrap(request))
}

/// Gives every answer its request ids, and every error its body.
async fn finish(call: Call, mut request: Request, next: Next) -> Response {
    let client_id = request.headers().get(&CLIENT_REQUEST_ID).cloned();
    let base = LinkBase::of(&call, request.headers());
    let id = ids::request(call.sandbox().next_request());
    let meter = throttle::Meter::install(&call, &mut request);
    let mut response = next.run(request).await;
    let challenge = Challenge::take(&mut response).and_then(|challenge| challenge.header(&base));
    if let Some(limit) = meter.and_then(|meter| meter.told()) {
        limit.tell(response.headers_mut());
    }
    if let Some(told) = response.extensions_mut().remove::<Told>() {
        let client_request_id = client_id.as_ref().and_then(|id| id.to_str().ok()).unwrap_or(&id);
        let headers = std::mem::take(response.headers_mut());
        response = http::json_as(told.status, ERROR_TYPE, &error_body(&call, &told, &id, client_request_id));
        response.headers_mut().extend(headers);
    }
    let id = HeaderValue::try_from(id).ok();
    for (name, value) in [(CLIENT_REQUEST_ID, client_id.or_else(|| id.clone())), (REQUEST_ID, id)] {
        if let Some(value) = value {
            response.headers_mut().insert(name, value);
        }
    }
    if let Some(challenge) = challenge {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    if call.path().starts_with("/v1.0/") {
        response.headers_mut().insert(DIAGNOSTIC, HeaderValue::from_static(MACHINE));
    }
    let private = HeaderValue::from_static("private");
    response.headers_mut().entry(header::CACHE_CONTROL).or_insert(private);
    response
}

/// The body of an error, with the ids of its request.
fn error_body<'a>(call: &Call, told: &'a Told, id: &'a str, client_id: &'a str) -> ErrorBody<'a> {
    let mut date = date::rfc3339(call.sandbox().clock.now());
    date.truncate("2026-01-02T03:04:05".len());
    let inner_error = InnerError { code: told.inner, date, request_id: id, client_request_id: client_id };
    ErrorBody { error: ErrorMember { code: told.code, message: &told.message, inner_error } }
}

/// An answer in Graph's JSON.
fn answer(status: StatusCode, body: &impl Serialize) -> Response {
    let mut response = http::json_as(status, CONTENT_TYPE, body);
    response.headers_mut().insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
    response
}
