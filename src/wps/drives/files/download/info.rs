//! What is said of one download.

use axum::response::Response;
use data_encoding::HEXLOWER;

use crate::{
    http::{self, Query},
    world::{self, Content, Node, NodeId, World, name},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        respond,
        storage::{Opens, StorageBase},
        uploads::target::check_domain,
        wire::{DownloadInfo, Hash},
    },
};

/// What a request wants to know of a download.
pub struct Wanted {
    with_hash: bool,
}

impl Wanted {
    /// Reads `with_hash`, `internal` and `storage_base_domain`; the storage has one address for all of them.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        query.flag("internal")?;
        check_domain(query.get("storage_base_domain"))?;
        Ok(Self { with_hash: query.flag("with_hash")? })
    }
}

/// Refuses what has no bytes to download.
///
/// # Errors
/// [`world::Error::NotAFile`], [`Error::FileType`].
pub fn check(node: &Node) -> Result<(), Error> {
    if node.is_folder() {
        return Err(world::Error::NotAFile(node.id).into());
    }
    if name::is_online(&node.name) {
        return Err(Error::FileType(format!("{:?} lives online only.", node.name).into()));
    }
    Ok(())
}

/// Returns the item that a shortcut stands for, else the item itself.
///
/// # Errors
/// Those of [`World::live`] for a shortcut that dangles.
pub fn followed<'w>(world: &'w World, node: &'w Node) -> Result<&'w Node, Error> {
    match world.shortcut_target(node.id) {
        Some(target) => Ok(world.live(target)?),
        None => Ok(node),
    }
}

/// Returns the response that says where a version of a file is.
pub async fn hand_out(
    caller: &Caller,
    base: &StorageBase,
    wanted: &Wanted,
    (node, version, content): (NodeId, u32, &Content),
) -> Response {
    let hashes = if wanted.with_hash { Some(hashes(content, caller.dialect).await) } else { None };
    let url = base.url(&Opens::Version { node, version }, caller.actor);
    respond::success(caller.dialect, &DownloadInfo { url, hashes })
}

/// Returns the digests of a content as the dialect has them; of `s2s` the algorithm is not public.
async fn hashes(content: &Content, dialect: Dialect) -> Vec<Hash> {
    let hash = |kind, sum: &[u8]| Hash { sum: HEXLOWER.encode(sum), kind };
    http::hash(content, move |content| match dialect {
        Dialect::Public => {
            vec![hash("md5", content.md5()), hash("sha1", content.sha1()), hash("sha256", content.sha256())]
        }
        Dialect::OldPrivate | Dialect::NewPrivate => vec![hash("s2s", content.sha1())],
    })
    .await
}
