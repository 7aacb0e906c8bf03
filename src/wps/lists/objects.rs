//! Lists of objects in a body: items and whole drives, by their ids.

use serde::Deserialize;

use crate::{
    http::{body, find_word},
    world::{self, Ability, NodeId, World},
    wps::{auth::Caller, error::Error, ids},
};

/// An object as a client names it: by its id alone, or with its type.
#[derive(Deserialize)]
#[serde(untagged, expecting = "expected an id, or an object with id and type")]
pub enum Object {
    /// The id of an item.
    Id(String),
    /// The id of an item or a drive.
    Typed(body::Object<Typed>),
}

/// An id with its type.
#[derive(Deserialize)]
pub struct Typed {
    id: String,
    /// What it names; an item, if it does not say.
    #[serde(rename = "type")]
    kind: Option<String>,
}

/// What an id names: an item, or a drive, whose root stands for it.
#[derive(Clone, Copy)]
enum Kind {
    Item,
    Drive,
}

const KINDS: [(&str, Kind); 5] = [
    ("file", Kind::Item),
    ("folder", Kind::Item),
    ("shortcut", Kind::Item),
    ("short_cut", Kind::Item),
    ("drive", Kind::Drive),
];

/// Refuses a list that is empty or has more than `most` objects.
///
/// # Errors
/// [`Error::EmptyList`], [`Error::TooMany`].
pub fn check(field: &'static str, objects: &[Object], most: usize) -> Result<(), Error> {
    match objects.len() {
        0 => Err(Error::EmptyList(field)),
        count if count > most => Err(Error::TooMany { field, limit: most }),
        _ => Ok(()),
    }
}

impl Object {
    /// Returns the item, if the caller may see it.
    ///
    /// # Errors
    /// Those of [`Caller::file`] and [`Caller::drive`]; [`Error::NotSupported`] for what is no item and no drive.
    pub fn find(&self, caller: &Caller, world: &World) -> Result<NodeId, Error> {
        match self.kind()? {
            (id, Kind::Item) => Ok(caller.file(world, id, Ability::List)?.id),
            (id, Kind::Drive) => Ok(caller.drive(world, id)?.root),
        }
    }

    /// Returns the item, whoever may see it: what somebody keeps of an item, they may let go of.
    ///
    /// # Errors
    /// [`Error::File`], [`world::Error::NoDrive`], [`Error::NotSupported`].
    pub fn named(&self, caller: &Caller, world: &World) -> Result<NodeId, Error> {
        let unknown = |id: &str| Error::File { id: id.into(), error: world::Error::NotFound };
        match self.kind()? {
            (id, Kind::Item) => {
                ids::parse_file(world, id).filter(|node| world.node(*node).is_ok()).ok_or_else(|| unknown(id))
            }
            (id, Kind::Drive) => Ok(caller.named_drive(world, id)?.root),
        }
    }

    fn kind(&self) -> Result<(&str, Kind), Error> {
        match self {
            Self::Id(id) => Ok((id, Kind::Item)),
            Self::Typed(body::Object(Typed { id, kind })) => {
                let kind = kind.as_deref().map(|kind| find_word("type", kind, &KINDS)).transpose()?;
                Ok((id, kind.unwrap_or(Kind::Item)))
            }
        }
    }
}
