//! What all providers share above the world and below their dialects.

pub mod body;
mod call;
pub mod date;
pub mod front;
mod guard;
mod pace;
mod pairs;
mod pieces;
pub mod post;
pub mod range;
mod respond;
mod routes;

pub use self::{
    call::{Base, Call, Links, Origin},
    guard::{Caller, QUOTA_DAY_OFFSET, Refusal, bearer_token, day_end},
    pace::TaskPace,
    pairs::pairs,
    pieces::pieces,
    respond::{empty, json, json_as},
    routes::{Daily, LATER, Operation, Route, Routes},
};
