//! Creating folders, and files without content.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};

use super::metadata::ItemBody;
use crate::{
    graph::{
        address::{Address, ItemAddress, names},
        auth::Caller,
        bundles::{children, find},
        error::Error,
        json::{self, Json, Query},
        render::{context::Context, responses},
        scopes,
    },
    http::{LinkBase, Operation},
    world::{
        self, Ability, Actor, Content, DriveId, Flavor, MetadataPatch, NodeId, OnConflict, Timestamp, World,
    },
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-post-children>
pub const CREATE: Operation = Operation { name: "driveItem.children.create", ..scopes::WRITE };

/// A folder or an empty file that a request asks to create.
pub struct NewItem {
    name: Arc<str>,
    is_folder: bool,
    on_conflict: OnConflict,
    metadata: MetadataPatch,
}

/// Creates an item in a folder; `replace` returns the folder that is there. In a bundle, adds an item that is there.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/children`.
pub fn create(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    let by = caller.actor;
    let created = NewItem::named(&query, &body).and_then(|new| {
        caller.write_and_view(|world, now| {
            let parent = parent(&caller, world, &address, now)?;
            new.create(world, by, parent, now)
        })
    });
    let ((created, status), world) = match created {
        Ok(created) => created,
        Err(error) => {
            let bundle = find::itself_instead(&caller, caller.world(), &address, error)?;
            return children::add_to(&caller, &body, bundle.id);
        }
    };
    let context = Context::of(&caller, &base, &address).changed_entry("children");
    responses::changed_item(&caller, &world, &base, context, created, status)
}

/// Returns the folder at an address; on personal drives, folders that are missing are created.
fn parent(caller: &Caller, world: &mut World, address: &Address, now: Timestamp) -> Result<NodeId, Error> {
    match caller.reach_to(world, address, Ability::NewEmpty) {
        Ok(folder) => Ok(folder.id),
        Err(Error::World(world::Error::NotFound)) if !address.item.path.is_empty() => {
            let drive = caller.drive_of(world, address)?;
            if drive.flavor != Flavor::Consumer {
                return Err(world::Error::NotFound.into());
            }
            NewItem::create_path(caller, world, drive.id, &address.item, now)
        }
        Err(error) => Err(error),
    }
}

impl NewItem {
    /// Reads a new item that the body names.
    fn named(query: &Query, body: &ItemBody) -> Result<Self, Error> {
        let name = body.name.as_deref().ok_or(Error::Invalid("The name of the item must be provided."))?;
        Self::read(query, body, name)
    }

    /// Reads a new item from a body; refuses what is neither a folder nor a file.
    pub fn read(query: &Query, body: &ItemBody, name: &str) -> Result<Self, Error> {
        let on_conflict =
            json::conflict_behavior(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
        body.refuse_content()?;
        if body.source_url.is_some() || body.content_source_url.is_some() {
            return Err(Error::NotSupported("Uploads from a URL are not supported."));
        }
        if body.remote_item.is_some() {
            return Err(Error::NotEmulated("adding shared folders".into()));
        }
        if body.folder.is_some() == body.file.is_some() {
            return Err(Error::Invalid("Either a folder facet or a file facet must be provided."));
        }
        names::check(name)?;
        let is_folder = body.folder.is_some();
        Ok(Self { name: name.into(), is_folder, on_conflict, metadata: body.metadata_patch()? })
    }

    /// Creates the item; returns it with the status of the response, which differs for a folder that was there.
    pub fn create(
        &self,
        world: &mut World,
        by: Actor,
        parent: NodeId,
        now: Timestamp,
    ) -> Result<(NodeId, StatusCode), Error> {
        if !self.is_folder && world.drive(world.node(parent)?.drive)?.flavor == Flavor::Consumer {
            return Err(Error::Invalid("Cannot create a file without content"));
        }
        let existing = world.child(parent, &self.name).filter(|_| self.on_conflict == OnConflict::Replace);
        let created = match existing {
            Some(id) if self.is_folder && world.node(id)?.is_folder() => return Ok((id, StatusCode::OK)),
            // An empty file does not replace a content.
            Some(id) if !self.is_folder => return Err(world::Error::NameTaken([id].into()).into()),
            _ if self.is_folder => world.create_folder(by, parent, &self.name, self.on_conflict, now)?,
            _ => {
                let empty = Content::default();
                world.create_file(by, parent, &self.name, empty, self.on_conflict, now)?
            }
        };
        names::check_path(world, world.node(created)?)?;
        world.patch_metadata(created, &self.metadata)?;
        Ok((created, StatusCode::CREATED))
    }

    /// Returns the folder at this address; folders that are missing are created.
    pub fn create_path(
        caller: &Caller,
        world: &mut World,
        drive: DriveId,
        address: &ItemAddress,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let start = ItemAddress { start: address.start.clone(), path: String::new() };
        let start = caller.item(world, drive, &start)?.id;
        address.names().try_for_each(names::check)?;
        names::check_folders(world, world.node(start)?, address.names())?;
        let made = world.create_path(caller.actor, start, address.names(), now)?;
        // A new folder has what holds for the last one that was there.
        caller.permit(world, world.node(made)?, Ability::NewEmpty)?;
        Ok(made)
    }
}
