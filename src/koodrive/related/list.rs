//! What others shared with a person, and what they shared themselves.
//!
//! See <https://support.huaweicloud.com/api-koodrive/ListRelatedToMe.html>.

use axum::response::Response;

use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        image_process,
        json::{Query, number},
        paging::{PageInfo, descending},
        position::Position,
        render::{ShareRender, Shown, display_name},
        respond,
        scopes::READ,
        wire::{RelatedRecord, RelatedRecords},
    },
    world::{Share, name},
};

/// Lists what the caller had to do with.
pub const LIST_RELATED_TO_ME: Operation = Operation { name: "ListRelatedToMe", scans: true, ..READ };

/// The vendor's number of sharing, which is all that it names.
const SHARED: u32 = 1;

/// Lists the shares that the caller made and got, the latest first unless the other order is asked for.
///
/// Handles `GET /koodrive/ose/v1/related`.
pub fn list(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    if number(&query, "sortType")?.is_some_and(|by| by != 1) {
        return Err(Error::Parameters);
    }
    let only_received = query.word("relatedType", &[("0", false), ("1", true)])?.unwrap_or(false);
    let descending = descending(number(&query, "sortDirection")?, true)?;
    let of = ("related", caller.user, only_received, descending, query.get("displayName"));
    let page = PageInfo::of(&query)?.page(&of)?;
    let (world, thumbnails) = (caller.world(), image_process::of_query(&query)?);
    let fragment = query.get("displayName").map(|text| name::key(&text.into()));
    let is_named = |share: &&Share| {
        let name = || name::key(&display_name(world, share).as_str().into());
        fragment.as_ref().is_none_or(|text| name().contains(&**text))
    };
    let mine = world.shares().filter(|share| share.owner == caller.user && !only_received);
    let all = mine.chain(world.shares_received(caller.user)).map(|share| &**share);
    let all: Vec<&Share> = all.filter(|share| caller.now() < share.terms.expires).filter(is_named).collect();
    let total = all.len();
    let (shares, next_cursor) = page.cut(all, |share| {
        Position::default().time(Some(share.created)).number(share.number).reversed_if(descending)
    });
    let render = ShareRender { world, base: &base, thumbnails };
    let record = |share: &Share| {
        let is_closed = share.terms.code.is_some()
            && share.owner != caller.user
            && !share.guests.contains_key(&caller.user);
        let link = render.link(share, if is_closed { Shown::Closed } else { Shown::Files });
        RelatedRecord {
            operator: link.owner_name,
            operate_type: SHARED,
            operate_time: link.share_time,
            id: link.share_id,
            display_name: link.display_name,
            files: link.files.unwrap_or_default(),
            expire_time: link.expire_time,
        }
    };
    let related_to_me_infos = shares.into_iter().map(record).collect();
    Ok(respond::beside(RelatedRecords { next_cursor, total, related_to_me_infos }))
}
