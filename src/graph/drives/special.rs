//! The list of a drive's special folders.

use std::sync::Arc;

use axum::response::Response;

use crate::{
    graph::{
        address::{Address, DriveAddress, special},
        auth::Caller,
        error::Error,
        odata::Options,
        render::{Render, context::Context, expanded, responses},
        scopes,
    },
    http::{LinkBase, Operation},
    world::{Node, World},
};

/// Lists the special folders of a drive: <https://learn.microsoft.com/en-us/graph/api/drive-get-specialfolder>
pub const LIST: Operation = Operation { name: "drive.special.list", ..scopes::LIST };

/// Lists the special folders of a drive; it creates none.
///
/// Handles `GET /v1.0/drives/{drive}/special`.
pub fn list(caller: Caller, base: LinkBase, address: Address, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let render = Render::new(world, &base, Some(&caller));
    let value = all(&caller, world, &address.drive)?
        .map(|node| expanded::with_expansions(&caller, &render, node, render.item(node), &options))
        .collect();
    let context = Context::of(&caller, &base, &address).list_of_drive("special", &options);
    Ok(responses::collection(context, value))
}

/// Returns the special folders of a drive; of the folders of applications, only that of the caller.
fn all<'w>(
    caller: &Caller,
    world: &'w World,
    drive: &DriveAddress,
) -> Result<impl Iterator<Item = &'w Arc<Node>>, Error> {
    let drive = caller.drive(world, drive)?.id;
    let roles = special::roles(caller.principal.app);
    Ok(roles.into_iter().filter_map(move |role| world.live(world.in_role(drive, &role)?).ok()))
}
