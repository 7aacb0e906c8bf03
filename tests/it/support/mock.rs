//! An app without a socket, whose clock stands still and whose ids repeat.

use std::{sync::Arc, time::Duration};

use axum::{
    body::{Body, HttpBody},
    http::{Request, Response, header},
};
use http_body_util::BodyExt;
use mockdrive::{
    fixture,
    sandbox::{Memory, Sandbox, Sandboxes, Settings, clock::Mode},
    server,
    world::{Timestamp, World},
};

use super::{Answer, names};

/// When the clock of every test stands: 2026-01-02T03:04:05Z.
pub const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);

/// A mock with the built-in fixture, all to one test.
pub struct Mock {
    app: server::App,
    sandboxes: Arc<Sandboxes>,
}

impl Mock {
    pub fn new() -> Self {
        Self::of(fixture::built_in().expect("valid"))
    }

    /// A mock that begins with this world, such as the snapshot of another one's.
    pub fn of(world: World) -> Self {
        Self::within(world, Memory::default())
    }

    /// A mock whose contents have this many bytes of memory.
    pub fn with_room(bytes: u64) -> Self {
        Self::within(fixture::built_in().expect("valid"), Memory::new(bytes))
    }

    fn within(world: World, memory: Memory) -> Self {
        let sandboxes = Sandboxes::with_clock(world, Settings::default(), Mode::Frozen(NOW), memory);
        let sandboxes = Arc::new(sandboxes);
        Self::serving(sandboxes, Self::address())
    }

    /// A mock of these sandboxes that is reached like this.
    pub fn serving(sandboxes: Arc<Sandboxes>, address: server::PublicAddress) -> Self {
        Self { app: server::app(Arc::clone(&sandboxes), address), sandboxes }
    }

    /// How a mock is reached: as `mock.test`.
    pub fn address() -> server::PublicAddress {
        server::PublicAddress { names: ["mock.test".into()].into(), ..server::PublicAddress::default() }
    }

    /// The same with other settings.
    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mock = Self::new();
        let mut settings = Settings::default();
        change(&mut settings);
        mock.sandbox().set_settings(settings);
        mock
    }

    /// Puts everything back to the beginning, which takes less time than another mock does.
    pub fn start_over(&self) {
        self.sandbox().reset();
        self.sandbox().clock.set_mode(Mode::Frozen(NOW));
    }

    pub fn sandbox(&self) -> Arc<Sandbox> {
        self.sandboxes.default()
    }

    pub fn sandboxes(&self) -> Arc<Sandboxes> {
        Arc::clone(&self.sandboxes)
    }

    /// Lets all that lies in the bins sink into their second level, which only WPS knows.
    pub fn sink_bins(&self) {
        let sunk = self.sandbox().write(|world, _| {
            let bins = world.drives().flat_map(|drive| world.binned(drive.id));
            let ids: Vec<_> = bins.map(|node| node.id).collect();
            ids.into_iter().try_for_each(|id| world.sink(id))
        });
        sunk.expect("they are in the bins");
    }

    /// Another sandbox that begins as the default one stands, with its settings and clock.
    pub fn fork(&self, name: &str) -> Arc<Sandbox> {
        self.sandboxes.fork("default", name).expect("a new name")
    }

    pub fn advance(&self, by: Duration) {
        self.sandbox().clock.advance(by);
    }

    /// Sends a request as it is written here: `POST /path`, header lines, an empty line, the body.
    ///
    /// Names of known values, `<plan.txt>`, stand for what they name.
    pub async fn send(&self, request: &str) -> Answer {
        self.call(Self::request(request)).await
    }

    /// The same without a `Host` header of ours.
    pub async fn send_bare(&self, request: &str) -> Answer {
        self.call(Self::read(request)).await
    }

    /// The request that [`Self::send`] sends.
    pub fn request(text: &str) -> Request<Body> {
        let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
        Self::read(&format!("{first}\nHost: mock.test\n{rest}"))
    }

    fn read(text: &str) -> Request<Body> {
        let text = names::unfold_text(text);
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let mut lines = head.lines().map(str::trim);
        let (method, uri) = lines.next().and_then(|line| line.split_once(' ')).expect("a method and a path");
        let mut builder = Request::builder().method(method).uri(uri);
        for line in lines.filter(|line| !line.is_empty()) {
            let (name, value) = line.split_once(": ").expect("a header");
            builder = builder.header(name, value);
        }
        builder.body(Body::from(body.to_owned())).expect("a request")
    }

    /// The response to a request, whose body is not read yet.
    pub async fn respond(&self, request: Request<Body>) -> Response<Body> {
        self.app.respond(request).await
    }

    pub async fn call(&self, request: Request<Body>) -> Answer {
        let (mut parts, body) = self.respond(request).await.into_parts();
        // What is said of the body when it is sent.
        if let Some(length) = body.size_hint().exact() {
            parts.headers.entry(header::CONTENT_LENGTH).or_insert(length.into());
        }
        let body = body.collect().await.expect("a body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// The id of an item in one of the four dialects, as the control API lists it.
    pub async fn id(&self, dialect: &str, owner: &str, path: &str) -> String {
        let tree = self.send(&format!("GET /_mock/tree?drive={owner}")).await.json();
        let items = tree["drives"][0]["items"].as_array().expect("one drive").clone();
        let item = items.iter().find(|item| item["path"] == path);
        let item = item.unwrap_or_else(|| panic!("{owner} has no {path}"));
        item["ids"][dialect].as_str().expect("a known dialect").to_owned()
    }

    /// The path of the item with this id, which may be a name.
    pub async fn find(&self, dialect: &str, id: &str) -> String {
        let id = names::unfold_text(id);
        let tree = self.send("GET /_mock/tree").await.json();
        let drives = tree["drives"].as_array().expect("a list").iter();
        let mut items = drives.flat_map(|drive| drive["items"].as_array().expect("a list"));
        let item = items.find(|item| item["ids"][dialect] == id).expect("an item of this id");
        item["path"].as_str().expect("a path").to_owned()
    }

    /// The paths in a drive, but for its root.
    pub async fn paths(&self, owner: &str) -> Vec<String> {
        let tree = self.send(&format!("GET /_mock/tree?drive={owner}")).await.json();
        let items = tree["drives"][0]["items"].as_array().expect("one drive").clone();
        items.iter().skip(1).map(|item| item["path"].as_str().expect("a path").to_owned()).collect()
    }
}
