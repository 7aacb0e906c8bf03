//! What one change costs whoever follows a drive: in a drive of 100,000 items against one of 1,000.
//!
//! `cargo bench --bench delta`. Both drives are asked in turns by the same code, without a socket; only the ratio
//! means anything, and it should be near 1.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{Router, body::Body, http::Request};
use bytes::Bytes;
use http_body_util::BodyExt;
use mockdrive::{
    sandbox::{Sandboxes, Settings},
    server,
    world::{Actor, Content, OnConflict, Owner, Principal, Scopes, Timestamp, Token, World},
};
use tower::ServiceExt;

const ROUNDS: usize = 5;
const ASKED: usize = 400;
const IN_A_FOLDER: usize = 500;

/// A server whose one drive holds so many items, and the address of its feed just before the last change.
struct Followed {
    app: Router,
    next: String,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let (small, large) = (follow(1000).await, follow(100_000).await);
        let (mut of_small, mut of_large) = (Duration::ZERO, Duration::ZERO);
        for _ in 0..ROUNDS {
            of_small += time(&small).await;
            of_large += time(&large).await;
        }
        let each = |all: Duration| all / u32::try_from(ROUNDS * ASKED).expect("few");
        let ratio = of_large.as_secs_f64() / of_small.as_secs_f64();
        let (of_small, of_large) = (each(of_small), each(of_large));
        println!(
            "delta after one change: {of_large:?} of 100,000 items, {of_small:?} of 1,000, ratio {ratio:.2}"
        );
    });
}

async fn follow(items: usize) -> Followed {
    let now = Timestamp::default();
    let mut world = World::new();
    let alice = world.add_user("alice", "Alice", "alice@example.com");
    let drive = world.add_drive("drive", Owner::Personal(alice), 1 << 50, now);
    let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
    let mut file = root;
    for index in 0..items / IN_A_FOLDER {
        let name = format!("folder {index:04}");
        let folder = world.create_folder(by, root, &name, OnConflict::Fail, now).expect("free");
        for index in 1..IN_A_FOLDER {
            let content = Content::new(Bytes::from_static(b"hello"));
            let name = format!("file {index:04}.txt");
            file = world.create_file(by, folder, &name, content, OnConflict::Fail, now).expect("free");
        }
    }
    world.issue(Token {
        value: "token".into(),
        bearer: Principal { user: Some(alice), app: None },
        scopes: Scopes::All,
        api: None,
        issued: now,
        life: None,
        sliding: false,
    });
    let sandboxes = Arc::new(Sandboxes::new(world, Settings::default()));
    let app = server::app(Arc::clone(&sandboxes), server::Origin::default());
    let latest = ask(&app, "/v1.0/me/drive/root/delta?token=latest").await;
    let next = latest["@odata.deltaLink"].as_str().expect("a link").replace("http://mock.test", "");
    let renamed =
        sandboxes.default().write(|world, now| world.rename(by, file, "renamed.txt", OnConflict::Fail, now));
    renamed.expect("free");
    let told = ask(&app, &next).await["value"].as_array().map(Vec::len);
    assert_eq!(told, Some(3), "the root, the folder and the file");
    Followed { app, next }
}

#[expect(clippy::disallowed_methods, reason = "a bench measures time")]
async fn time(followed: &Followed) -> Duration {
    let start = Instant::now();
    for _ in 0..ASKED {
        ask(&followed.app, &followed.next).await;
    }
    start.elapsed()
}

async fn ask(app: &Router, path: &str) -> serde_json::Value {
    let request = Request::get(path).header("Host", "mock.test").header("Authorization", "Bearer token");
    let response = app.clone().oneshot(request.body(Body::empty()).expect("a request")).await;
    let body = response.expect("the app answers everything").into_body().collect().await.expect("a body");
    serde_json::from_slice(&body.to_bytes()).expect("JSON")
}
