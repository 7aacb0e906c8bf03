//! Making folders, and files without content.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{StatusCode, header, request::Parts},
    response::Response,
};

use super::{
    address::ItemAddress,
    auth::Caller,
    conflict,
    error::Error,
    items,
    json::{Json, Path, Query},
    metadata::Metadata,
    names,
};
use crate::{
    http::{LinkBase, Operation},
    world::{
        self, Actor, Content, DriveId, Flavor, MetadataPatch, Node, NodeId, OnConflict, Timestamp, World,
    },
};

/// The scopes of which one allows to change items.
pub const WRITE: &[&str] = &["Files.ReadWrite", "Files.ReadWrite.All", "Sites.ReadWrite.All"];

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-post-children>
pub const CREATE: Operation =
    Operation { name: "driveItem.children.create", writes: true, scopes: WRITE, ..Operation::BASE };

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
    Path((drive, item)): Path<(String, String)>,
    query: Query,
    Json(body): Json<Metadata>,
) -> Result<Response, Error> {
    let name = body.name.clone().ok_or(Error::Invalid("The name of the item must be provided."))?;
    let new = NewItem::read(&query, &body, &name)?;
    let by = caller.0.actor;
    let (world, made, status) = caller.write(|world, now| {
        let parent = parent(&caller, world, (&drive, &item), now)?;
        let (made, status) = new.make(world, by, parent, now)?;
        Ok::<_, Error>((world.clone(), made, status))
    })?;
    items::answer_item(&world, &base, made, status)
}

/// The folder at an address; on personal drives it is made, with those above it, where it is missing.
fn parent(
    caller: &Caller,
    world: &mut World,
    (drive, item): (&str, &str),
    now: Timestamp,
) -> Result<NodeId, Error> {
    match caller.reach(world, drive, item) {
        Ok(folder) => Ok(folder.id),
        Err(Error::World(world::Error::NotFound)) if NewItem::split_address(item).is_some() => {
            let drive = caller.drive_of(world, drive, item)?;
            if drive.flavor != Flavor::Consumer {
                return Err(world::Error::NotFound.into());
            }
            NewItem::above(world, caller.0.actor, drive.id, &ItemAddress::parse(item), now)
        }
        Err(error) => Err(error),
    }
}

impl NewItem {
    /// Reads what a body says of it; what is neither folder nor file is not emulated.
    pub fn read(query: &Query, body: &Metadata, name: &str) -> Result<Self, Error> {
        let on_conflict = conflict::read(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
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

    /// Splits the address of an item that is not there into the folders above it, which are made where they are
    /// missing, and its name; none if it is not addressed by a path.
    pub fn split_address(address: &str) -> Option<(ItemAddress<'_>, &str)> {
        let address = ItemAddress::parse(address);
        let (above, name) = address.path.rsplit_once('/').unwrap_or(("", address.path));
        (!name.is_empty()).then_some((ItemAddress { path: above, ..address }, name))
    }

    /// The folder at this address, made with those above it where they are missing.
    pub fn above(
        world: &mut World,
        by: Actor,
        drive: DriveId,
        address: &ItemAddress<'_>,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let start: &Node = Caller::item(world, drive, address.from.unwrap_or("root"))?;
        let start = start.id;
        address.names().try_for_each(names::check)?;
        Ok(world.create_path(by, start, address.names(), now)?)
    }
}
