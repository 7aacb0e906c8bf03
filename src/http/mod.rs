//! What all providers share above the world and below their dialects.

mod blocking;
pub mod body;
mod call;
pub mod date;
pub mod front;
mod guard;
mod link_base;
mod operation;
mod pace;
mod pairs;
pub mod panic;
mod pieces;
pub mod post;
mod public_address;
pub mod range;
mod respond;
mod routes;
mod unread;

pub use self::{
    blocking::blocking,
    call::Call,
    guard::{Applicant, Caller, QUOTA_DAY_OFFSET, Refusal, bearer_token, day_end},
    link_base::LinkBase,
    operation::{Access, DailyLimit, Operation},
    pace::TaskPace,
    pairs::pairs,
    pieces::pieces,
    public_address::{PublicAddress, SANDBOX_PREFIX},
    respond::{empty, json, json_as},
    routes::{NotEmulated, Route, Routes},
    unread::{read_once, set_body_aside},
};
