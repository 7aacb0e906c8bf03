//! What all providers share above the world and below their dialects.

mod always_ok;
mod app;
pub mod archive;
mod asked;
mod blocking;
pub mod body;
mod call;
mod connection;
pub mod connections;
pub mod consent;
pub mod cors;
mod covered;
pub mod cursor;
pub mod date;
pub mod deliver;
mod ending;
mod entrance;
pub mod faults;
mod file_response;
mod foreign;
pub mod front;
mod guard;
mod handler;
pub mod html;
mod ids;
mod lent;
mod link_base;
pub mod mismatch;
mod operation;
mod own;
mod pace;
pub mod page;
mod pairs;
pub mod panic;
mod peer;
pub mod picture;
mod pieces;
pub mod post;
mod produced;
mod proxy;
mod public_address;
mod query;
pub mod range;
mod reason;
mod recorded;
pub mod redirect;
mod respond;
mod routed;
mod routes;
pub mod sealed;
mod sort;
mod table;
mod traffic;
mod unread;
mod via;
mod watched;
mod wire;
mod write_json;
mod written;

pub use self::{
    always_ok::always_ok,
    app::{Answer, App},
    blocking::{blocking, hash, heavy},
    call::{Call, Vendor},
    covered::covered,
    file_response::{FileResponse, to_save},
    foreign::origin,
    guard::{Applicant, Caller, QUOTA_DAY_OFFSET, Refusal, bearer_token, day_end},
    handler::{Covers, FromBody, FromParts, RawBody},
    ids::{Id, Ids, ThreeIds, parameters},
    link_base::LinkBase,
    operation::{Access, DailyLimit, Operation, ScopesByCaller},
    pace::TaskPace,
    pairs::{ESCAPED, pairs},
    pieces::pieces,
    produced::produced,
    public_address::{PublicAddress, SANDBOX_PREFIX},
    query::{Query, QueryError, find_word},
    reason::with_reason,
    respond::{complete, empty, json, json_as},
    routes::{NotEmulated, Routes},
    sort::{sort_by, sort_by_key},
    table::{Place, Replies, Route, Table, served_as},
    unread::{Both, FromObject, Part, ReadPairs, mark_query, parse_object, query_value, read_object},
    watched::refused,
    write_json::Repeated,
    written::written,
};
