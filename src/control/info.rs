//! `GET /_mock/info`: what this server is, where its APIs are, and who may call them.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use serde::Serialize;

use super::{
    respond,
    state::{ControlState, Server},
    vendor_pages,
};
use crate::{
    config::base_paths,
    http::{Call, LinkBase, redirect},
    world::{Api, AppKind, Scopes, World},
};

/// What this server is, where its APIs are, and who may call them.
#[derive(Serialize)]
struct Info<'a> {
    /// `mockdrive`.
    name: &'static str,
    /// The version of mockdrive.
    version: &'static str,
    /// The sandbox that the request has chosen.
    sandbox: &'a str,
    /// How many sandboxes there are.
    sandboxes: usize,
    /// Whether the server speaks TLS, and `/_mock/tls` says what clients have to trust.
    has_tls: bool,
    /// The APIs.
    providers: Vec<Provider<'a>>,
    /// The short names of the people.
    users: Vec<&'a str>,
    /// The access tokens.
    tokens: Vec<TokenInfo<'a>>,
    /// The applications.
    apps: Vec<AppInfo<'a>>,
    /// The id of the organisation, a GUID.
    graph_tenant: &'a str,
}

/// One of the four APIs.
#[derive(Serialize)]
struct Provider<'a> {
    /// `graph`, `kdocs`, `wps` or `koodrive`.
    name: &'static str,
    /// What its addresses begin with.
    base_urls: Vec<String>,
    /// Its routes.
    operations: Vec<OperationInfo<'a>>,
}

/// A route of an API.
#[derive(Serialize)]
struct OperationInfo<'a> {
    /// The method.
    method: &'a str,
    /// The path, with its parameters in braces.
    path: &'a str,
    /// The name of the operation, by which matchers and faults know it.
    name: &'a str,
    /// Whether it is emulated; if not, it returns 501.
    emulated: bool,
    /// The dialects that have it, if not all do.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    dialects: &'static [&'static str],
    /// The vendor's page about it, where there is one that has an address.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<&'static str>,
}

/// An access token.
#[derive(Serialize)]
struct TokenInfo<'a> {
    /// The token itself.
    token: &'a str,
    /// The short name of the person that it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<&'a str>,
    /// The key of the application that it was issued to.
    #[serde(skip_serializing_if = "Option::is_none")]
    app: Option<&'a str>,
    /// The scopes that it has; `all` and `read` stand for many.
    scopes: Vec<&'a str>,
}

/// An application.
#[derive(Serialize)]
struct AppInfo<'a> {
    /// The API that it calls.
    api: &'static str,
    /// Its name on pages for people.
    name: &'a str,
    /// Its public identifier: client id, app id or access key.
    id: &'a str,
    /// Its secret.
    secret: &'a str,
    /// `test` or `production`, on which daily limits depend.
    kind: &'static str,
    /// Where the application may be led back to, where that is limited.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    redirect_uris: &'static [&'static str],
    /// Whether its requests must be signed, where it says so itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    require_signature: Option<bool>,
    /// The capabilities that its plan does not include.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    without: &'a [Arc<str>],
}

/// Handles `GET /_mock/info`: version, base URLs, operations, users, tokens and applications.
pub fn info(Server(server): Server, call: Call, base: LinkBase) -> Response {
    let world = call.sandbox().snapshot();
    let providers = Api::ALL.map(|api| Provider {
        name: api.name(),
        base_urls: base_paths(api).iter().map(|path| format!("{base}{path}")).collect(),
        operations: operations(&server, api),
    });
    respond::json(
        StatusCode::OK,
        &Info {
            name: "mockdrive",
            version: env!("CARGO_PKG_VERSION"),
            sandbox: call.sandbox().name(),
            sandboxes: server.sandboxes.list().len(),
            has_tls: call.tls().is_on(),
            providers: providers.into(),
            users: world.users().map(|user| &*user.name).collect(),
            tokens: tokens(&world),
            apps: apps(&world),
            graph_tenant: world.tenant(),
        },
    )
}

fn operations(server: &ControlState, of: Api) -> Vec<OperationInfo<'_>> {
    let rows = server.routes.iter().filter(|(api, _)| *api == of);
    rows.map(|(_, route)| OperationInfo {
        method: route.method.as_str(),
        path: &route.path,
        name: route.operation.name,
        emulated: route.operation.emulated,
        dialects: route.operation.dialects,
        page: vendor_pages::find(route.method.as_str(), &route.path),
    })
    .collect()
}

fn tokens(world: &World) -> Vec<TokenInfo<'_>> {
    let user = |id| world.user(id).map(|user| &*user.name);
    let app = |id| world.app(id).map(|app| &*app.key);
    world
        .tokens()
        .map(|token| TokenInfo {
            token: &token.value,
            user: token.bearer.user.and_then(user),
            app: token.bearer.app.and_then(app),
            scopes: match &token.scopes {
                Scopes::All => vec!["all"],
                Scopes::Read => vec!["read"],
                Scopes::Named(names) => names.iter().map(AsRef::as_ref).collect(),
            },
        })
        .collect()
}

fn apps(world: &World) -> Vec<AppInfo<'_>> {
    world
        .apps()
        .map(|app| AppInfo {
            api: app.api.name(),
            name: &app.name,
            id: &app.key,
            secret: &app.secret,
            kind: match app.kind {
                AppKind::Test => "test",
                AppKind::Production => "production",
            },
            redirect_uris: match app.api {
                Api::Kdocs | Api::Wps => redirect::ADDRESSES,
                Api::Graph | Api::Koodrive => &[],
            },
            require_signature: app.require_signature,
            without: &app.lacks,
        })
        .collect()
}
