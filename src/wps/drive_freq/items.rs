//! 获取常用列表: the files that the caller changed most often.

use axum::response::Response;

use crate::{
    http::{Operation, Query},
    wps::{
        auth::Caller,
        error::Error,
        lists::{place, reach::Reach, used},
        paging::Page,
        render::{Render, With},
        respond, scopes,
        wire::FrequentItem,
    },
};

/// 获取常用列表.
pub const LIST: Operation = Operation { name: "drive_freq.items.list", scans: true, ..scopes::READ_FILES };

/// Returns the files that the caller changed most often.
///
/// Handles `GET /v7/drive_freq/items`.
pub fn list(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    let with = With { with_permission: query.flag("with_permission")?, ..With::default() };
    // Links are told of every item.
    query.flag("with_link")?;
    let (world, reach) = (caller.world(), Reach::of(&caller));
    let render = Render::new(&caller, world, caller.now());
    let most = used::most(reach, world, caller.actor);
    let items = page.cut(most.into_iter().enumerate()).map(|(position, used)| FrequentItem {
        ctime: used.first.seconds(),
        file: render.file(used.node, with),
        file_src: place::file_src(reach, world, used.node, caller.dialect),
        object_type: "file",
        position,
    });
    Ok(respond::success(caller.dialect, &items))
}
