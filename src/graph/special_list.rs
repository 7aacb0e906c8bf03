//! The special folders of a drive, as a list.

use std::sync::Arc;

use axum::response::Response;

use super::{
    auth::Caller,
    count,
    error::Error,
    items::{self, GET_DRIVE},
    json::Path,
    odata::Options,
    render::Render,
    special,
};
use crate::{
    http::{LinkBase, Operation},
    world::{Node, World},
};

/// The special folders that there are: <https://learn.microsoft.com/en-us/graph/api/drive-get-specialfolder>
pub const LIST: Operation = Operation { name: "drive.special.list", ..GET_DRIVE };

/// How many there are.
pub const COUNT: Operation = Operation { name: "drive.special.count", ..GET_DRIVE };

/// Lists those that there are; none is made by this.
pub async fn list(
    caller: Caller,
    base: LinkBase,
    Path(drive): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    let render = Render { world: &world, base: &base };
    let value = all(&caller, &world, &drive)?.map(|node| options.told(render.item(node))).collect();
    Ok(items::collection(&base, value))
}

/// Counts them.
pub async fn count(caller: Caller, Path(drive): Path<String>, _: Options) -> Result<Response, Error> {
    let world = caller.0.call.sandbox().snapshot();
    Ok(count::told(all(&caller, &world, &drive)?.count() as u64))
}

/// The special folders of a drive, of the applications' only the caller's.
fn all<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &str,
) -> Result<impl Iterator<Item = &'w Arc<Node>>, Error> {
    let drive = caller.drive(world, drive)?.id;
    let roles = special::roles(caller.0.principal.app);
    Ok(roles.into_iter().filter_map(move |role| world.live(world.in_role(drive, &role)?).ok()))
}
