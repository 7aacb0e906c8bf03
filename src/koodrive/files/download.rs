//! Handing out addresses of files.
//!
//! See <https://support.huaweicloud.com/api-koodrive/getDownLoadUrl.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        addresses::{VersionAddress, Via},
        auth::Caller,
        error::Error,
        respond,
        scopes::READ,
        wire::{Download, Downloads},
    },
    world::{Ability, Error as WorldError, Node},
};

/// Returns addresses of files.
pub const GET_DOWNLOAD_URL: Operation = Operation { name: "getDownLoadUrl", ..READ };

/// The most files of one call.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct DownloadBody {
    container_id: String,
    file_ids: Vec<String>,
}

/// Returns addresses of files, which hold for an hour; each file succeeds or fails by itself.
///
/// Handles `POST /koodrive/ose/v1/files/download`.
pub fn hand_out(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let DownloadBody { container_id, file_ids } = caller.body()?;
    if !(1..=MOST).contains(&file_ids.len()) {
        return Err(Error::Parameters);
    }
    caller.space(caller.world(), &container_id)?;
    let download = |id: String| match find(&caller, &container_id, &id) {
        Ok(node) => Download {
            file_id: id,
            file_name: Some(node.name.to_string()),
            url: Some(address(&caller, node).url(&base)),
            code: "0".into(),
            msg: "success".into(),
        },
        Err(error) => {
            let reply = Error::from(error).reply();
            Download {
                file_id: id,
                file_name: None,
                url: None,
                code: reply.code.to_string(),
                msg: reply.msg.into(),
            }
        }
    };
    let downloads: Vec<_> = file_ids.into_iter().map(download).collect();
    let failed = downloads.iter().filter(|download| download.url.is_none()).count();
    let batch_code = match failed {
        0 => 1,
        failed if failed == downloads.len() => 2,
        _ => 0,
    };
    Ok(respond::beside(Downloads { batch_code, downloads }))
}

fn address(caller: &Caller, node: &Node) -> VersionAddress {
    VersionAddress { node: node.id, version: node.version(), via: Via::Person(caller.user) }
}

fn find<'c>(caller: &'c Caller, space: &str, id: &str) -> Result<&'c Node, WorldError> {
    let node = caller.live_item(caller.world(), space, id, Ability::Download)?;
    if node.is_folder() { Err(WorldError::NotAFile(node.id)) } else { Ok(node) }
}
