//! Many items as one archive, which is written when it is fetched.

use super::stored::Download;
use crate::{
    http::archive,
    world::{self, Ability, Content, Node, NodeId, name},
    wps::{auth::Caller, error::Error},
};

/// Returns the archive of these items: what the caller may download of them now, without documents that live online
/// only. Items that are gone are left out.
///
/// # Errors
/// [`world::Error::NotFound`] if there is nothing left.
pub async fn write(caller: &Caller, nodes: Vec<NodeId>) -> Result<Download, Error> {
    let world = caller.world();
    let may = |node: &Node| caller.abilities(world, node).has(Ability::Download);
    let fits = |node: &Node| may(node) && (node.is_folder() || !name::is_online(&node.name));
    let items: Vec<&Node> = nodes
        .iter()
        .filter_map(|id| world.live(*id).ok())
        .map(AsRef::as_ref)
        .filter(|node| may(node))
        .collect();
    let first = items.first().ok_or(world::Error::NotFound)?;
    let stem = if first.is_folder() { &first.name } else { name::split_extension(&first.name).0 };
    let (name, modified) = (format!("{stem}.zip"), first.modified.at);
    let parts = items.iter().map(|node| world.pack(node.id, fits)).collect::<Result<Vec<_>, _>>()?;
    let bytes = archive::package(parts, caller.call.memory()).await?.map_err(|cause| {
        tracing::error!(%cause, path = caller.call.path(), "an archive could not be written");
        Error::NoArchive
    })?;
    Ok(Download { name, content: Content::new(bytes), modified })
}
