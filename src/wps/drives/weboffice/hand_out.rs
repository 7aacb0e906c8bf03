//! Handing out the addresses of pages; clients of private deployments ask for them, the vendor prints no page of it.

use std::time::Duration;

use axum::response::Response;

use super::address::PageAddress;
use crate::{
    http::{Ids, LinkBase, Operation, Query},
    world::{self, Ability, Timestamp},
    wps::{auth::Caller, dialect::PRIVATE, error::Error, respond, scopes, texts, wire::PageUrl},
};

/// The address of a page that shows a document.
pub const PREVIEW_URL: Operation =
    Operation { name: "drives.files.preview_url.get", dialects: PRIVATE, ..scopes::READ_FILES };
/// The address of a page for changing a document.
pub const EDIT_URL: Operation =
    Operation { name: "drives.files.edit_url.get", dialects: PRIVATE, ..scopes::WRITE_FILES };

/// How long an address is good, if the client does not say.
const LIFE: Duration = Duration::from_hours(1);
/// The longest life of an address, and the longest name of an editor in characters.
const LONGEST_LIFE: i64 = 365 * 24 * 60 * 60;
const LONGEST_EDITOR: usize = 1024;

/// Returns the address of a page that shows a document.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/preview_url`.
pub fn preview_url(
    caller: Caller,
    Ids(drive, file): Ids,
    base: LinkBase,
    query: Query,
) -> Result<Response, Error> {
    hand_out(&caller, (&drive, &file), &base, &query, false)
}

/// Returns the address of a page for changing a document.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/edit_url`.
pub fn edit_url(
    caller: Caller,
    Ids(drive, file): Ids,
    base: LinkBase,
    query: Query,
) -> Result<Response, Error> {
    hand_out(&caller, (&drive, &file), &base, &query, true)
}

fn hand_out(
    caller: &Caller,
    (drive, file): (&str, &str),
    base: &LinkBase,
    query: &Query,
    edits: bool,
) -> Result<Response, Error> {
    query.without_effect(&["type"]);
    let ability = if edits { Ability::Update } else { Ability::Preview };
    let node = caller.item(caller.world(), drive, file, ability)?;
    if node.is_folder() {
        return Err(world::Error::NotAFile(node.id).into());
    }
    let editor = query.get("_w_third_userid").unwrap_or_default().to_owned();
    texts::check_length("_w_third_userid", &editor, LONGEST_EDITOR)?;
    let until = expiry(query, caller.now())?;
    let address = PageAddress { node: node.id, whose: caller.principal, edits, until, editor };
    Ok(respond::success(caller.dialect, &PageUrl { url: address.url(base) }))
}

/// Reads `expire_time`: a life in seconds, or the second at which it ends.
fn expiry(query: &Query, now: Timestamp) -> Result<Timestamp, Error> {
    let Some(given) = query.number("expire_time")? else { return Ok(now.plus(LIFE)) };
    let left = if given > LONGEST_LIFE { given.saturating_sub(now.seconds()) } else { given };
    let wrong = || Error::Value("expire_time lies neither ahead nor within a year.".into());
    let left = u64::try_from(left).ok().filter(|_| (1..=LONGEST_LIFE).contains(&left)).ok_or_else(wrong)?;
    Ok(now.plus(Duration::from_secs(left)))
}
