//! Libraries by their names: 搜索团队文档库.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Serialize;

use super::library;
use crate::{
    http::{Operation, Query},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        paging::{Items, Page},
        render::Render,
        respond, scopes,
        wire::FoundLibrary,
        words::Words,
    },
};

/// Among those of the caller.
pub const SEARCH: Operation = Operation { name: "doclib.search", ..scopes::SEARCH_DOCLIBS };

/// A page of what was found.
#[derive(Serialize)]
struct Found<'w> {
    #[serde(flatten)]
    page: Items<FoundLibrary<'w>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    total: Option<usize>,
}

/// Returns the libraries of the caller whose names contain a word, in large or small letters.
///
/// Handles `GET /v7/doclib/search`.
pub fn search(caller: Caller, query: Query) -> Result<Response, Error> {
    let user = library::person(&caller)?;
    let page = Page::read(&caller.call, &query, Page::most(caller.dialect))?;
    let world = caller.world();
    let company = query.required("company_id")?;
    let words = Words::phrase(query.required("keyword")?);
    let types = [library::NORMAL, library::OF_DEPARTMENT, "org_dynamic", "org_normal"];
    let wanted = query.word("group_type", &types.map(|word| (word, word)))?;
    let sources: Vec<&str> = query.list("group_source").collect();
    let with_total = query.flag("with_total")?;
    if company != ids::company(world.tenant()).to_string() {
        return Err(Error::NoCompany(company.into()));
    }
    let found: Vec<_> = library::of(world, user)
        .filter(|(_, group, _)| wanted.is_none_or(|wanted| library::kind(group) == wanted))
        .filter(|_| sources.is_empty() || sources.contains(&library::SOURCE))
        .filter_map(|found| words.marked(&found.0.name).map(|marked| (found, marked)))
        .collect();
    let total = with_total.then_some(found.len());
    let render = Render::new(&caller, world, caller.now());
    let page = page.cut(found.into_iter()).map(|(found, marked)| FoundLibrary {
        library: library::describe(&render, found),
        highlights: BTreeMap::from([("name", vec![marked])]),
    });
    Ok(respond::success(caller.dialect, &Found { page, total }))
}
