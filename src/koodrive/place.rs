//! Where a new item goes, and what its client says about it.

use serde::Deserialize;

use super::{
    auth::{Caller, item_or_root},
    error::Error,
    ids, names,
};
use crate::{
    http::date,
    world::{Ability, MetadataPatch, Node, Timestamp, World},
};

/// How many levels of folders a space has below its root.
pub const DEEPEST: u32 = 30;

/// What a client says about a new item.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct MetadataBody {
    description: Option<String>,
    created_time: Option<String>,
    edited_time: Option<String>,
}

impl MetadataBody {
    /// Returns what is kept of it.
    pub fn patch(&self) -> Result<MetadataPatch, Error> {
        let description = self.description.as_deref().filter(|text| !text.is_empty());
        description.map(names::check_description).transpose()?;
        Ok(MetadataPatch {
            description: description.map(Into::into),
            created: time(self.created_time.as_deref())?,
            modified: time(self.edited_time.as_deref())?,
            ..MetadataPatch::default()
        })
    }
}

fn time(text: Option<&str>) -> Result<Option<Timestamp>, Error> {
    let text = text.filter(|text| !text.is_empty());
    text.map(|text| date::parse_rfc3339(text).ok_or(Error::Parameters)).transpose()
}

/// Returns the folder that receives a new item: the first one that is named, or the root of the space.
pub fn parent<'w>(
    caller: &Caller,
    world: &'w World,
    space: &str,
    parents: Option<&[String]>,
    ability: Ability,
) -> Result<&'w Node, Error> {
    let space = caller.space(world, space)?;
    let first = parents.and_then(<[String]>::first).filter(|id| !id.is_empty());
    let folder = item_or_root(world, space, first.map_or(ids::ROOT_NAME, String::as_str));
    let folder = folder.ok().filter(|folder| folder.is_folder()).ok_or(Error::Target)?;
    world.live(folder.id).map_err(|_| Error::ParentInBin)?;
    Ok(caller.permitted(world, folder, ability)?)
}
