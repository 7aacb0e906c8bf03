//! Calls that change one item and answer with it.

use axum::response::Response;

use super::{
    auth::Caller,
    error::Error,
    render::{Render, With},
    respond,
};
use crate::world::{NodeId, Timestamp, World};

/// Changes an item, or makes one, and returns the response that describes it as it is then.
///
/// # Errors
/// Those of `change`.
pub fn respond(
    caller: &Caller,
    change: impl FnOnce(&mut World, Timestamp) -> Result<NodeId, Error>,
) -> Result<Response, Error> {
    let (id, world) = caller.sandbox().write_and_view(change)?;
    let file = Render::new(caller, &world, caller.now()).file(world.node(id)?, With::default());
    Ok(respond::success(caller.dialect, &file))
}
