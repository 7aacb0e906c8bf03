//! The caller's favorites.
//!
//! See <https://support.huaweicloud.com/api-koodrive/listStarFile.html>.

use axum::response::Response;

use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        file_types, image_process,
        json::{Loose, Query, number},
        paging::{PageInfo, descending},
        position::Position,
        render::FileRender,
        respond,
        scopes::READ,
        wire::StarFiles,
    },
    world::{Ability, Node},
};

/// Lists the caller's favorites.
pub const LIST_STAR_FILE: Operation = Operation { name: "listStarFile", scans: true, ..READ };

/// Lists the caller's favorites, the latest first unless the other order is asked for.
///
/// Handles `GET /koodrive/ose/v1/star/files`.
pub fn list(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    let size = image_process::size(&Loose(query.get("imageProcess").map(str::to_owned)))?;
    let file_type = number(&query, "fileType")?;
    if number(&query, "sortType")?.is_some_and(|by| by != 1) {
        return Err(Error::Parameters);
    }
    let descending = descending(number(&query, "sortDirection")?, true)?;
    let page = PageInfo::of(&query)?.page(&("star", caller.user, file_type, descending))?;
    let world = caller.world();
    let of_type = |node: &&Node| file_type.is_none_or(|wanted| u64::from(file_types::of(node)) == wanted);
    let seen = |node: &&Node| caller.abilities(world, node).has(Ability::Preview);
    let followed = world.followed(caller.user).filter_map(|id| world.node(id).ok()).map(|node| &**node);
    let (live, gone): (Vec<&Node>, Vec<&Node>) =
        followed.filter(of_type).filter(seen).partition(|node| world.live(node.id).is_ok());
    let (nodes, next_cursor) = page.cut(live, |node| {
        let starred = world.starred_at(caller.user, node.id);
        Position::default().time(Some(starred)).number(node.id.number()).reversed_if(descending)
    });
    let render = FileRender::new(&caller, world, &base, size);
    let star_files = nodes.into_iter().map(|node| render.file(node)).collect();
    Ok(respond::beside(StarFiles { next_cursor, auto_deleted: gone.len(), star_files }))
}
