//! The only module that knows all providers: it puts their routes together, orders the layers, and serves.

use std::{
    future::Future,
    io,
    sync::{Arc, LazyLock},
};

use axum::{extract::Request, http::Method, response::Response};
use tokio::net::TcpListener;

pub use crate::http::{Access, App, Operation, PublicAddress, Route, post::Hosts};
use crate::{
    control::{self, Control, ControlState},
    graph,
    http::{
        Answer, Replies, Routes, Table, Vendor, connections,
        deliver::{self, Letter},
        front::{self, Front, Owner, Refused},
    },
    kdocs, koodrive,
    net::hosts::Site,
    sandbox::{
        Catalogue, KnownError, KnownOperation, Sandboxes, executor,
        outbox::{Delivery, Message},
    },
    world::{self, Api, Timestamp, World},
    wps,
};

/// A provider as the server sees it.
struct Provider {
    api: Api,
    owns: fn(&str) -> bool,
    routes: fn() -> Routes,
    replies: Replies,
    is_at: fn(Site, &str) -> bool,
    elsewhere: fn(&Method, &str) -> Response,
    serve: fn(&Arc<Table>, Request) -> Answer,
    vendor: Vendor,
    fault_codes: fn() -> Vec<KnownError>,
    task_fault_code: fn(world::Error) -> String,
}

macro_rules! provider {
    ($api:ident, $module:ident) => {
        provider!($api, $module, |_, path| $module::owns(path), $module::not_found)
    };
    ($api:ident, $module:ident, $is_at:expr, $elsewhere:expr) => {
        Provider {
            api: Api::$api,
            owns: $module::owns,
            routes: $module::routes,
            replies: Replies {
                not_found: $module::not_found,
                method_not_allowed: $module::method_not_allowed,
                panicked: $module::panicked,
            },
            is_at: $is_at,
            elsewhere: $elsewhere,
            serve: $module::serve,
            vendor: Vendor { api: Api::$api, fault: $module::fault },
            fault_codes: $module::fault_codes,
            task_fault_code: $module::task_fault_code,
        }
    };
}

/// The first that owns a path serves it.
static PROVIDERS: [Provider; 4] = [
    provider!(Graph, graph, graph::is_at, graph::elsewhere),
    provider!(Kdocs, kdocs),
    provider!(Wps, wps, wps::is_at, wps::not_found),
    provider!(Koodrive, koodrive),
];

/// A provider with its routes.
struct Served {
    provider: &'static Provider,
    routes: Arc<Table>,
    /// Responds to paths that are not on a host of the vendor's.
    elsewhere: Arc<Table>,
}

impl Served {
    fn new(provider: &'static Provider) -> Self {
        let elsewhere = Replies { not_found: provider.elsewhere, ..provider.replies };
        Self {
            provider,
            routes: Arc::new((provider.routes)().into_table(provider.replies)),
            elsewhere: Arc::new(Routes::at("").into_table(elsewhere)),
        }
    }
}

fn owner_of(site: Option<Site>, path: &str) -> Option<Owner> {
    let path = path.split('?').next().unwrap_or_default();
    let is_owner = |provider: &Provider| match site {
        None => (provider.owns)(path),
        Some(site) => provider.api == site.api(),
    };
    let at = PROVIDERS.iter().position(is_owner)?;
    let Provider { vendor, is_at, .. } = &PROVIDERS[at];
    Some(Owner { vendor, at, is_elsewhere: site.is_some_and(|site| !is_at(site, path)) })
}

/// Returns every route of the providers, for the control API and the tests that cover all of them.
pub fn routes() -> Vec<(Api, Route)> {
    known_routes().to_vec()
}

/// Returns the same, made when they are first asked for.
pub(crate) fn known_routes() -> &'static [(Api, Route)] {
    static ROUTES: LazyLock<Vec<(Api, Route)>> = LazyLock::new(|| {
        let rows = |provider: &'static Provider| {
            let rows = (provider.routes)().table().to_vec();
            rows.into_iter().map(|row| (provider.api, row))
        };
        PROVIDERS.iter().flat_map(rows).collect()
    });
    &ROUTES
}

/// Returns what matchers and rules of the control API may name.
pub fn catalogue() -> Arc<Catalogue> {
    static CATALOGUE: LazyLock<Arc<Catalogue>> = LazyLock::new(|| {
        let known = |(api, route): &(Api, Route)| KnownOperation {
            api: *api,
            name: route.operation.name,
            starts_task: route.operation.starts_task,
            signs_in: *api == Api::Graph && graph::signs_in(&route.path),
        };
        let mut operations: Vec<_> = known_routes().iter().map(known).collect();
        operations.sort_unstable();
        operations.dedup();
        let of_task = |provider: &'static Provider| {
            let known =
                |error: world::Error| (provider.api, (provider.task_fault_code)(error.clone()), error);
            world::Error::examples().map(known)
        };
        Arc::new(Catalogue {
            operations,
            errors: PROVIDERS.iter().flat_map(|provider| (provider.fault_codes)()).collect(),
            task_errors: PROVIDERS.iter().flat_map(of_task).collect(),
        })
    });
    Arc::clone(&CATALOGUE)
}

/// Returns all that is served, behind all layers.
pub fn app(sandboxes: Arc<Sandboxes>, address: PublicAddress) -> App {
    let state = ControlState {
        sandboxes: Arc::clone(&sandboxes),
        routes: known_routes(),
        catalogue: catalogue(),
        has_ui: !address.no_ui && !address.control_is_off,
    };
    let routes = control::routes(address.control_is_off, state.has_ui);
    let control = Arc::new(Control::new(routes, state, address.control_is_off));
    let providers = PROVIDERS.each_ref().map(Served::new);
    let serve = move |owner: Option<Owner>, request: Request| -> Answer {
        if let Some(Owner { at, is_elsewhere, .. }) = owner {
            let Served { provider, routes, elsewhere } = &providers[at];
            let table = if is_elsewhere { elsewhere } else { routes };
            return (provider.serve)(table, request);
        }
        let control = Arc::clone(&control);
        Box::pin(async move { control.respond(request).await })
    };
    let front = Front {
        sandboxes,
        address: Arc::new(address),
        catalogue: catalogue(),
        refuse,
        owner: owner_of,
        serve: Box::new(serve),
    };
    let front = Arc::new(front);
    App::new(move |request| {
        let front = Arc::clone(&front);
        Box::pin(async move { front::handle(&front, request).await })
    })
}

fn refuse(refused: &Refused) -> Response {
    control::problem(refused.status(), &refused.to_string())
}

/// Words a message as the provider does whose it is.
fn letter(world: &World, now: Timestamp, delivery: &Delivery) -> Letter {
    match &delivery.message {
        Message::Notification(subscription, event) => graph::notification(world, now, subscription, *event),
        Message::Call(call) => kdocs::call(world, call, delivery.at),
    }
}

/// Runs the tasks of sandboxes and delivers their messages; never returns.
pub async fn background(sandboxes: Arc<Sandboxes>, notify: Hosts) {
    tokio::join!(executor::run(Arc::clone(&sandboxes)), deliver::run(sandboxes, notify, letter));
}

/// Serves on these listeners and works in the background, until `stop` is done; then it finishes what is under way, for some
/// seconds or until `hurry` is done. Returns how many requests were cut off in the end.
///
/// # Errors
/// Those of a listener.
pub async fn serve(
    listeners: Vec<TcpListener>,
    sandboxes: Arc<Sandboxes>,
    address: PublicAddress,
    stop: impl Future<Output = ()>,
    hurry: impl Future<Output = ()>,
) -> io::Result<usize> {
    let listen = listeners.iter().map(TcpListener::local_addr).collect::<io::Result<Vec<_>>>()?;
    let address = address.listening_on(&listen);
    let (notify, tls) = (address.notify.clone(), address.tls.clone());
    let app = app(Arc::clone(&sandboxes), address);
    // Nobody else ends who listens to events.
    let stop = async {
        stop.await;
        sandboxes.stop_events();
    };
    tokio::select! {
        cut = connections::serve(listeners, app, tls, stop, hurry) => Ok(cut),
        () = background(Arc::clone(&sandboxes), notify) => Ok(0),
    }
}
