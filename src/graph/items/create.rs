//! Making folders, and files without content.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::Response,
};

use super::metadata::Metadata;
use crate::{
    graph::{
        address::{Address, ItemAddress, names},
        auth::Caller,
        error::Error,
        json::{self, Json, Query},
        render::answers,
        scopes,
    },
    http::{LinkBase, Operation},
    world::{self, Actor, Content, DriveId, Flavor, MetadataPatch, NodeId, OnConflict, Timestamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-post-children>
pub const CREATE: Operation = Operation { name: "driveItem.children.create", ..scopes::WRITE };

/// A request that does not bring content along in several parts, as consumers' drives once took it.
pub struct OnePart;

impl<S: Sync> FromRequestParts<S> for OnePart {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Error> {
        let kind = parts.headers.get(header::CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
        let multipart = kind.get(..10).is_some_and(|start| start.eq_ignore_ascii_case(b"multipart/"));
        if multipart { Err(Error::NotSupported("Multipart uploads are not supported.")) } else { Ok(Self) }
    }
}

/// A folder, or an empty file, that is about to be made.
pub struct NewItem {
    name: Arc<str>,
    is_folder: bool,
    on_conflict: OnConflict,
    metadata: MetadataPatch,
}

/// Makes an item in a folder; `replace` answers the folder that is there.
pub async fn create(
    caller: Caller,
    base: LinkBase,
    _: OnePart,
    address: Address,
    query: Query,
    Json(body): Json<Metadata>,
) -> Result<Response, Error> {
    let name = body.name.clone().ok_or(Error::Invalid("The name of the item must be provided."))?;
    let new = NewItem::read(&query, &body, &name)?;
    let by = caller.actor;
    let ((made, status), world) = caller.write_and_view(|world, now| {
        let parent = parent(&caller, world, &address, now)?;
        let (made, status) = new.make(world, by, parent, now)?;
        Ok((made, status))
    })?;
    answers::changed_item(&world, &base, made, status)
}

/// The folder at an address; on personal drives it is made, with those above it, where it is missing.
fn parent(caller: &Caller, world: &mut World, address: &Address, now: Timestamp) -> Result<NodeId, Error> {
    match caller.reach(world, address) {
        Ok(folder) => Ok(folder.id),
        Err(Error::World(world::Error::NotFound)) if !address.item.path.is_empty() => {
            let drive = caller.drive_of(world, address)?;
            if drive.flavor != Flavor::Consumer {
                return Err(world::Error::NotFound.into());
            }
            NewItem::above(caller, world, drive.id, &address.item, now)
        }
        Err(error) => Err(error),
    }
}

impl NewItem {
    /// Reads what a body says of it; what is neither folder nor file is not emulated.
    pub fn read(query: &Query, body: &Metadata, name: &str) -> Result<Self, Error> {
        let on_conflict =
            json::conflict_behavior(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
        if body.source_url.is_some() || body.content_source_url.is_some() {
            return Err(Error::NotSupported("Uploads from a URL are not supported."));
        }
        if body.remote_item.is_some() {
            return Err(Error::NotServed("adding shared folders".into()));
        }
        if body.folder.is_some() == body.file.is_some() {
            return Err(Error::Invalid("Either a folder facet or a file facet must be provided."));
        }
        names::check(name)?;
        let is_folder = body.folder.is_some();
        Ok(Self { name: name.into(), is_folder, on_conflict, metadata: body.metadata()? })
    }

    /// Makes it; answers the item, and whether it is a new one by the status that tells so.
    pub fn make(
        &self,
        world: &mut World,
        by: Actor,
        parent: NodeId,
        now: Timestamp,
    ) -> Result<(NodeId, StatusCode), Error> {
        let there = world.child(parent, &self.name).filter(|_| self.on_conflict == OnConflict::Replace);
        let made = match there {
            Some(id) if self.is_folder && world.node(id)?.is_folder() => return Ok((id, StatusCode::OK)),
            // A content is not replaced by none.
            Some(id) if !self.is_folder => return Err(world::Error::NameTaken([id].into()).into()),
            _ if self.is_folder => world.create_folder(by, parent, &self.name, self.on_conflict, now)?,
            _ => {
                let nothing = Content::default();
                world.create_file(by, parent, &self.name, nothing, self.on_conflict, now)?
            }
        };
        names::check_path(world, world.node(made)?)?;
        world.patch_metadata(made, &self.metadata)?;
        Ok((made, StatusCode::CREATED))
    }

    /// Returns the folder at this address, made with those above it where they are missing.
    pub fn above(
        caller: &Caller,
        world: &mut World,
        drive: DriveId,
        address: &ItemAddress,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let start = ItemAddress { start: address.start.clone(), path: String::new() };
        let start = caller.item(world, drive, &start)?.id;
        address.names().try_for_each(names::check)?;
        Ok(world.create_path(caller.actor, start, address.names(), now)?)
    }
}
