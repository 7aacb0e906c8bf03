//! What the size of a drive and of a folder costs Graph's clients: 400,000 items against 20,000.
//!
//! `cargo bench --bench graph`. Both sizes are asked in turns by the same code, without a socket; only the ratios mean
//! anything. They should be near 1, and above a bar the bench fails.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    http::{Method, Request},
};
use bytes::Bytes;
use http_body_util::BodyExt;
use mockdrive::{
    sandbox::{Sandboxes, Settings},
    server,
    world::{Actor, Content, NodeId, OnConflict, Owner, Principal, Scopes, Timestamp, Token, World},
};

const ROUNDS: u32 = 9;
/// How many items the small one has: so many that lists are already made on a thread of their own, which costs the same
/// however many there are.
const SMALL: usize = 20_000;
/// How many items the large one has.
const LARGE: usize = 400_000;
/// The most that the larger one may cost, as a multiple of the smaller one.
const BAR: f64 = 1.5;
const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);

/// A server, and what is asked of it.
struct Asked {
    app: server::App,
    method: Method,
    path: String,
}

/// Writes a file under a name that is taken, so it gets the next free one.
const RENAMED: &str = "/v1.0/me/drive/root:/file.txt:/content?@microsoft.graph.conflictBehavior=rename";

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        compare("delta after one change", 400, follow(SMALL).await, follow(LARGE).await).await;
        let path = "/v1.0/me/drive/root/children?$top=200";
        compare("a page of 200 children", 20, list(SMALL, path), list(LARGE, path)).await;
        // A page in the middle of the folder.
        let path = "/v1.0/me/drive/root/children?$top=200&$skiptoken=UGFnZWQ9VFJVRSZwX1NvcnRCZWhhdmlvcj0xJnBfRmlsZUxlYWZSZWY9ZmlsZSUyMDAwMDUwMCUyRXR4dA";
        compare("a later page of 200 children", 20, list(SMALL, path), list(LARGE, path)).await;
        let path = "/v1.0/me/drive/root:/folder 0001:/search(q='000123')";
        compare("a search of a folder", 20, folders(SMALL, path), folders(LARGE, path)).await;
        let path = "/_mock/tree?drive=drive&path=/folder%200001";
        compare("the tree of a folder", 20, folders(SMALL, path), folders(LARGE, path)).await;
        compare("the next free name: the 10,000th and the 10th", 100, taken(10).await, taken(10_000).await).await;
    });
}

/// Asks both in turns; the quickest round of each counts.
async fn compare(what: &str, times: u32, small: Asked, large: Asked) {
    let (mut of_small, mut of_large) = (Duration::MAX, Duration::MAX);
    for _ in 0..ROUNDS {
        of_small = of_small.min(time(&small, times).await);
        of_large = of_large.min(time(&large, times).await);
    }
    let ratio = of_large.as_secs_f64() / of_small.as_secs_f64();
    let (of_small, of_large) = (of_small / times, of_large / times);
    println!("{what}: {of_large:?} in the large one, {of_small:?} in the small one, ratio {ratio:.2}");
    assert!(ratio <= BAR, "{what}: the ratio is above {BAR}");
}

/// A drive of so many items in folders of 500, and the address of its feed just before the last change.
async fn follow(items: usize) -> Asked {
    let (world, by, file) = in_folders(items);
    let sandboxes = Arc::new(Sandboxes::new(world, Settings::default()));
    let app = server::app(Arc::clone(&sandboxes), server::PublicAddress::default());
    let path = "/v1.0/me/drive/root/delta?token=latest".to_owned();
    let mut asked = Asked { app, method: Method::GET, path };
    let latest: serde_json::Value = serde_json::from_slice(&ask(&asked).await).expect("JSON");
    asked.path = latest["@odata.deltaLink"].as_str().expect("a link").replace("http://localhost", "");
    let renamed =
        sandboxes.default().write(|world, now| world.rename(by, file, "renamed.txt", OnConflict::Fail, now));
    renamed.expect("free");
    let body: serde_json::Value = serde_json::from_slice(&ask(&asked).await).expect("JSON");
    assert_eq!(body["value"].as_array().map(Vec::len), Some(3), "the root, the folder and the file");
    asked
}

/// A drive of so many items in folders of 500, and what is asked of it.
fn folders(items: usize, path: &str) -> Asked {
    let (world, ..) = in_folders(items);
    Asked { app: serve(world), method: Method::GET, path: path.replace(' ', "%20") }
}

/// A drive with a file whose name so many others asked for as well.
async fn taken(files: usize) -> Asked {
    let (world, ..) = seed();
    let asked = Asked { app: serve(world), method: Method::PUT, path: RENAMED.into() };
    for _ in 0..files {
        ask(&asked).await;
    }
    asked
}

/// A world with a drive of so many items in folders of 500, and the last file of it.
fn in_folders(items: usize) -> (World, Actor, NodeId) {
    let (mut world, by, root) = seed();
    let mut file = root;
    for index in 0..items / 500 {
        let name = format!("folder {index:04}");
        let folder = world.create_folder(by, root, &name, OnConflict::Fail, NOW).expect("free");
        file = fill(&mut world, by, folder, 499);
    }
    (world, by, file)
}

fn serve(world: World) -> server::App {
    server::app(Arc::new(Sandboxes::new(world, Settings::default())), server::PublicAddress::default())
}

/// A folder of so many files, and the address of a page of them.
fn list(items: usize, path: &str) -> Asked {
    let (mut world, by, root) = seed();
    fill(&mut world, by, root, items);
    Asked { app: serve(world), method: Method::GET, path: path.into() }
}

/// A world with alice and her drive, herself, and its root.
fn seed() -> (World, Actor, NodeId) {
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    let drive = world.add_drive("drive", Owner::Personal(alice), 1 << 50, NOW);
    world.issue(Token {
        value: "token".into(),
        bearer: Principal { user: Some(alice), app: None },
        scopes: Scopes::All,
        api: None,
        issued: NOW,
        life: None,
        sliding: false,
    });
    let root = world.drive(drive).expect("made").root;
    (world, Actor::User(alice), root)
}

/// Makes files in a folder; answers the last one.
fn fill(world: &mut World, by: Actor, folder: NodeId, files: usize) -> NodeId {
    let make = |index: usize| {
        let content = Content::new(Bytes::from_static(b"hello"));
        let name = format!("file {index:06}.txt");
        world.create_file(by, folder, &name, content, OnConflict::Fail, NOW).expect("free")
    };
    (0..files).map(make).last().expect("at least one")
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
async fn time(asked: &Asked, times: u32) -> Duration {
    let start = Instant::now();
    for _ in 0..times {
        ask(asked).await;
    }
    start.elapsed()
}

async fn ask(Asked { app, method, path }: &Asked) -> Bytes {
    let request = Request::builder().method(method).uri(path).header("Host", "localhost");
    let request = request.header("Authorization", "Bearer token").header("Content-Type", "text/plain");
    let response = app.respond(request.body(Body::empty()).expect("a request")).await;
    assert!(response.status().is_success(), "{path}: {}", response.status());
    response.into_body().collect().await.expect("a body").to_bytes()
}
