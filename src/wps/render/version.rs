//! Versions of files, from the world to the wire.

use super::file::{Render, attributes};
use crate::{
    world::{Node, Version},
    wps::{ids, wire::VersionBody},
};

/// What a request wants to read of what clients said about versions.
#[derive(Clone, Copy)]
pub struct WithNote {
    pub with_comment: bool,
    pub with_ext_attrs: bool,
}

impl<'w> Render<'w> {
    /// Returns a version of a file.
    pub fn version(&self, file: &Node, version: &Version, with: WithNote) -> VersionBody<'w> {
        let note = self.world.version_note(file.id, version.number);
        let (at, by) = (version.modified.at.seconds(), version.modified.by);
        VersionBody {
            comment: note.filter(|_| with.with_comment).and_then(|note| note.comment.as_deref()),
            created_by: self.identity(by),
            ctime: at,
            ext_attrs: with
                .with_ext_attrs
                .then(|| note.map_or_else(Vec::new, |note| attributes(&note.attributes))),
            file_id: ids::file(file.id),
            hash: self.always_hash(Some(&version.content)),
            id: ids::version(file.id, version.number),
            modified_by: self.identity(by),
            mtime: at,
            size: version.content.size(),
            version: version.number,
        }
    }
}
