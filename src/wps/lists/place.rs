//! Where an item lies, as lists over many drives say it (`file_src`).

use super::reach::{Reach, Way};
use crate::{
    world::{GroupKind, Node, World},
    wps::{dialect::Dialect, source::source, wire::FileSrc},
};

/// Returns where an item lies; the vendor has no word for the drive of an application.
pub fn file_src<'w>(reach: Reach, world: &'w World, node: &Node, dialect: Dialect) -> Option<FileSrc<'w>> {
    let drive = world.drive(node.drive).ok()?;
    let kind = match reach.way(world, node) {
        Way::Own if matches!(source(drive, dialect), "roaming" | "tmp") => "user_roaming",
        Way::Own => "user_private",
        Way::Group(GroupKind::Team | GroupKind::List | GroupKind::Family) => "group_normal",
        Way::Group(GroupKind::Department) => "group_dept",
        Way::Shared => "link",
        Way::App => return None,
    };
    // Those with whom an item was shared do not learn in which folders it lies.
    let path = (kind != "link").then(|| node.parent.and_then(|parent| world.node(parent).ok())).flatten();
    let path = path.map(|parent| format!("{}{}", drive.name, world.path(parent).trim_end_matches('/')));
    Some(FileSrc { name: &drive.name, path, kind })
}
