//! Files that a person uploaded, edited, saved or shared, and what others shared with them.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/ListRelatedToMe.html>.

use std::collections::BTreeMap;

use axum::response::Response;

use crate::{
    http::{LinkBase, Operation, picture::Size},
    koodrive::{
        auth::Caller,
        dates,
        error::Error,
        ids, image_process,
        jobs::FIRST_SHARE_KIND,
        json::{Loose, Query, number},
        paging::{PageInfo, descending},
        render::FileRender,
        respond,
        scopes::READ,
        wire::{RelatedFile, RelatedFiles},
    },
    world::{Ability, Actor, Api, Effect, Job, Node, NodeId, Timestamp, World, name},
};

/// Lists what the caller had to do with.
pub const LIST_RELATED_TO_ME: Operation = Operation { name: "ListRelatedToMe", ..READ };

/// What was done with a file last, and when; and the share by which it came.
#[derive(Clone, Copy)]
struct Deed {
    at: Timestamp,
    kind: u32,
    share: Option<u64>,
}

/// The vendor's numbers of deeds.
const VIEWED: u32 = 1;
const EDITED: u32 = 2;
const SHARED: u32 = 3;
const SAVED: u32 = 4;
const UPLOADED: u32 = 5;

type Deeds = BTreeMap<NodeId, Deed>;

/// Lists what the caller had to do with, the latest first unless the other order is asked for.
///
/// Handles `GET /koodrive/ose/v1/related`.
pub async fn list(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    if number(&query, "sortType")?.is_some_and(|by| by != 1) {
        return Err(Error::Parameters);
    }
    let only_shared = query.word("relatedType", &[("0", false), ("1", true)])?.unwrap_or(false);
    let descending = descending(number(&query, "sortDirection")?, true)?;
    let of = ("related", caller.user, only_shared, descending, query.get("displayName"));
    let page = PageInfo::of(&query)?.page(&of)?;
    let size = thumbnails(&query)?;
    let world = caller.world();
    let mut deeds = Deeds::new();
    if !only_shared {
        add_own(&mut deeds, &caller, world);
    }
    add_received(&mut deeds, &caller, world);
    let fragment = query.get("displayName").map(|text| name::key(&text.into()));
    let mut rows: Vec<(&Node, Deed)> = deeds
        .into_iter()
        .filter_map(|(id, deed)| Some((&**world.live(id).ok()?, deed)))
        .filter(|(node, _)| fragment.as_ref().is_none_or(|text| name::key(&node.name).contains(&**text)))
        .collect();
    rows.sort_by_key(|(node, deed)| (deed.at, node.id));
    if descending {
        rows.reverse();
    }
    let (rows, next_cursor) = page.cut(rows);
    let render = FileRender::new(&caller, world, &base, size);
    let files = rows.into_iter().map(|(node, deed)| RelatedFile {
        file: render.file(node),
        operate_time: dates::utc(deed.at),
        operate_type: deed.kind,
        share_id: deed.share.map(ids::share),
    });
    Ok(respond::beside(RelatedFiles { next_cursor, files: files.collect() }))
}

/// Returns the size of thumbnails, which has two names.
fn thumbnails(query: &Query) -> Result<Option<Size>, Error> {
    let usages =
        [("minThumbnail", 64), ("midThumbnail", 128), ("largeThumbnail", 256), ("superLargeThumbnail", 512)];
    let named = query.word("usage", &usages)?.and_then(|edge| Size::fit(edge, edge));
    Ok(image_process::size(&Loose(query.get("imageProcess").map(str::to_owned)))?.or(named))
}

/// Adds what the caller did: to files in spaces of theirs, by tasks of shares, and by sharing.
fn add_own(deeds: &mut Deeds, caller: &Caller, world: &World) {
    let me = Actor::User(caller.user);
    let spaces = world.drives().filter(|drive| world.owned(drive, &caller.principal).is_some());
    for node in spaces.flat_map(|drive| world.subtree(drive.root)).filter(|node| !node.is_folder()) {
        let seen = || caller.abilities(world, node).has(Ability::Preview);
        if node.modified.by == me && seen() {
            let is_first = node.created == node.modified;
            let kind = if is_first { UPLOADED } else { EDITED };
            put(deeds, node.id, Deed { at: node.modified.at, kind, share: None });
        }
    }
    let tasks = world.tasks().filter(|task| {
        let is_saving = task.spec.kind > FIRST_SHARE_KIND && matches!(task.spec.job, Job::Copy { .. });
        is_saving && task.spec.api == Api::Koodrive && task.spec.owner.user == Some(caller.user)
    });
    for task in tasks {
        let at = task.ended.unwrap_or(task.created);
        for effect in task.results.iter().flatten() {
            if let Effect::Node(id) = effect {
                put(deeds, *id, Deed { at, kind: SAVED, share: None });
            }
        }
    }
    for share in world.shares().filter(|share| share.owner == caller.user) {
        for item in &share.items {
            put(deeds, item.node, Deed { at: share.created, kind: SHARED, share: Some(share.number) });
        }
    }
}

/// Adds what others shared with the caller, unless a code keeps it closed.
fn add_received(deeds: &mut Deeds, caller: &Caller, world: &World) {
    let now = caller.now();
    let received = world.shares_received(caller.user).filter(|share| now < share.terms.expires);
    for share in received {
        let came = share.guests.get(&caller.user);
        let (at, kind) = match came {
            Some(at) => (*at, VIEWED),
            None if share.terms.code.is_none() => (share.created, SHARED),
            None => continue,
        };
        for node in world.shared_items(share, now) {
            put(deeds, node.id, Deed { at, kind, share: Some(share.number) });
        }
    }
}

/// Keeps the latest deed; of two at the same time the later one in this file.
fn put(deeds: &mut Deeds, id: NodeId, deed: Deed) {
    let known = deeds.entry(id).or_insert(deed);
    if known.at <= deed.at {
        *known = deed;
    }
}
