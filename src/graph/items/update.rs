//! Changing an item: its name, its place, its dates, its description.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};

use super::{
    create::NewItem,
    metadata::{ItemBody, Named, Reference},
    preconditions,
};
use crate::{
    graph::{
        address::{Address, ItemAddress, names},
        auth::Caller,
        bundles::{change, find},
        error::Error,
        json::{self, Json, Query},
        render::{context::Context, responses},
        scopes,
    },
    http::{LinkBase, Operation},
    sandbox::Quirk,
    world::{self, Ability, Flavor, MetadataPatch, Node, NodeId, OnConflict, Timestamp, UpdateSpec, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-update>,
/// <https://learn.microsoft.com/en-us/graph/api/driveitem-move>
pub const UPDATE: Operation = Operation { name: "driveItem.update", ..scopes::WRITE };

/// The refusal of a move whose reference has `root` as the id.
const NO_ROOT_ALIAS: &str = "When moving items to the root of a drive your app cannot use the \"id:\" \"root\" syntax. \
     Your app needs to provide the actual ID of the root folder for the parent reference.";

/// An update as the client sent it; its items are not looked up yet.
struct UpdateRequest<'b> {
    body: &'b ItemBody,
    on_conflict: OnConflict,
    metadata: MetadataPatch,
    /// The folder to create if the address leads to nothing.
    new_folder: Option<NewItem>,
}

/// Changes an item, or creates the folder that its path names.
///
/// Handles `PATCH /v1.0/drives/{drive}/items/{item}`.
pub fn update(
    caller: Caller,
    base: LinkBase,
    address: Address,
    query: Query,
    headers: HeaderMap,
    Json(body): Json<ItemBody>,
) -> Result<Response, Error> {
    let updated = UpdateRequest::read(&query, &body, &address.item).and_then(|request| {
        caller.write_and_view(|world, now| request.apply(&caller, world, &address, &headers, now))
    });
    let ((id, status), world) = match updated {
        Ok(updated) => updated,
        Err(error) => {
            let bundle = find::itself_instead(&caller, caller.world(), &address, error)?;
            return change::update_bundle(&caller, &base, &address, &query, &headers, &body, bundle.id);
        }
    };
    let context = Context::of(&caller, &base, &address).changed();
    responses::changed_item(&caller, &world, &base, context, id, status)
}

impl<'b> UpdateRequest<'b> {
    /// Reads an update; refuses what is wrong whatever the items are.
    fn read(query: &Query, body: &'b ItemBody, item: &ItemAddress) -> Result<Self, Error> {
        let on_conflict =
            json::conflict_behavior(query, body.conflict_behavior())?.unwrap_or(OnConflict::Fail);
        body.refuse_content()?;
        if let Some(name) = &body.name {
            names::check(name)?;
        }
        if body.parent_reference.as_ref().is_some_and(|parent| parent.has_id("root")) {
            return Err(Error::Invalid(NO_ROOT_ALIAS));
        }
        let metadata = body.metadata_patch()?;
        let name = item.split_last().filter(|_| body.folder.is_some()).map(|(_, name)| name);
        let new_folder = name.map(|name| NewItem::read(query, body, name)).transpose()?;
        Ok(Self { body, on_conflict, metadata, new_folder })
    }

    /// Carries the update out; returns the item with the status of the response.
    fn apply(
        &self,
        caller: &Caller,
        world: &mut World,
        address: &Address,
        headers: &HeaderMap,
        now: Timestamp,
    ) -> Result<(NodeId, StatusCode), Error> {
        let by = caller.actor;
        let node = match caller.reach(world, address) {
            Ok(node) => node,
            Err(error) => {
                let (Error::World(world::Error::NotFound), Some(new_folder), Some((above, _))) =
                    (&error, &self.new_folder, address.item.split_last())
                else {
                    return Err(error);
                };
                let drive = caller.drive_of(world, address)?.id;
                let parent = NewItem::create_path(caller, world, drive, &above, now)?;
                return new_folder.create(world, by, parent, now);
            }
        };
        if self.body.name.is_some() {
            caller.permit(world, node, Ability::Rename)?;
        }
        preconditions::check_if_match(headers, node)?;
        let id = node.id;
        let reference = self.body.parent_reference.as_ref();
        let update = UpdateSpec {
            into: reference.map(|it| folder(caller, world, node, it)).transpose()?.flatten(),
            name: self.body.name.as_deref().map(Into::into),
            on_conflict: self.on_conflict,
            metadata: self.metadata.clone(),
        };
        if update.into.is_some_and(|into| node.parent != Some(into)) {
            caller.permit(world, node, Ability::Move)?;
        }
        let (revision, date) = (node.revision, kept_date(world, node, &update)?);
        world.update(by, id, &update, now)?;
        self.version(caller, world, id, now)?;
        if let Some(at) = date
            && world.node(id)?.revision != revision
        {
            world.date_change(id, at)?;
        }
        if update.into.is_some() || update.name.is_some() {
            names::check_path(world, world.node(id)?)?;
        }
        Ok((id, StatusCode::OK))
    }
}

impl UpdateRequest<'_> {
    /// Makes a version of a file whose dates a client has set, where the service is like that.
    fn version(&self, caller: &Caller, world: &mut World, id: NodeId, now: Timestamp) -> Result<(), Error> {
        let node = world.node(id)?;
        let is_business = world.drive(node.drive)?.flavor == Flavor::Business;
        let has_dates = self.metadata.created.is_some() || self.metadata.modified.is_some();
        let content = node.content().filter(|_| is_business && has_dates).cloned();
        if let Some(content) = content.filter(|_| caller.call.has_quirk(Quirk::PatchMakesVersion)) {
            world.write(caller.actor, id, content, now)?;
        }
        Ok(())
    }
}

/// Returns when the item shall count as changed, if not now: on drives of `SharePoint` it takes over the date that the
/// client tells, and a move that is no rename is no change of it.
fn kept_date(world: &World, node: &Node, update: &UpdateSpec) -> Result<Option<Timestamp>, Error> {
    if world.drive(node.drive)?.flavor != Flavor::Business {
        return Ok(None);
    }
    let is_renamed = update.name.as_ref().is_some_and(|name| *name != node.name);
    let is_moved = update.into.is_some_and(|into| node.parent != Some(into));
    let stays = (is_moved && !is_renamed).then_some(node.modified.at);
    Ok(update.metadata.modified.or(stays))
}

/// Returns the folder that a reference names, if it names one; it must be in the drive of the item.
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
