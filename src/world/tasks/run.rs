//! Doing the work of a task for one item.

use std::{collections::HashMap, sync::Arc};

use crate::world::{
    accounts::actor::Actor,
    error::Error,
    id::NodeId,
    name::{OnConflict, Style},
    state::World,
    tasks::{
        job::{Job, Unpacked},
        task::Effect,
    },
    time::Timestamp,
    tree::{copy::CopySpec, metadata::MetadataPatch},
};

impl Job {
    /// Does the work for one item.
    pub(in crate::world) fn run(
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
            Self::Move { into, on_conflict, modifier } => {
                // What is there already stays as it is.
                if world.live(item)?.parent != Some(*into) {
                    world.relocate(by, item, *into, None, *on_conflict, now)?;
                }
                let patch = MetadataPatch { modifier: modifier.clone(), ..MetadataPatch::default() };
                world.patch_metadata(item, &patch).map(|()| Effect::Node(item))
            }
            Self::Trash => world.trash(by, item, now).map(|()| Effect::Gone),
            Self::Delete => world.delete(item).map(|()| Effect::Gone),
            Self::Sink => world.sink(item).map(|()| Effect::Gone),
            Self::Purge { level } => world.purge(item, *level).map(|()| Effect::Gone),
            Self::Restore { on_conflict } => {
                world.restore(by, item, *on_conflict, now).map(|()| Effect::Node(item))
            }
            Self::HandOver { from, to, .. } => world.hand_over_all(by, *from, *to, now).map(Effect::Node),
            Self::EmptyBin { drive } => world.empty_bin(*drive).map(|_| Effect::Gone),
            Self::Unpack { into: None, files } => files.clone().map(|_| Effect::Node(item)),
            Self::Unpack { into: Some(into), files } => {
                let files = files.clone()?;
                world.unpack(by, *into, &files, now).map(Effect::Unpacked)
            }
            Self::Create { name, content, on_conflict, creator } => {
                let id = world.create_file(by, item, name, content.clone()?, *on_conflict, now)?;
                let patch = MetadataPatch { creator: creator.clone(), ..MetadataPatch::default() };
                world.patch_metadata(id, &patch).map(|()| Effect::Node(id))
            }
            Self::Read { text } => text.clone().map(|_| Effect::Gone),
            Self::Pack { .. } => world.pack(item, |_| true).map(Effect::Packed),
        }
    }
}

impl World {
    /// Creates the files of an archive in a folder; a taken name at the top gets a time stamp.
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
}
