//! The labels of the caller and of their groups; clients ask for them, the vendor prints no page of it.

use axum::response::Response;

use super::find::{self, Found, KINDS, SYSTEM};
use crate::{
    http::{self, Id, Operation, Query},
    world::LabelKind,
    wps::{auth::Caller, error::Error, paging::Page, respond, scopes},
};

/// The labels of somebody.
pub const LIST: Operation = Operation { name: "drive_labels.list", ..scopes::READ_FILES };
/// One label.
pub const GET: Operation = Operation { name: "drive_labels.meta.get", ..scopes::READ_FILES };

/// Returns the labels that the caller or a group of theirs made, by their rank, or those of the service.
///
/// Handles `GET /v7/drive_labels`.
pub fn list(caller: Caller, page: Page, query: Query) -> Result<Response, Error> {
    let world = caller.world();
    let owner = find::owner(&caller, world, query.get("allotee_type"), query.get("allotee_id"))?;
    let found = match query.word("label_type", &KINDS)?.unwrap_or(LabelKind::Custom) {
        LabelKind::System => {
            SYSTEM.iter().map(|(id, name, system)| Found::System(id, name, *system)).collect()
        }
        LabelKind::Custom => {
            let made = world.labels(owner).filter(|label| label.kind == LabelKind::Custom);
            let mut made: Vec<_> = made.collect();
            http::sort_by_key(&mut made, |label| (label.rank, label.number));
            made.into_iter().cloned().map(Found::Made).collect::<Vec<_>>()
        }
    };
    let items = page.cut(found.into_iter()).map(|found| find::body(&caller, world, &found));
    Ok(respond::success(caller.dialect, &items))
}

/// Returns one label.
///
/// Handles `GET /v7/drive_labels/{label_id}/meta`.
pub fn get(caller: Caller, Id(id): Id) -> Result<Response, Error> {
    let world = caller.world();
    let found = find::find(&caller, world, &id)?;
    Ok(respond::success(caller.dialect, &find::body(&caller, world, &found)))
}
