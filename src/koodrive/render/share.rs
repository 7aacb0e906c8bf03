//! Shares, from the world to the wire.

use super::file::{mime_type, parent, suffix, thumbnails};
use crate::{
    http::{LinkBase, picture::Size},
    koodrive::{
        addresses::Via,
        dates, file_types, ids,
        wire::{ShareLink, SharePermission, SharedFile},
    },
    world::{Audience, DriveId, Node, Share, Timestamp, World},
};

/// What stands behind the name of the first of several files.
const AND_MORE: &str = "等多个文件";

/// Writes shares.
#[derive(Clone, Copy)]
pub struct ShareRender<'a> {
    /// The world that they are of.
    pub world: &'a World,
    /// What their addresses begin with.
    pub base: &'a LinkBase,
    /// The size of thumbnails, if they are wanted.
    pub thumbnails: Option<Size>,
}

/// How much of a share is shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Everything, as its owner sees it.
    Whole,
    /// All but its code, with the files that others can reach.
    Files,
    /// Not even its files.
    Closed,
}

impl ShareRender<'_> {
    /// Returns a share.
    pub fn link(self, share: &Share, shown: Shown) -> ShareLink {
        let (world, terms) = (self.world, &share.terms);
        let files: Option<Vec<_>> = match shown {
            Shown::Whole => {
                let nodes = share.items.iter().filter_map(|item| world.node(item.node).ok());
                Some(nodes.map(|node| self.file(share, node)).collect())
            }
            Shown::Files => {
                Some(world.shared_items(share, self.base.now).map(|node| self.file(share, node)).collect())
            }
            Shown::Closed => None,
        };
        let drive = place(world, share);
        let drive = world.drive(drive).ok();
        ShareLink {
            share_id: ids::share(share.number),
            short_url: ids::short_url(share.number),
            link_url: format!("{}/koodrive/share/{}", self.base, ids::short_url(share.number)),
            share_time: dates::clock(share.created),
            create_time: dates::clock(share.created),
            update_time: dates::clock(share.updated),
            expire_time: dates::clock(terms.expires),
            scope: match terms.audience {
                Audience::Anyone => 1,
                Audience::Company => 2,
                Audience::Named { .. } => 3,
            },
            display_name: display_name(world, share),
            owner_id: ids::user(share.owner),
            owner_name: world.user(share.owner).map(|user| user.display_name.to_string()).unwrap_or_default(),
            permission: SharePermission {
                preview: terms.preview,
                edit: terms.edit,
                download: terms.download,
            },
            extract_code: terms.code.as_deref().filter(|_| shown == Shown::Whole).map(Into::into),
            need_extract_code: terms.code.is_some(),
            status: status(world, share, self.base.now),
            comment: terms.comment.to_string(),
            view_cnt: share.counts.views,
            download_cnt: share.counts.downloads,
            save_cnt: share.counts.saves,
            container_id: drive.map(|drive| ids::container(drive.id)).unwrap_or_default(),
            container_name: drive.map(|drive| drive.name.to_string()).unwrap_or_default(),
            files,
        }
    }

    /// Returns a file or folder of a share.
    pub fn file(self, share: &Share, node: &Node) -> SharedFile {
        SharedFile {
            id: ids::file(node),
            file_name: node.name.to_string(),
            file_type: file_types::of(node).to_string(),
            mime_type: mime_type(node),
            file_suffix: suffix(node),
            size: node.size(),
            parent_folder: parent(self.world, node).into_iter().collect(),
            containers: vec![ids::container(node.drive)],
            edited_time: dates::utc(node.modified.at),
            recycled: self.world.bin_level(node.id).is_some(),
            download_links: thumbnails(node, Via::Share(share.number), self.base, self.thumbnails),
        }
    }
}

/// Returns the space that the first item of a share lies in now, whatever it was when it was shared.
pub fn place(world: &World, share: &Share) -> DriveId {
    let first = share.items.iter().find_map(|item| world.node(item.node).ok());
    first.map_or(share.drive, |node| node.drive)
}

/// Returns the name of a share: that of its first file, and whether there are more.
pub fn display_name(world: &World, share: &Share) -> String {
    let first = share.items.first().and_then(|item| world.node(item.node).ok());
    let name = first.map(|node| node.name.to_string()).unwrap_or_default();
    if share.items.len() > 1 { name + AND_MORE } else { name }
}

/// Returns 0 for a share that holds as long as it says, 1 if its files lie in the bin, and 2 if it was withdrawn
/// elsewhere.
fn status(world: &World, share: &Share, now: Timestamp) -> u32 {
    if world.shared_items(share, now).next().is_some() {
        0
    } else if share.items.iter().any(|item| world.live(item.node).is_ok()) {
        2
    } else {
        1
    }
}
