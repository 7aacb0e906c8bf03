//! The objects that have a label: listing them, adding and removing some.

use axum::response::Response;
use serde::Deserialize;

use super::find::{self, Found, System};
use crate::{
    http::{Id, Operation, Query},
    world::{Ability, Node, NodeId, Timestamp, World},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        json::Json,
        lists::{
            extensions::Extensions,
            objects::{self, Object},
            reach::Reach,
            used,
        },
        paging::Page,
        render::{Render, With},
        respond, scopes,
        wire::LabelledObject,
    },
};

/// The objects of a label.
pub const LIST: Operation = Operation { name: "drive_labels.objects.list", ..scopes::READ_FILES };
/// Puts a label on objects.
pub const ADD: Operation = Operation { name: "drive_labels.objects.batch_add", ..scopes::WRITE_FILES };
/// Takes a label off objects.
pub const REMOVE: Operation = Operation { name: "drive_labels.objects.batch_remove", ..scopes::WRITE_FILES };

/// The most objects in one call.
const MOST: usize = 100;

/// Which objects a list is limited to, by what clients call them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Item,
    File,
    Folder,
    Shortcut,
    Drive,
    /// There are none of these.
    Other,
}

const FILE_TYPES: [(&str, Kind); 4] = [
    ("file", Kind::File),
    ("folder", Kind::Folder),
    ("short_cut", Kind::Shortcut),
    ("shortcut", Kind::Shortcut),
];
const OBJECT_TYPES: [(&str, Kind); 5] = [
    ("file", Kind::Item),
    ("drive", Kind::Drive),
    ("history", Kind::Other),
    ("app", Kind::Other),
    ("url", Kind::Other),
];

/// The most objects of a page.
const LARGEST_PAGE: i64 = 100;

/// Returns the objects of a label that the caller may see, in the order in which they got it.
///
/// Handles `GET /v7/drive_labels/{label_id}/objects`.
pub fn list(caller: Caller, Id(id): Id, query: Query) -> Result<Response, Error> {
    let page = Page::read(&caller.call, &query, LARGEST_PAGE)?;
    let (world, reach) = (caller.world(), Reach::of(&caller));
    let file_type = query.word("file_type", &FILE_TYPES)?;
    let object_type = query.word("object_type", &OBJECT_TYPES)?;
    let extensions = Extensions::read(&query, "include_exts", "exclude_exts");
    let found = find::find(&caller, world, &id)?;
    let live = labelled(&caller, world, &found)?.into_iter().filter_map(|(id, at)| {
        let node = &**world.live(id).ok()?;
        reach.may(world, node, Ability::List).then_some((node, at))
    });
    let wanted = live.filter(|(node, _)| {
        file_type.is_none_or(|kind| is(world, node, kind))
            && object_type.is_none_or(|kind| is(world, node, kind))
            && extensions.take(&node.name)
    });
    let render = Render::new(&caller, world, caller.now());
    let items = page.cut(wanted).map(|(node, at)| LabelledObject {
        object_id: if is_drive(node) { ids::drive(node.drive) } else { ids::file(node.id) },
        object_type: if is_drive(node) { "drive" } else { "file" },
        label_id: id.clone(),
        ctime: at.map_or(0, Timestamp::seconds),
        file: (!is_drive(node)).then(|| render.file(node, With::default())),
    });
    Ok(respond::success(caller.dialect, &items))
}

/// The body of the changes.
#[derive(Deserialize)]
pub struct Objects {
    objects: Vec<Object>,
}

/// Puts a label on objects; one that has it keeps its place.
///
/// Handles `POST /v7/drive_labels/{label_id}/objects/batch_add`.
pub fn batch_add(caller: Caller, Id(id): Id, Json(body): Json<Objects>) -> Result<Response, Error> {
    objects::check("objects", &body.objects, MOST)?;
    caller.sandbox().write(|world, now| {
        let found = find::find(&caller, world, &id)?;
        for object in &body.objects {
            let node = object.find(&caller, world)?;
            match &found {
                Found::Made(label) => world.add_label(label.number, node, now).map(drop)?,
                Found::System(_, name, System::Kept) => {
                    let number = find::keep(world, caller.actor, name, now)?;
                    world.add_label(number, node, now)?;
                }
                Found::System(_, _, System::Star) => {
                    world.follow(caller.principal.user.ok_or(Error::TokenKind { of_person: true })?, node)?;
                }
                Found::System(_, _, System::Frequent) => return Err(counted()),
            }
        }
        Ok(())
    })?;
    Ok(respond::done(caller.dialect))
}

/// Takes a label off objects; one that has it not is passed over.
///
/// Handles `POST /v7/drive_labels/{label_id}/objects/batch_remove`.
pub fn batch_remove(caller: Caller, Id(id): Id, Json(body): Json<Objects>) -> Result<Response, Error> {
    objects::check("objects", &body.objects, MOST)?;
    caller.sandbox().write(|world, _| {
        let found = find::find(&caller, world, &id)?;
        for object in &body.objects {
            let node = object.named(&caller, world)?;
            match &found {
                Found::Made(label) => {
                    world.remove_label(label.number, node);
                }
                Found::System(_, name, System::Kept) => {
                    if let Some(number) = find::kept(world, caller.actor, name).map(|label| label.number) {
                        world.remove_label(number, node);
                    }
                }
                Found::System(_, _, System::Star) => {
                    world.unfollow(caller.principal.user.ok_or(Error::TokenKind { of_person: true })?, node);
                }
                Found::System(_, _, System::Frequent) => return Err(counted()),
            }
        }
        Ok(())
    })?;
    Ok(respond::done(caller.dialect))
}

fn counted() -> Error {
    Error::NotSupported("The service counts what is used often; the label cannot be put on anything.".into())
}

/// Returns the objects of a label, each with the time at which it got the label, where that is kept.
fn labelled(
    caller: &Caller,
    world: &World,
    found: &Found,
) -> Result<Vec<(NodeId, Option<Timestamp>)>, Error> {
    let of = |number| world.labelled(number).map(|(id, at)| (id, Some(at))).collect();
    Ok(match found {
        Found::Made(label) => of(label.number),
        Found::System(_, name, System::Kept) => {
            find::kept(world, caller.actor, name).map(|label| of(label.number)).unwrap_or_default()
        }
        Found::System(_, _, System::Star) => {
            let user = caller.principal.user.ok_or(Error::TokenKind { of_person: true })?;
            world.followed(user).map(|id| (id, None)).collect()
        }
        Found::System(_, _, System::Frequent) => {
            let most = used::most(Reach::of(caller), world, caller.actor);
            most.into_iter().map(|used| (used.node.id, Some(used.first))).collect()
        }
    })
}

/// Whether an item stands for its drive.
fn is_drive(node: &Node) -> bool {
    node.parent.is_none()
}

fn is(world: &World, node: &Node, kind: Kind) -> bool {
    let is_shortcut = world.shortcut_target(node.id).is_some();
    match kind {
        Kind::Item => !is_drive(node),
        Kind::File => !node.is_folder() && !is_shortcut,
        Kind::Folder => node.is_folder() && !is_drive(node),
        Kind::Shortcut => is_shortcut,
        Kind::Drive => is_drive(node),
        Kind::Other => false,
    }
}
