//! Where an item lies: 获取文件路径.

use axum::response::Response;

use crate::{
    http::{Ids, Operation},
    world::{Ability, Drive, Node, Owner, World},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids, render, respond, scopes,
        source::source,
        wire::{FilePath, PathStep},
    },
};

/// 获取文件路径
pub const GET: Operation = Operation { name: "drives.files.path.get", ..scopes::READ_PATH };

/// Returns the names from the root of the drive down to an item, without the root.
///
/// Who was only let into a part of the drive sees the way through that part.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/path`.
pub fn get(caller: Caller, Ids(drive, id): Ids) -> Result<Response, Error> {
    let world = caller.world();
    let node = caller.item_or_root(world, &drive, &id, Ability::List)?;
    let drive = world.drive(node.drive)?;
    let is_open = |above: &&Node| !caller.abilities(world, above).is_empty();
    let way = world.ancestry(node).filter(|above| above.parent.is_some()).take_while(is_open);
    let mut paths: Vec<_> =
        way.map(|above| PathStep { file_id: ids::file(above.id), name: &above.name }).collect();
    paths.reverse();
    let (location_id, location_type) = location(&caller, world, drive);
    Ok(respond::success(caller.dialect, &FilePath { location_id, location_type, paths }))
}

/// Returns whose a drive is, and by what the caller reaches it.
fn location(caller: &Caller, world: &World, drive: &Drive) -> (String, &'static str) {
    if !caller.sees(world, drive) {
        return (String::new(), "link");
    }
    let owner = render::allotee(drive).1;
    match &drive.owner {
        Owner::Personal(_) if source(drive, Dialect::Public) == "tmp" => (owner, "roaming"),
        Owner::Personal(_) => (owner, "user"),
        Owner::Team(_) => (owner, "group"),
        // The word is the public cloud's; older private deployments have none for it.
        Owner::App(_) => (String::new(), "app"),
    }
}
