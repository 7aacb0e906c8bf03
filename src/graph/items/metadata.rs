//! An item in the body of a request: its name, its place, its dates, its description.

use percent_encoding::percent_decode_str;
use serde::{Deserialize, Deserializer, de::IgnoredAny};

use crate::{
    graph::{
        address::{Address, DriveAddress, ItemAddress, split_reference},
        auth::Caller,
        bundles::body::{BundleFacet, Child},
        error::Error,
        payload::{Date, Typed},
    },
    http::body::Object,
    world::{self, Ability, Drive, DriveId, MetadataPatch, Node, Timestamp, World},
};

/// The longest description, in characters.
const LONGEST_DESCRIPTION: usize = 1024;

/// The body of a request that creates or changes an item; members that the schema has not are ignored.
#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct ItemBody {
    pub name: Option<String>,
    description: Option<String>,
    file_system_info: Option<Object<ClientDates>>,
    pub parent_reference: Option<Object<Reference>>,
    pub folder: Option<Object<FolderFacet>>,
    pub file: Option<Object<FileFacet>>,
    pub remote_item: Option<Object<Facet>>,
    content: Option<IgnoredAny>,
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
    #[serde(rename = "driveItemSource")]
    _drive_item_source: Option<Typed<Object<Facet>>>,
    #[serde(rename = "mediaSource")]
    _media_source: Option<Typed<Object<Facet>>>,
    pub id: Option<String>,
    pub bundle: Option<Object<BundleFacet>>,
    pub children: Option<Vec<Object<Child>>>,
    #[serde(rename = "cTag")]
    _c_tag: Option<Typed<String>>,
    #[serde(rename = "eTag")]
    _e_tag: Option<Typed<String>>,
    #[serde(rename = "size")]
    _size: Option<Typed<i64>>,
    #[serde(rename = "webUrl")]
    _web_url: Option<Typed<String>>,
    #[serde(rename = "webDavUrl")]
    _web_dav_url: Option<Typed<String>>,
    #[serde(rename = "createdDateTime")]
    _created: Option<Typed<Date>>,
    #[serde(rename = "lastModifiedDateTime")]
    _modified: Option<Typed<Date>>,
    #[serde(rename = "createdBy")]
    _created_by: Option<Typed<Object<Facet>>>,
    #[serde(rename = "lastModifiedBy")]
    _modified_by: Option<Typed<Object<Facet>>>,
    #[serde(rename = "deleted")]
    _deleted: Option<Typed<Object<Facet>>>,
    #[serde(rename = "audio")]
    _audio: Option<Typed<Object<Facet>>>,
    #[serde(rename = "image")]
    _image: Option<Typed<Object<Facet>>>,
    #[serde(rename = "location")]
    _location: Option<Typed<Object<Facet>>>,
    #[serde(rename = "malware")]
    _malware: Option<Typed<Object<Facet>>>,
    #[serde(rename = "package")]
    _package: Option<Typed<Object<Facet>>>,
    #[serde(rename = "pendingOperations")]
    _pending_operations: Option<Typed<Object<Facet>>>,
    #[serde(rename = "photo")]
    _photo: Option<Typed<Object<Facet>>>,
    #[serde(rename = "publication")]
    _publication: Option<Typed<Object<Facet>>>,
    #[serde(rename = "root")]
    _root: Option<Typed<Object<Facet>>>,
    #[serde(rename = "searchResult")]
    _search_result: Option<Typed<Object<Facet>>>,
    #[serde(rename = "shared")]
    _shared: Option<Typed<Object<Facet>>>,
    #[serde(rename = "sharepointIds")]
    _sharepoint_ids: Option<Typed<Object<Facet>>>,
    #[serde(rename = "specialFolder")]
    _special_folder: Option<Typed<Object<Facet>>>,
    #[serde(rename = "video")]
    _video: Option<Typed<Object<Facet>>>,
}

/// A facet whose presence is all that counts.
pub struct Facet;

impl<'de> Deserialize<'de> for Facet {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/folder>
#[derive(Deserialize)]
pub struct FolderFacet {
    #[serde(rename = "childCount")]
    _child_count: Option<Typed<i32>>,
    #[serde(rename = "view")]
    _view: Option<Typed<Object<Facet>>>,
}

/// <https://learn.microsoft.com/en-us/graph/api/resources/file>
#[derive(Deserialize)]
pub struct FileFacet {
    #[serde(rename = "mimeType")]
    _mime_type: Option<Typed<String>>,
    #[serde(rename = "hashes")]
    _hashes: Option<Typed<Object<Facet>>>,
    #[serde(rename = "processingMetadata")]
    _processing_metadata: Option<Typed<bool>>,
}

/// The dates of an item on the client: <https://learn.microsoft.com/en-us/graph/api/resources/filesysteminfo>.
#[derive(Deserialize)]
struct ClientDates {
    #[serde(rename = "createdDateTime")]
    created: Option<Date>,
    #[serde(rename = "lastModifiedDateTime")]
    modified: Option<Date>,
    /// Not kept: only recent items have it in responses.
    #[serde(rename = "lastAccessedDateTime")]
    _accessed: Option<Typed<Date>>,
}

/// A drive or an item by id or path: <https://learn.microsoft.com/en-us/graph/api/resources/itemreference>.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reference {
    drive_id: Option<String>,
    id: Option<String>,
    path: Option<String>,
    #[serde(rename = "driveType")]
    _drive_type: Option<Typed<String>>,
    #[serde(rename = "name")]
    _name: Option<Typed<String>>,
    #[serde(rename = "shareId")]
    _share_id: Option<Typed<String>>,
    #[serde(rename = "sharepointIds")]
    _sharepoint_ids: Option<Typed<Object<Facet>>>,
    #[serde(rename = "siteId")]
    _site_id: Option<Typed<String>>,
}

/// Returns the refusal of an address whose path goes through a file.
fn through_file(caller: &Caller, world: &World, address: Address) -> Option<Error> {
    let Address { drive, mut item, .. } = address;
    while let Some((above, _)) = item.split_last() {
        let address = Address::new(drive.clone(), above);
        if let Ok(node) = caller.reach_to(world, &address, Ability::Preview) {
            return (!node.is_folder()).then(|| world::Error::NotAFolder(node.id).into());
        }
        item = address.item;
    }
    None
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

    /// Refuses a content inside the body, even an empty one: contents have an address of their own.
    pub fn refuse_content(&self) -> Result<(), Error> {
        let text = "A stream property 'content' has a value in the payload.";
        self.content.map_or(Ok(()), |_| Err(Error::Gateway(text.into())))
    }

    /// Reads the description and the dates.
    pub fn metadata_patch(&self) -> Result<MetadataPatch, Error> {
        let description = self.description.as_deref();
        if description.is_some_and(|text| text.chars().count() > LONGEST_DESCRIPTION) {
            return Err(Error::Invalid("The description is longer than 1024 characters."));
        }
        let mut patch =
            MetadataPatch { description: description.map(Into::into), ..MetadataPatch::default() };
        if let Some(dates) = &self.file_system_info {
            // Drives keep whole seconds.
            let kept = |date: Option<Date>| date.and_then(|Date(at)| at).map(Timestamp::whole_seconds);
            patch.created = kept(dates.created);
            patch.modified = kept(dates.modified);
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
            let address = Address::new(drive, item);
            let found = caller.reach_to(world, &address, Ability::Upload).map(Named::Item);
            found.map_err(|error| match error {
                // Items stand in bundles, and lie in folders.
                Error::Bundle { bundle, .. } => world::Error::NotAFolder(bundle).into(),
                error => through_file(caller, world, address).unwrap_or(error),
            })
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
