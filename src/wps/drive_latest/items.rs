//! The files that the caller changed lately; a client asks for them, the vendor prints no page of it.

use axum::response::Response;

use crate::{
    http::{self, Operation, Query},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        lists::{extensions::Extensions, reach::Reach, used},
        paging::Page,
        render::{Render, With},
        respond, scopes,
    },
};

/// What was used lately.
pub const LIST: Operation = Operation { name: "drive_latest.items.list", scans: true, ..scopes::READ_FILES };

/// Returns the files that the caller changed, the latest first.
///
/// Handles `GET /v7/drive_latest/items`.
pub fn list(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    let with = With { with_permission: query.flag("with_permission")?, ..With::default() };
    // Links are told of every item.
    query.flag("with_link")?;
    let extensions = Extensions::read(&query, "include_exts", "exclude_exts");
    let creators = |name| query.list(name).collect::<Vec<_>>();
    let (only, without) = (creators("include_creators"), creators("exclude_creators"));
    let world = caller.world();
    let mut files = used::files(Reach::of(&caller), world, caller.actor);
    files.retain(|used| {
        let creator = ids::actor(used.node.created.by);
        let is_wanted = only.is_empty() || only.contains(&&*creator);
        is_wanted && !without.contains(&&*creator) && extensions.take(&used.node.name)
    });
    http::sort_by_key(&mut files, |used| std::cmp::Reverse((used.last, used.node.id)));
    let render = Render::new(&caller, world, caller.now());
    let items = page.cut(files.into_iter()).map(|used| render.file(used.node, with));
    Ok(respond::success(caller.dialect, &items))
}
