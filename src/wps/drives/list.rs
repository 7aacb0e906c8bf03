//! Lists of drives: 获取盘列表, and those that an application may use.

use axum::response::Response;

use super::allotee::Allotee;
use crate::{
    http::{Operation, Query},
    world::Drive,
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        paging::Page,
        render::Render,
        respond, scopes,
        source::{self, source},
    },
};

/// 获取盘列表
pub const LIST: Operation = Operation { name: "drives.list", ..scopes::READ_DRIVES_MCP };

/// No page documents it; three clients call it.
pub const LIST_AUTHORIZED: Operation =
    Operation { name: "drives.authorized.list", ..scopes::READ_DRIVES_APP };

/// Returns the drives of the caller, of their groups, or of the application that acts, oldest first.
///
/// Handles `GET /v7/drives`.
pub fn list(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    let world = caller.world();
    let allotee = Allotee::read(&caller, world, query.required("allotee_type")?, query.get("allotee_id"))?;
    let sources: Vec<&str> = query.list("sources").collect();
    sources.iter().try_for_each(|word| check_source(caller.dialect, word))?;
    let is_meant = |drive: &&Drive| {
        let in_sources = || sources.is_empty() || sources.contains(&source(drive, caller.dialect));
        allotee.has(drive) && in_sources()
    };
    respond_with(&caller, &page, &query, is_meant)
}

/// Returns the drives that an application reaches.
///
/// Handles `GET /v7/drives/authorized`.
pub fn list_authorized(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    respond_with(&caller, &page, &query, |_| true)
}

/// Returns a page of the drives that the caller sees and that are meant.
fn respond_with(
    caller: &Caller,
    page: &Page,
    query: &Query,
    is_meant: impl FnMut(&&Drive) -> bool,
) -> Result<Response, Error> {
    let world = caller.world();
    let with_ext_attrs = query.flag("with_ext_attrs")?;
    let render = Render::new(caller, world, caller.now());
    let drives = world.drives().filter(|drive| caller.sees(world, drive)).filter(is_meant);
    let items = page.cut(drives).map(|drive| render.drive(drive, with_ext_attrs));
    Ok(respond::success(caller.dialect, &items))
}

fn check_source(dialect: Dialect, word: &str) -> Result<(), Error> {
    let of_people = source::of_people(dialect);
    if word == source::DEFAULT || of_people.contains(&word) {
        return Ok(());
    }
    let known = of_people.join(", ");
    Err(Error::NotSupported(format!("sources has none but {known}, {}.", source::DEFAULT).into()))
}
