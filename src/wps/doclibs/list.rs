//! The libraries of a person: 获取团队文档库列表.

use axum::response::Response;

use super::library::{self, ROLES};
use crate::{
    http::{Operation, Query, find_word},
    world::MemberRole,
    wps::{auth::Caller, error::Error, paging::Page, render::Render, respond, scopes},
};

/// Oldest first.
pub const LIST: Operation = Operation { name: "doclibs.list", ..scopes::LIST_DOCLIBS };

/// The most libraries of a page.
const MOST: i64 = 100;

/// Returns the libraries of the caller, or those in which they have one of some roles.
///
/// Handles `GET /v7/doclibs`.
pub fn list(caller: Caller, query: Query) -> Result<Response, Error> {
    let user = library::person(&caller)?;
    let page = Page::read(&caller.call, &query, MOST)?;
    let wanted: Vec<MemberRole> =
        query.list("user_role").map(|word| find_word("user_role", word, &ROLES)).collect::<Result<_, _>>()?;
    let world = caller.world();
    let found = library::of(world, user).filter(|(_, _, role)| wanted.is_empty() || wanted.contains(role));
    let render = Render::new(&caller, world, caller.now());
    let page = page.cut(found).map(|found| library::describe(&render, found));
    Ok(respond::success(caller.dialect, &page))
}
