//! The shares that a person made, and those that they got.
//!
//! See <https://support.huaweicloud.com/intl/ar-mena/api-koodrive/listShareWithMe.html> and its neighbours.

use axum::response::Response;

use super::find;
use crate::{
    http::{LinkBase, Operation, picture::Size},
    koodrive::{
        auth::Caller,
        error::Error,
        image_process,
        json::{Id, Loose, Query, number},
        paging::{PageInfo, descending},
        position::Position,
        render::{ShareRender, Shown, display_name},
        respond,
        scopes::READ,
        wire::{ShareLinks, Shared},
    },
    world::{Share, name},
};

/// Lists the shares that the caller made.
pub const LIST_SHARE: Operation = Operation { name: "listShare", ..READ };
/// Lists the shares that the caller got.
pub const LIST_SHARE_WITH_ME: Operation = Operation { name: "listShareWithMe", ..READ };
/// Returns a share that the caller got.
pub const GET_SHARE_WITH_ME: Operation = Operation { name: "getShareWithMe", ..READ };

/// Lists the shares that the caller made, the latest first unless the other order is asked for.
///
/// Handles `GET /koodrive/ose/v1/share`.
pub fn mine(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    let shares = caller.world().shares().filter(|share| share.owner == caller.user);
    let all: Vec<_> = shares.map(|share| &**share).collect();
    respond_list(&caller, &base, &query, ("mine", 2), all, Shown::Whole)
}

/// Lists the shares that the caller got, the latest first unless the other order is asked for.
///
/// Handles `GET /koodrive/ose/v1/share/received`.
pub fn received(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let fragment = query.get("displayName").map(|text| name::key(&text.into()));
    let is_named = |share: &&Share| {
        let named = |text: &String| name::key(&display_name(world, share).as_str().into()).contains(&**text);
        fragment.as_deref().map(str::to_owned).as_ref().is_none_or(named)
    };
    let all: Vec<_> = world.shares_received(caller.user).map(|share| &**share).filter(is_named).collect();
    respond_list(&caller, &base, &query, ("received", 4), all, Shown::Files)
}

/// Returns a share that the caller got.
///
/// Handles `GET /koodrive/ose/v1/share/received/{share_id}`.
pub fn one_received(base: LinkBase, Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let share = find::received(world, caller.user, &id)?;
    let render = ShareRender { world, base: &base, thumbnails: None };
    Ok(respond::beside(Shared { share_link: render.link(share, shown(share, &caller, Shown::Files)) }))
}

/// Responds with a page of shares, in the order of their making; `order` is the only one that the list has.
fn respond_list(
    caller: &Caller,
    base: &LinkBase,
    query: &Query,
    (list, order): (&str, u64),
    all: Vec<&Share>,
    most: Shown,
) -> Result<Response, Error> {
    if number(query, "sortType")?.is_some_and(|by| by != order) {
        return Err(Error::Parameters);
    }
    let descending = descending(number(query, "sortDirection")?, true)?;
    let of = (list, caller.user, descending, query.get("displayName"));
    let page = PageInfo::of(query)?.page(&of)?;
    let thumbnails = thumbnails(query)?;
    let position = |share: &&Share| Position::default().number(share.number).reversed_if(descending);
    let (shares, next_cursor) = page.cut(all, position);
    let render = ShareRender { world: caller.world(), base, thumbnails };
    let share_links =
        shares.into_iter().map(|share| render.link(share, shown(share, caller, most))).collect();
    Ok(respond::beside(ShareLinks { next_cursor, share_links }))
}

/// Returns the size of thumbnails that a query asks for.
pub fn thumbnails(query: &Query) -> Result<Option<Size>, Error> {
    image_process::size(&Loose(query.get("imageProcess").map(str::to_owned)))
}

/// Returns how much of a share the caller sees: one with a code stays closed until they have come to it.
fn shown(share: &Share, caller: &Caller, most: Shown) -> Shown {
    let is_closed = share.terms.code.is_some() && !share.guests.contains_key(&caller.user);
    if most == Shown::Files && is_closed { Shown::Closed } else { most }
}
