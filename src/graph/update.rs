//! Changing an item: its name, its place, its dates, its description.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    auth::Caller,
    conflict,
    error::Error,
    folders::{CREATE, NewItem},
    items,
    json::{Json, Path, Query},
    metadata::{Metadata, Named, Reference},
    names, tags,
};
use crate::{
    http::{LinkBase, Operation},
    world::{self, MetadataPatch, Node, NodeId, OnConflict, Timestamp, UpdateSpec, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-update>,
/// <https://learn.microsoft.com/en-us/graph/api/driveitem-move>
pub const UPDATE: Operation = Operation { name: "driveItem.update", ..CREATE };

/// What is told to those who name the root in a move by its alias.
const NO_ROOT_ALIAS: &str = "When moving items to the root of a drive your app cannot use the \"id:\" \"root\" syntax. \
     Your app needs to provide the actual ID of the root folder for the parent reference.";

/// An update that was read and whose items are not looked up yet.
struct Wanted {
    body: Metadata,
    on_conflict: OnConflict,
    metadata: MetadataPatch,
    /// The folder to make if a path leads to nothing.
    folder: Option<NewItem>,
}

/// Changes an item, or makes the folder that a path names.
pub async fn update(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<Metadata>,
) -> Result<Response, Error> {
    let wanted = Wanted::read(&query, body, &item)?;
    let (world, id, status) = caller.write(|world, now| {
        let (id, status) = wanted.apply(&caller, world, (&drive, &item), &headers, now)?;
        Ok::<_, Error>((world.clone(), id, status))
    })?;
    items::answer_item(&world, &base, id, status)
}

impl Wanted {
    fn read(query: &Query, body: Metadata, item: &str) -> Result<Self, Error> {
        let on_conflict = conflict::read(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
        if let Some(name) = &body.name {
            names::check(name)?;
        }
        if body.parent_reference.as_ref().is_some_and(|parent| parent.has_id("root")) {
            return Err(Error::Invalid(NO_ROOT_ALIAS));
        }
        let metadata = body.metadata()?;
        let name = NewItem::split_address(item).filter(|_| body.folder.is_some()).map(|(_, name)| name);
        let folder = name.map(|name| NewItem::read(query, &body, name)).transpose()?;
        Ok(Self { body, on_conflict, metadata, folder })
    }

    fn apply(
        &self,
        caller: &Caller,
        world: &mut World,
        (drive, item): (&str, &str),
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<(NodeId, StatusCode), Error> {
        let by = caller.0.actor;
        let node = match caller.reach(world, drive, item) {
            Ok(node) => node,
            Err(error) => {
                let (Error::World(world::Error::NotFound), Some(folder), Some((above, _))) =
                    (&error, &self.folder, NewItem::split_address(item))
                else {
                    return Err(error);
                };
                let drive = caller.drive_of(world, drive, item)?.id;
                let parent = NewItem::above(world, by, drive, &above, now)?;
                return folder.make(world, by, parent, now);
            }
        };
        tags::check_if_match(headers, world, node)?;
        let id = node.id;
        let into = self.body.parent_reference.as_ref();
        let update = UpdateSpec {
            into: into.map(|into| folder(caller, world, node, into)).transpose()?.flatten(),
            name: self.body.name.as_deref().map(Into::into),
            on_conflict: self.on_conflict,
            metadata: self.metadata.clone(),
        };
        world.update(by, id, &update, now)?;
        if update.into.is_some() || update.name.is_some() {
            names::check_path(world, world.node(id)?)?;
        }
        Ok((id, StatusCode::OK))
    }
}

/// The folder that a reference names, if it names one.
fn folder(
    caller: &Caller,
    world: &World,
    node: &Node,
    reference: &Reference,
) -> Result<Option<NodeId>, Error> {
    let (drive, folder) = match reference.find(caller, world, node.drive)? {
        Named::Nothing => return Ok(None),
        Named::Drive(drive) => (drive.id, None),
        Named::Item(folder) => (folder.drive, Some(folder.id)),
    };
    if drive == node.drive { Ok(folder) } else { Err(world::Error::OtherDrive(drive).into()) }
}
