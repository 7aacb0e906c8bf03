//! All versions of a file.
//!
//! See <https://support.huaweicloud.com/intl/zh-cn/api-koodrive-carrier/listRevision.html>.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::Loose,
        paging::PageInfo,
        position::Position,
        render::creator,
        respond,
        scopes::READ,
        wire::{RevisionList, RevisionRow},
    },
    world::{Ability, Error as WorldError, Version},
};

/// Lists the versions of a file.
pub const LIST_REVISION: Operation = Operation { name: "listRevision", ..READ };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ListBody {
    #[serde(default)]
    page_info: Object<PageInfo>,
    container_id: String,
    file_id: String,
    #[serde(default)]
    fields: Loose<String>,
}

/// Lists the versions of a file, the latest first.
///
/// Handles `POST /koodrive/ose/v1/revision/listRevision`.
pub fn list(caller: Caller) -> Result<Response, Error> {
    let body: ListBody = caller.body()?;
    if body.fields.0.is_some_and(|fields| fields != "*") {
        caller.call.note("fields: all of them are sent");
    }
    let world = caller.world();
    let node = caller.live_item(world, &body.container_id, &body.file_id, Ability::Preview)?;
    if node.is_folder() {
        return Err(WorldError::NotAFile(node.id).into());
    }
    let page = body.page_info.page(&("revisions", node.id))?;
    let (versions, next) = page
        .cut(node.versions(), |version| Position::default().number(version.number.into()).reversed_if(true));
    let row = |version: Version| RevisionRow {
        container_id: ids::container(node.drive),
        file_id: ids::file(node),
        revision_id: ids::revision(node.id, version.number),
        revision_version: version.number,
        keep_forever: false,
        latest_version: version.number == node.version(),
        created_at: version.modified.at.millis(),
        created_by: creator(world, version.modified.by),
        size: version.content.size(),
    };
    let revision_list = versions.into_iter().map(row).collect();
    Ok(respond::beside(RevisionList { revision_list, next_page_cursor: next.unwrap_or_default() }))
}
