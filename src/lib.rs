//! A local mock of four cloud-drive APIs: Microsoft Graph, `KDocs`, WPS v7 and Huawei `KooDrive`.
//!
//! All four show one drive tree that lives in memory: a file that a client copies through one API is there in the
//! others. The server checks credentials and signatures, counts quotas, runs long operations as background tasks, and
//! words its errors as the vendor does. A test needs no account and no network.
//!
//! [`MockServer`] starts a server inside a test. The code under test gets its address in place of the vendor's:
//!
//! ```
//! use mockdrive::MockServer;
//!
//! /// The code under test: it copies a file and returns the address where the copy can be followed.
//! async fn duplicate(base_url: &str, token: &str) -> reqwest::Result<String> {
//!     let response = reqwest::Client::new()
//!         .post(format!("{base_url}/me/drive/root:/hello.txt:/copy"))
//!         .bearer_auth(token)
//!         .header("Content-Type", "application/json")
//!         .body(r#"{"name": "hello again.txt"}"#)
//!         .send()
//!         .await?
//!         .error_for_status()?;
//!     Ok(response.headers()["location"].to_str().unwrap_or_default().to_owned())
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = MockServer::start();
//! let monitor = duplicate(&format!("{}/v1.0", mock.uri()), "alice-token").await?;
//!
//! let state = reqwest::get(monitor).await?.text().await?;
//! assert!(state.contains(r#""status":"completed""#));
//!
//! // The same file through another API: the tree lists every item with its id in all four.
//! let tree = reqwest::get(format!("{}/_mock/tree?drive=alice", mock.uri())).await?.text().await?;
//! assert!(tree.contains(r#""path":"/hello again.txt""#));
//! # Ok(())
//! # }
//! ```
//!
//! The server stops when `mock` is dropped.
//!
//! # Base URLs and credentials
//!
//! | API | base URL | credentials |
//! |---|---|---|
//! | Microsoft Graph | `{uri}/v1.0` | `Authorization: Bearer alice-token` |
//! | `KDocs` | `{uri}/api/v1/openapi` | `?access_token=alice-token`, or a WPS-2 signature |
//! | WPS v7 | `{uri}/graph` | a WPS-4 signature, and `Authorization: Bearer alice-token` |
//! | `KooDrive` | `{uri}/koodrive/ose/v1` | `Authorization: Bearer alice-token` |
//!
//! The built-in fixture also knows `bob-token` and `readonly-token`; `GET /_mock/info` lists all credentials. Alice's
//! drive holds `/hello.txt`, `/Documents`, `/Photos`, `/archive.zip` and more.
//!
//! # Other settings
//!
//! [`MockServer::builder`] sets what the defaults do not: another fixture, lenient credentials, slow tasks, a clock
//! that stands still.
//!
//! ```
//! use mockdrive::{MockServer, Pace};
//!
//! let mock = MockServer::builder().tasks(Pace::Manual).start()?;
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # Many tests, one server
//!
//! A sandbox is a world of its own on a running server. [`MockServer::sandbox_uri`] returns its address, and it is made
//! when it is first used.
//!
//! ```
//! use std::sync::LazyLock;
//!
//! use mockdrive::MockServer;
//!
//! static MOCK: LazyLock<MockServer> = LazyLock::new(MockServer::start);
//!
//! let mine = MOCK.sandbox_uri("this_test");
//! let theirs = MOCK.sandbox_uri("another_test");
//! # assert_ne!(mine, theirs);
//! ```
//!
//! # While a test runs
//!
//! [`MockServer::sandbox`] is for the test, not for the client under test. It adds what a test needs, lets requests fail,
//! moves the clock, and verifies in the end what the client has sent. It works in plain and in `async` tests alike.
//!
//! ```
//! use std::time::Duration;
//!
//! use mockdrive::{Expect, Expectations, Fault, Match, MockServer};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let mock = MockServer::start();
//! let sandbox = mock.sandbox("this_test");
//! let seeded = sandbox.seed(r#"{"items": {"alice": [{"path": "/plan.txt", "text": "Buy milk."}]}}"#);
//! sandbox.fault(Fault::on("driveItem.get").error("activityLimitReached").retry_after(30).times(1));
//!
//! // What a client does that knows what a 429 is; it waits by the sandbox's clock, so the test takes no time.
//! let url = format!("{}/v1.0/me/drive/items/{}", sandbox.uri(), seeded.item("/plan.txt").ids.graph);
//! let get = async || reqwest::Client::new().get(&url).bearer_auth("alice-token").send().await;
//! assert_eq!(get().await?.status(), 429);
//! sandbox.clock().advance(Duration::from_secs(30));
//! assert_eq!(get().await?.status(), 200);
//!
//! let [refused, served] = [429, 200].map(|status| Match::on("driveItem.get").status(status));
//! let expected = Expectations::of([Expect::one(refused), Expect::one(served)]);
//! sandbox.verify(expected.in_exact_order().clean());
//! # Ok(())
//! # }
//! ```
//!
//! [`Sandbox::requests`] returns the journal, [`Sandbox::snapshot`] keeps a moment to return to, [`Sandbox::expect`]
//! verifies when it is dropped. What is not here is below `/_mock/`: it finishes or fails tasks, uses up quotas, and
//! lists notifications. `docs/control.md` in the source shows each call.
//!
//! # What is stable
//!
//! The items on this page follow semantic versioning. Modules that are hidden from it are public for the program, the
//! tests and the benches of this package only, and change in any release.

// `RUSTDOCFLAGS="--cfg internal_docs"` shows contributors what the published pages hide.
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod config;
mod control;
mod documents;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod fixture;
mod graph;
mod http;
mod kdocs;
mod koodrive;
mod mock_server;
mod net;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod program;
mod room;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod sandbox;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod server;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod snapshot;
#[cfg_attr(not(internal_docs), doc(hidden))]
pub mod world;
mod wps;

pub use self::{
    config::{Config, LogFormat, ProxyAuth, SandboxIdle, Skew, Switch},
    control::{ItemIds, NearRoute, Ran, RecordedMessage, RecordedRequest, TreeDrive, TreeItem},
    mock_server::{
        Builder, Expect, ExpectGuard, Expectations, Fault, FaultHandle, Match, MockServer, Sandbox,
        SandboxClock, Seeded,
    },
    net::hosts::AddedHost,
    sandbox::{
        Auth, DueKind,
        journal::{Bodies, RequestState},
    },
    world::{Api, Pace},
};

/// The Rust in these pages is compiled and run like any other example.
#[cfg(doctest)]
mod pages {
    #[doc = include_str!("../README.md")]
    mod readme {}
    #[doc = include_str!("../docs/clients.md")]
    mod clients {}
    #[doc = include_str!("../docs/testing.md")]
    mod testing {}
}
