//! What the size of a drive and of a folder costs Graph's clients: 100,000 items against 1,000.
//!
//! `cargo bench --bench graph`. Both sizes are asked in turns by the same code, without a socket; only the ratios mean
//! anything. They should be near 1, and above a bar the bench fails.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{body::Body, http::Request};
use bytes::Bytes;
use http_body_util::BodyExt;
use mockdrive::{
    sandbox::{Sandboxes, Settings},
    server,
    world::{Actor, Content, NodeId, OnConflict, Owner, Principal, Scopes, Timestamp, Token, World},
};

const ROUNDS: u32 = 9;
/// The most that the larger one may cost, as a multiple of the smaller one.
const BAR: f64 = 1.5;
const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);

/// A server, and what is asked of it.
struct Asked {
    app: server::App,
    path: String,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        compare("delta after one change", 400, follow(1000).await, follow(100_000).await).await;
        let path = "/v1.0/me/drive/root/children?$top=200";
        compare("a page of 200 children", 20, list(1000, path), list(100_000, path)).await;
        // A page in the middle of the folder.
        let path = "/v1.0/me/drive/root/children?$top=200&$skiptoken=UGFnZWQ9VFJVRSZwX1NvcnRCZWhhdmlvcj0xJnBfRmlsZUxlYWZSZWY9ZmlsZSUyMDAwMDUwMCUyRXR4dA";
        compare("a later page of 200 children", 20, list(1000, path), list(100_000, path)).await;
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
    println!("{what}: {of_large:?} of 100,000 items, {of_small:?} of 1,000, ratio {ratio:.2}");
    assert!(ratio <= BAR, "{what}: the ratio is above {BAR}");
}

/// A drive of so many items in folders of 500, and the address of its feed just before the last change.
async fn follow(items: usize) -> Asked {
    let (mut world, by, root) = seed();
    let mut file = root;
    for index in 0..items / 500 {
        let name = format!("folder {index:04}");
        let folder = world.create_folder(by, root, &name, OnConflict::Fail, NOW).expect("free");
        file = fill(&mut world, by, folder, 499);
    }
    let sandboxes = Arc::new(Sandboxes::new(world, Settings::default()));
    let app = server::app(Arc::clone(&sandboxes), server::PublicAddress::default());
    let latest = ask(&app, "/v1.0/me/drive/root/delta?token=latest").await;
    let latest: serde_json::Value = serde_json::from_slice(&latest).expect("JSON");
    let path = latest["@odata.deltaLink"].as_str().expect("a link").replace("http://mock.test", "");
    let renamed =
        sandboxes.default().write(|world, now| world.rename(by, file, "renamed.txt", OnConflict::Fail, now));
    renamed.expect("free");
    let body: serde_json::Value = serde_json::from_slice(&ask(&app, &path).await).expect("JSON");
    assert_eq!(body["value"].as_array().map(Vec::len), Some(3), "the root, the folder and the file");
    Asked { app, path }
}

/// A folder of so many files, and the address of a page of them.
fn list(items: usize, path: &str) -> Asked {
    let (mut world, by, root) = seed();
    fill(&mut world, by, root, items);
    let app =
        server::app(Arc::new(Sandboxes::new(world, Settings::default())), server::PublicAddress::default());
    Asked { app, path: path.into() }
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
        ask(&asked.app, &asked.path).await;
    }
    start.elapsed()
}

async fn ask(app: &server::App, path: &str) -> Bytes {
    let request = Request::get(path).header("Host", "mock.test").header("Authorization", "Bearer token");
    let response = app.respond(request.body(Body::empty()).expect("a request")).await;
    assert!(response.status().is_success(), "{path}: {}", response.status());
    response.into_body().collect().await.expect("a body").to_bytes()
}
