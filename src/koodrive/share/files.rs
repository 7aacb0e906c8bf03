//! What is shared: listed, and handed out.
//!
//! See <https://support.huaweicloud.com/intl/es-us/api-koodrive/listShareFiles.html> and
//! <https://support.huaweicloud.com/api-koodrive/downloadShareFile.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find;
use crate::{
    http::{Both, LinkBase, Operation},
    koodrive::{
        addresses::{VersionAddress, Via},
        auth::Visitor,
        error::Error,
        ids,
        json::Loose,
        paging::{PageInfo, SortInfo},
        render::{ShareRender, Shown},
        respond,
        scopes::PUBLIC,
        wire::{ShareDownload, SharedFiles},
    },
    world::{Error as WorldError, Node, name},
};

/// Lists what is shared.
pub const LIST_SHARE_FILES: Operation = Operation { name: "listShareFiles", scans: true, ..PUBLIC };
/// Returns the address of a file that is shared.
pub const DOWNLOAD_SHARE_FILE: Operation = Operation { name: "downloadShareFile", scans: true, ..PUBLIC };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct FilesBody {
    short_url: String,
    #[serde(default)]
    parent_folder: Loose<String>,
    #[serde(default)]
    kdstoken: Loose<String>,
    #[serde(default)]
    refresh_count: Loose<bool>,
    #[serde(default)]
    file_name: Loose<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DownloadBody {
    share_id: String,
    file_id: String,
    #[serde(default)]
    kdstoken: Loose<String>,
}

/// Lists what is shared, or what lies in a folder of it.
///
/// Handles `POST /koodrive/ose/v1/share/files`.
pub fn list(base: LinkBase, visitor: Visitor) -> Result<Response, Error> {
    let Both(body, Both(page, sort)): Both<FilesBody, Both<PageInfo, SortInfo>> = visitor.body()?;
    let (world, now) = (visitor.call().world(), visitor.call().now());
    let share = find::opened(world, &body.short_url, now)?;
    find::enter(&visitor, world, share, body.kdstoken.0.as_deref())?;
    let parent = body.parent_folder.0.as_deref().filter(|id| *id != ids::ROOT_NAME);
    let mut nodes: Vec<&Node> = match parent {
        None => world.shared_items(share, now).map(|node| &**node).collect(),
        Some(id) => {
            let folder = world.live_folder(find::item(world, share, id, now)?.id)?;
            world.children(folder.id).map(|node| &**node).collect()
        }
    };
    sort.one_of(&[1, 2, 4])?;
    let sort = sort.sort()?;
    let page = page.page(&("share", share.number, parent, sort, &body.file_name))?;
    if let Some(text) = &body.file_name.0 {
        let fragment = name::key(&text.as_str().into());
        nodes.retain(|node| name::key(&node.name).contains(&*fragment));
    }
    let (nodes, next_cursor) = page.cut(nodes, |node| sort.position(node));
    if body.refresh_count.0 == Some(true) && visitor.user() != Some(share.owner) {
        visitor
            .call()
            .sandbox()
            .write(|world, _| world.count_share(share.number, |counts| counts.views += 1))?;
    }
    let render = ShareRender { world, base: &base, thumbnails: None };
    let files = nodes.into_iter().map(|node| render.file(share, node)).collect();
    Ok(respond::beside(SharedFiles { next_cursor, link: render.link(share, Shown::Closed), files }))
}

/// Returns the address of a file that is shared, which counts as a download.
///
/// Handles `POST /koodrive/ose/v1/share/download`.
pub fn download(base: LinkBase, visitor: Visitor) -> Result<Response, Error> {
    let DownloadBody { share_id, file_id, kdstoken } = visitor.body()?;
    let address = visitor.call().sandbox().write(|world, now| {
        let share = find::identified(world, &share_id, now)?;
        find::enter(&visitor, world, share, kdstoken.0.as_deref())?;
        if !share.terms.download {
            return Err(Error::NoPermission);
        }
        let node = find::item(world, share, &file_id, now)?;
        if node.is_folder() {
            return Err(WorldError::NotAFile(node.id).into());
        }
        let (number, version) = (share.number, node.version());
        let address = VersionAddress { node: node.id, version, via: Via::Share(number) };
        world.count_share(number, |counts| counts.downloads += 1)?;
        Ok(address)
    })?;
    Ok(respond::beside(ShareDownload { download_url: address.url(&base) }))
}
