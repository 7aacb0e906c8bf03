//! What a task does to each of its items.

use std::{collections::HashMap, sync::Arc};

use super::{
    Actor, Content, CopySpec, DriveId, Error, NodeId, OnConflict, Style, Timestamp, World, name, task::Effect,
};

/// The work of a task, the same for each of its items.
#[derive(Clone, Debug)]
pub enum Job {
    /// Copies the item.
    Copy {
        /// The folder that receives it; none: the folder that it lies in.
        into: Option<NodeId>,
        /// Another name for the copy.
        name: Option<Arc<str>>,
        /// What happens where a name is taken.
        on_conflict: OnConflict,
        /// Whether earlier versions come along.
        versions: bool,
        /// Whether only the children are copied.
        children_only: bool,
    },
    /// Moves the item.
    Move {
        /// The folder that receives it.
        into: NodeId,
        /// What happens where a name is taken.
        on_conflict: OnConflict,
    },
    /// Puts the item into the recycle bin.
    Trash,
    /// Deletes the item for good, from the bin or from its folder.
    Delete,
    /// Takes the item out of the recycle bin.
    Restore {
        /// What happens where a name is taken.
        on_conflict: OnConflict,
    },
    /// Deletes all that lies in a drive's recycle bin; it has no items.
    EmptyBin {
        /// The drive.
        drive: DriveId,
    },
    /// Makes files out of an archive that was read before; the item is the archive.
    Unpack {
        /// The folder that receives them; none: the archive is only looked into.
        into: Option<NodeId>,
        /// What the archive holds, folders before what lies in them, or why it cannot be read.
        files: Result<Arc<[Unpacked]>, Error>,
    },
    /// Lists the files below the items, for an archive that is written when it is fetched.
    Pack,
}

/// A file or folder in an archive.
#[derive(Clone, Debug)]
pub struct Unpacked {
    /// The names down to it, with a slash between them.
    pub path: Arc<str>,
    /// Its bytes; none for a folder.
    pub content: Option<Content>,
    /// Its size in bytes, also when the bytes were not read.
    pub size: u64,
}

/// A file or folder for an archive.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The names down to it, with a slash between them.
    pub path: Arc<str>,
    /// Its bytes; none for a folder.
    pub content: Option<Content>,
    /// When it was last changed.
    pub modified: Timestamp,
}

impl Job {
    /// Does the work for one item.
    pub(super) fn run(
        &self,
        world: &mut World,
        by: Actor,
        item: NodeId,
        now: Timestamp,
    ) -> Result<Effect, Error> {
        match self {
            Self::Copy { into, name, on_conflict, versions, children_only } => {
                let beside = world.live(item)?.parent.ok_or(Error::IsRoot(item));
                let copy = CopySpec {
                    source: item,
                    into: into.map_or(beside, Ok)?,
                    name: name.clone(),
                    on_conflict: *on_conflict,
                    versions: *versions,
                    children_only: *children_only,
                };
                world.copy(by, &copy, now).map(Effect::Node)
            }
            Self::Move { into, on_conflict } => {
                world.relocate(by, item, *into, None, *on_conflict, now).map(|()| Effect::Node(item))
            }
            Self::Trash => world.trash(by, item, now).map(|()| Effect::Gone),
            Self::Delete => world.delete(item).map(|()| Effect::Gone),
            Self::Restore { on_conflict } => {
                world.restore(by, item, *on_conflict, now).map(|()| Effect::Node(item))
            }
            Self::EmptyBin { drive } => world.empty_bin(*drive).map(|_| Effect::Gone),
            Self::Unpack { into: None, files } => files.clone().map(|_| Effect::Node(item)),
            Self::Unpack { into: Some(into), files } => {
                let files = files.clone()?;
                world.unpack(by, *into, &files, now).map(Effect::Unpacked)
            }
            Self::Pack => world.pack(item).map(Effect::Packed),
        }
    }
}

impl World {
    /// Makes the files of an archive in a folder; a taken name at the top gets a time stamp.
    fn unpack(
        &mut self,
        by: Actor,
        into: NodeId,
        files: &[Unpacked],
        now: Timestamp,
    ) -> Result<Arc<[NodeId]>, Error> {
        self.live_folder(into)?;
        let mut folders: HashMap<&str, NodeId> = HashMap::from([("", into)]);
        let mut made = Vec::with_capacity(files.len());
        for file in files {
            let (above, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
            let parent = *folders.get(above).ok_or(Error::BadArchive)?;
            let on_conflict =
                if above.is_empty() { OnConflict::Rename(Style::Stamped) } else { OnConflict::Fail };
            made.push(if let Some(content) = &file.content {
                self.create_file(by, parent, name, content.clone(), on_conflict, now)?
            } else {
                let folder = self.create_folder(by, parent, name, on_conflict, now)?;
                folders.insert(&file.path, folder);
                folder
            });
        }
        Ok(made.into())
    }

    /// Lists an item and all below it by their paths, which begin with the item's own name.
    fn pack(&self, top: NodeId) -> Result<Arc<[Packed]>, Error> {
        let node = self.live(top)?;
        let above = node
            .parent
            .map_or(Ok(String::new()), |parent| self.node(parent).map(|parent| self.path(parent)))?;
        let skip = if above == "/" { 1 } else { above.len() + 1 };
        Ok(self
            .subtree(top)
            .filter(|node| node.parent.is_some())
            .map(|node| Packed {
                path: self.path(node)[skip.min(self.path(node).len())..].into(),
                content: node.content().cloned(),
                modified: node.modified.at,
            })
            .collect())
    }
}

/// Whether a path out of an archive can be made in a drive: no name that leads out of its folder.
pub fn is_safe(path: &str) -> bool {
    path.split('/').all(|name| name::check(name).is_ok())
}
