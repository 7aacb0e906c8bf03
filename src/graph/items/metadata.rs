//! An item in the body of a request: its name, its place, its dates, its description.

use percent_encoding::percent_decode_str;
use serde::Deserialize;

use crate::{
    graph::{
        address::{Address, DriveAddress, ItemAddress, split_reference},
        auth::Caller,
        error::Error,
    },
    http::{body::Object, date},
    world::{self, Ability, Drive, DriveId, MetadataPatch, Node, World},
};

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 1024;

/// The body of a request that creates or changes an item; other members are ignored.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    pub name: Option<String>,
    description: Option<String>,
    file_system_info: Option<Object<ClientDates>>,
    pub parent_reference: Option<Object<Reference>>,
    pub folder: Option<Object<Facet>>,
    pub file: Option<Object<Facet>>,
    pub remote_item: Option<Object<Facet>>,
    /// The size that an upload will have, in bytes.
    pub file_size: Option<u64>,
    #[serde(rename = "@microsoft.graph.sourceUrl")]
    pub source_url: Option<String>,
    #[serde(rename = "@content.sourceUrl")]
    pub content_source_url: Option<String>,
    #[serde(rename = "@microsoft.graph.conflictBehavior")]
    conflict_behavior: Option<String>,
    #[serde(rename = "@name.conflictBehavior")]
    name_conflict_behavior: Option<String>,
}

/// A facet whose presence is all that counts.
#[derive(Deserialize)]
pub struct Facet {}

/// The dates of an item on the client: <https://learn.microsoft.com/en-us/graph/api/resources/filesysteminfo>.
#[derive(Deserialize)]
struct ClientDates {
    #[serde(rename = "createdDateTime")]
    created: Option<String>,
    #[serde(rename = "lastModifiedDateTime")]
    modified: Option<String>,
    /// Checked and not kept: only recent items have it in responses.
    #[serde(rename = "lastAccessedDateTime")]
    accessed: Option<String>,
}

/// A drive or an item by id or path: <https://learn.microsoft.com/en-us/graph/api/resources/itemreference>.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    drive_id: Option<String>,
    id: Option<String>,
    path: Option<String>,
}

/// What a reference names.
pub enum Named<'w> {
    Nothing,
    /// A drive, without an item.
    Drive(&'w Drive),
    /// An item on which the caller may carry out the operation.
    Item(&'w Node),
}

impl ItemBody {
    /// Returns the conflict behaviour, in either spelling.
    pub fn conflict_behavior(&self) -> Option<&str> {
        self.conflict_behavior.as_deref().or(self.name_conflict_behavior.as_deref())
    }

    /// Reads the description and the dates.
    pub fn metadata_patch(&self) -> Result<MetadataPatch, Error> {
        let description = self.description.as_deref();
        if description.is_some_and(|text| text.chars().count() > LONGEST_DESCRIPTION) {
            return Err(Error::Invalid("The description is longer than 1024 characters."));
        }
        let parse = |text: &Option<String>| match text.as_deref().filter(|text| !text.is_empty()) {
            None => Ok(None),
            // Drives keep whole seconds.
            Some(text) => date::parse_rfc3339(text)
                .map(|at| Some(at.whole_seconds()))
                .ok_or_else(|| Error::Malformed(format!("{text:?} is not a valid date and time."))),
        };
        let mut patch =
            MetadataPatch { description: description.map(Into::into), ..MetadataPatch::default() };
        if let Some(dates) = &self.file_system_info {
            patch.created = parse(&dates.created)?;
            patch.modified = parse(&dates.modified)?;
            parse(&dates.accessed)?;
        }
        Ok(patch)
    }
}

impl Reference {
    /// Returns whether it names an item by this very id.
    pub fn has_id(&self, id: &str) -> bool {
        self.id.as_deref() == Some(id)
    }

    /// Returns what it names, in the drive that it names or else in `home`; an empty member counts as missing.
    pub fn find<'w>(&self, caller: &Caller, world: &'w World, home: DriveId) -> Result<Named<'w>, Error> {
        let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
        let drive = given(&self.drive_id).map(DriveAddress::Id);
        let reach = |drive: Option<DriveAddress>, item: ItemAddress| {
            let drive = drive.map_or_else(|| world.drive(home).map(DriveAddress::of), Ok)?;
            caller.reach_to(world, &Address::new(drive, item), Ability::Upload).map(Named::Item)
        };
        match (given(&self.id), given(&self.path)) {
            // An id with a colon would be an address; only `path` takes one.
            (Some(id), _) if id.contains(':') => Err(world::Error::NotFound.into()),
            (Some(id), _) => reach(drive, ItemAddress::parse(&id)),
            (None, Some(path)) => {
                let malformed = || Error::Invalid("A valid path must be provided.");
                // A path from a response is not percent-encoded, one that a client has built may be.
                if path.contains('%')
                    && let Some((named, item)) = split_reference(&path)
                    && let Ok(found) = reach(named.or_else(|| drive.clone()), item)
                {
                    return Ok(found);
                }
                let decoded = percent_decode_str(&path).decode_utf8().map_err(|_| malformed())?;
                let (named, item) = split_reference(&decoded).ok_or_else(malformed)?;
                reach(named.or(drive), item)
            }
            (None, None) => match drive {
                Some(drive) => Ok(Named::Drive(caller.named(world, &drive)?)),
                None => Ok(Named::Nothing),
            },
        }
    }
}
