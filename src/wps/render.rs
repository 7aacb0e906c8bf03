//! Items of the world as WPS describes them.

use data_encoding::HEXLOWER;

use super::{
    ids,
    wire::{Attribute, File, Hash, Identity, Permission},
};
use crate::world::{Actor, Content, Node, Stamp, World};

/// What share links begin with, as seen on the real service.
const LINKS: &str = "https://www.kdocs.cn/l/";

/// Renders the items of one response, which depend on the world that was read and on the caller.
pub struct Render<'w> {
    pub world: &'w World,
    /// Whether the caller's token allows changes.
    pub may_write: bool,
}

impl<'w> Render<'w> {
    /// Returns one item.
    pub fn file(&self, node: &'w Node) -> File<'w> {
        let drive_root = self.world.drive(node.drive).map(|drive| drive.root).ok();
        let parent_id = match node.parent {
            Some(parent) if Some(parent) != drive_root => ids::file(parent),
            // The root has no parent; clients that walk up stop at this id.
            Some(_) | None => ids::ROOT.to_owned(),
        };
        let link_id = ids::link(node.id);
        File {
            created_by: self.identity(node.created),
            ctime: node.created.at.seconds(),
            drive_id: ids::drive(node.drive),
            ext_attrs: attributes(node),
            hash: Hash { sum: sum(node), kind: "s2s" },
            id: ids::file(node.id),
            link_url: format!("{LINKS}{link_id}"),
            link_id,
            modified_by: self.identity(node.modified),
            mtime: node.modified.at.seconds(),
            name: self.name(node),
            parent_id,
            permission: permission(self.may_write),
            size: node.content().map_or(0, Content::size),
            kind: if node.is_folder() { "folder" } else { "file" },
            version: node.version(),
        }
    }

    /// Returns the name of an item; a root is called as its drive.
    fn name(&self, node: &'w Node) -> &'w str {
        match node.parent {
            Some(_) => &node.name,
            None => self.world.drive(node.drive).map_or("", |drive| &drive.name),
        }
    }

    fn identity(&self, stamp: Stamp) -> Identity<'w> {
        let (id, name) = match stamp.by {
            Actor::User(id) => (ids::user(id), self.world.user(id).map_or("", |user| &*user.display_name)),
            Actor::App(id) => (ids::principal(id), self.world.app(id).map_or("", |app| &*app.key)),
        };
        Identity {
            avatar: "",
            company_id: ids::company(self.world.tenant()).to_string(),
            id,
            name,
            kind: "user",
        }
    }
}

fn attributes(node: &Node) -> Vec<Attribute<'_>> {
    let all = node.attributes();
    all.iter().map(|(name, value)| Attribute { name, value }).collect()
}

/// Returns the digest of a file's content; a folder has none.
fn sum(node: &Node) -> String {
    node.content().map_or_else(String::new, |content| HEXLOWER.encode(content.sha1()))
}

/// Returns what a caller may do who reaches the item, and so may read it.
///
/// All else is a change: of the item, its folder, its grants, or of the place that a copy of it goes to.
fn permission(may_write: bool) -> Permission {
    Permission {
        comment: may_write,
        copy: may_write,
        copy_content: true,
        delete: may_write,
        download: true,
        list: true,
        move_: may_write,
        new_empty: may_write,
        perm_ctl: may_write,
        preview: true,
        print: true,
        rename: may_write,
        share: may_write,
        update: may_write,
        upload: may_write,
    }
}
