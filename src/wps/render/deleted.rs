//! What lies in the recycle bin, from the world to the wire.

use super::file::{Render, With, attributes};
use crate::{
    world::{Content, Node, Trashed},
    wps::{dialect::Dialect, ids, wire::DeletedFile},
};

impl<'w> Render<'w> {
    /// Returns an item in the recycle bin.
    pub fn deleted(&self, node: &'w Node, trashed: &Trashed, with: With) -> DeletedFile<'w> {
        let with_drive = with.with_drive && self.dialect != Dialect::OldPrivate;
        let drive = with_drive.then(|| self.world.drive(node.drive).ok()).flatten();
        DeletedFile {
            created_by: self.identity(node.created.by),
            ctime: node.created.at.seconds(),
            deleted_by: self.identity(trashed.stamp.by),
            drive: drive.map(|drive| self.drive(drive, with.with_ext_attrs)),
            drive_id: ids::drive(node.drive),
            dtime: trashed.stamp.at.seconds(),
            ext_attrs: with.with_ext_attrs.then(|| attributes(node.attributes())),
            hash: self.always_hash(node.content()),
            id: ids::file(node.id),
            modified_by: self.identity(node.modified.by),
            mtime: node.modified.at.seconds(),
            name: &node.name,
            parent_id: self.parent(node),
            size: node.content().map_or(0, Content::size),
            kind: self.kind(node),
            version: node.version(),
        }
    }
}
