//! What every handler knows about its request: the sandbox as the request found it, and where to leave notes.

use std::{
    convert::Infallible,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
};

use axum::{
    http::{Extensions, HeaderMap, request::Parts},
    response::Response,
};

use super::{
    asked::Asked, cors::Cors, faults::plan::Plan, handler::FromParts, operation::Operation, post::Hosts,
    public_address::PublicAddress,
};
use crate::{
    net::{hosts::Site, tls::Tls},
    sandbox::{Memory, Quirk, Sandbox, Settings, View, faults::Wording, journal::Record},
    world::{Api, FailingItem, Timestamp, World},
};

/// A request's place: its sandbox, what it found there, and its record in the journal.
///
/// The outermost layer puts it into the request's extensions; a clone shares the record.
#[derive(Clone)]
pub struct Call(Arc<Inner>);

struct Inner {
    sandbox: Arc<Sandbox>,
    view: View,
    path: Arc<str>,
    origin: Origin,
    address: Arc<PublicAddress>,
    link_base: OnceLock<Arc<str>>,
    route: OnceLock<(&'static Operation, Arc<str>)>,
    is_admitted: AtomicBool,
    /// A bit for each option of the query that was read.
    read_of_query: AtomicU64,
    record: Arc<Record>,
    /// What may go wrong with the request, if anything may.
    risk: Option<(Box<Plan>, &'static Vendor)>,
}

/// A provider, as far as faults need to know it.
pub struct Vendor {
    /// Which one it is.
    pub api: Api,
    /// Words an error of its own, for the response to a request with these headers; none if it has no such error.
    pub fault: fn(wording: &Wording, call: &Call, headers: &HeaderMap) -> Option<Response>,
}

/// Where a request comes from.
#[derive(Clone)]
pub struct Origin {
    /// What stands before its path: the prefix of a sandbox, or nothing.
    pub prefix: Box<str>,
    /// The host that it asks for.
    pub asked: Asked,
    /// Whether it is the user of a proxy who chose the sandbox.
    pub is_of_user: bool,
}

impl Call {
    /// Enters a sandbox that looks like this; `path` is what the client sent behind the prefix of a sandbox, with the query.
    pub fn new(
        sandbox: Arc<Sandbox>,
        view: View,
        path: Arc<str>,
        origin: Origin,
        address: Arc<PublicAddress>,
        record: Arc<Record>,
        risk: Option<(Box<Plan>, &'static Vendor)>,
    ) -> Self {
        Self(Arc::new(Inner {
            view,
            sandbox,
            path,
            origin,
            address,
            link_base: OnceLock::new(),
            route: OnceLock::new(),
            is_admitted: AtomicBool::new(false),
            read_of_query: AtomicU64::new(0),
            record,
            risk,
        }))
    }

    /// Enters the same sandbox anew, for a part of this request: with another path, and a record of its own, which
    /// stands in no journal.
    #[must_use]
    pub fn part(&self, path: &str) -> Self {
        let sandbox = Arc::clone(&self.0.sandbox);
        let (view, origin, address) = (sandbox.view(), self.0.origin.clone(), Arc::clone(&self.0.address));
        let risk = self.0.risk.as_ref().map(|(_, vendor)| (Plan::of_part(&self.0.record), *vendor));
        Self::new(sandbox, view, path.into(), origin, address, Record::detached(), risk)
    }

    /// Returns the call that the outermost layer put into these extensions.
    ///
    /// # Panics
    /// If no request entered through that layer.
    pub fn of(extensions: &Extensions) -> &Self {
        extensions.get().expect("the outermost layer puts it there")
    }

    /// Returns the sandbox that the request chose.
    pub fn sandbox(&self) -> &Arc<Sandbox> {
        &self.0.sandbox
    }

    /// Returns the memory that the bodies and contents of the server share.
    pub fn memory(&self) -> &Memory {
        &self.0.sandbox.memory
    }

    /// Returns when the request entered.
    pub fn now(&self) -> Timestamp {
        self.0.view.now
    }

    /// Returns the world as the request found it; a write looks again, under its lock, at what it changes.
    pub fn world(&self) -> &Arc<World> {
        &self.0.view.world
    }

    /// Returns the settings as the request found them.
    pub fn settings(&self) -> &Settings {
        &self.0.view.settings
    }

    /// Returns the path and query as the client sent them, without the sandbox prefix.
    pub fn path_and_query(&self) -> &str {
        &self.0.path
    }

    /// Returns the path as the client sent it, without the sandbox prefix and the query.
    pub fn path(&self) -> &str {
        self.0.path.split('?').next().unwrap_or_default()
    }

    /// Returns the path and query with the sandbox prefix, if the request had one.
    pub fn path_with_prefix(&self) -> Option<String> {
        (!self.0.origin.prefix.is_empty()).then(|| format!("{}{}", self.0.origin.prefix, self.0.path))
    }

    /// Returns the hosts that the server may call by itself.
    pub fn notify(&self) -> &Hosts {
        &self.0.address.notify
    }

    /// Returns which pages of other origins may use the server.
    pub fn cors(&self) -> &Cors {
        &self.0.address.cors
    }

    /// Returns what the links in the response begin with, see [`super::LinkBase`]; these are the headers of the request.
    pub(super) fn link_base(&self, headers: &HeaderMap) -> &Arc<str> {
        let Inner { link_base, address, sandbox, origin: Origin { asked, is_of_user, .. }, .. } = &*self.0;
        link_base.get_or_init(|| address.link_base(sandbox.name(), *is_of_user, asked, headers).into())
    }

    /// Returns what is at the host that the request asks for, if it is a vendor's.
    pub fn site(&self) -> Option<Site> {
        self.0.origin.asked.site
    }

    /// Returns how the server secures its connections.
    pub fn tls(&self) -> &Tls {
        &self.0.address.tls
    }

    /// Returns the operation, once a route was found.
    pub fn operation(&self) -> Option<&'static Operation> {
        self.0.route.get().map(|(operation, _)| *operation)
    }

    /// Returns the path of the route as the table has it, with its parameters in braces, once it was found.
    pub fn route(&self) -> Option<&str> {
        self.0.route.get().map(|(_, path)| &**path)
    }

    /// Says which route was found; the first one holds.
    pub(super) fn set_route(&self, operation: &'static Operation, path: &Arc<str>) {
        self.0.route.get_or_init(|| (operation, Arc::clone(path)));
        self.0.record.set_operation(operation.name);
    }

    /// Returns whether the credentials of the request were found good.
    pub(super) fn is_admitted(&self) -> bool {
        self.0.is_admitted.load(Ordering::Relaxed)
    }

    /// Says that the credentials of the request were found good.
    pub(super) fn admit(&self) {
        self.0.is_admitted.store(true, Ordering::Relaxed);
    }

    /// Says which options of the query were read, each by the bit of its place.
    pub(super) fn read_of_query(&self, read: u64) {
        self.0.read_of_query.fetch_or(read, Ordering::Relaxed);
    }

    /// Returns which options of the query were read.
    pub(super) fn is_read_of_query(&self) -> u64 {
        self.0.read_of_query.load(Ordering::Relaxed)
    }

    /// Returns what the journal has of the request.
    pub fn record(&self) -> &Arc<Record> {
        &self.0.record
    }

    /// Returns whether the service has this habit, which is asked where it shapes the response: the journal notes it.
    pub fn has_quirk(&self, quirk: Quirk) -> bool {
        self.has_quirk_where(quirk, || true)
    }

    /// Returns whether the service has this habit and it shapes the response: the journal notes only that.
    ///
    /// What decides the second is not asked unless the habit is on, so that it costs nothing otherwise.
    pub fn has_quirk_where(&self, quirk: Quirk, shapes: impl FnOnce() -> bool) -> bool {
        let has = self.settings().quirks.has(quirk) && shapes();
        if has {
            self.note(format!("quirk {}", quirk.name()));
        }
        has
    }

    /// Returns what may go wrong with the request, if anything may.
    pub fn plan(&self) -> Option<&Plan> {
        self.0.risk.as_ref().map(|(plan, _)| &**plan)
    }

    /// Returns the provider that words what goes wrong, where anything may.
    pub(super) fn vendor(&self) -> Option<&'static Vendor> {
        self.0.risk.as_ref().map(|(_, vendor)| *vendor)
    }

    /// Returns which item of the task that the request starts has to fail, and with what.
    pub fn failing_item(&self, api: Api) -> Option<FailingItem> {
        self.plan()?.failing_item(api)
    }

    /// Leaves a note in the journal.
    pub fn note(&self, note: impl Into<String>) {
        self.0.record.note(note.into());
    }
}

impl FromParts for Call {
    type Refusal = Infallible;

    fn from_parts(parts: &Parts) -> Result<Self, Infallible> {
        Ok(Self::of(&parts.extensions).clone())
    }
}
