//! mockdrive: a local mock of four cloud-drive APIs over one in-memory drive tree.
//!
//! Microsoft Graph, KDocs, WPS v7 and Huawei `KooDrive` see the same files, each in its own dialect. Start it as a
//! container or a binary, or inside a Rust test:
//!
//! ```
//! let mock = mockdrive::MockServer::start();
//! let base_url = format!("{}/v1.0", mock.uri());
//! assert!(base_url.starts_with("http://127.0.0.1:"));
//! // It stops when it is dropped.
//! ```
//!
//! From below: [`world`] is the state as a value, [`sandbox`] puts a world into service, `http` is what the
//! providers share, and `graph`, `kdocs`, `wps` and `koodrive` are the four dialects. [`server`] puts them together.

pub mod config;
mod control;
pub mod fixture;
mod graph;
mod http;
mod kdocs;
mod koodrive;
mod mock_server;
pub mod sandbox;
pub mod server;
pub mod world;
mod wps;

pub use self::{config::Config, mock_server::MockServer};
