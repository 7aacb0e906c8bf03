//! Checking files out, in, and back to how they were.

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    auth::Caller,
    error::Error,
    json::{Json, Path},
    permissions::UPDATE,
};
use crate::{
    http::{self, Operation},
    world::{Node, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-checkout>
pub const CHECK_OUT: Operation = Operation { name: "driveItem.checkout", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-checkin>
pub const CHECK_IN: Operation = Operation { name: "driveItem.checkin", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-discardcheckout>
pub const DISCARD: Operation = Operation { name: "driveItem.discardCheckout", ..UPDATE };

/// What is said when a file comes back; the comment is kept nowhere.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckInBody {
    check_in_as: Option<String>,
}

/// Checks a file out to the caller; once more changes nothing.
pub async fn check_out(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
) -> Result<Response, Error> {
    caller.write(|world, _| {
        let id = file(caller.reach(world, &drive, &item)?)?.id;
        if world.checkout(id).is_some_and(|holder| holder != caller.0.actor) {
            return Err(Error::Locked);
        }
        world.set_checkout(id, Some(caller.0.actor))?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Checks a file in that the caller has checked out.
pub async fn check_in(
    caller: Caller,
    Path((drive, item)): Path<(String, String)>,
    Json(body): Json<CheckInBody>,
) -> Result<Response, Error> {
    if !matches!(body.check_in_as.as_deref(), None | Some("" | "published" | "unspecified")) {
        return Err(Error::Invalid("checkInAs must be published or unspecified."));
    }
    caller.write(|world, _| end(&caller, world, (&drive, &item), false))
}

/// Ends a checkout; an application by itself may end anybody's.
pub async fn discard(caller: Caller, Path((drive, item)): Path<(String, String)>) -> Result<Response, Error> {
    let anybodys = caller.0.principal.user.is_none();
    caller.write(|world, _| end(&caller, world, (&drive, &item), anybodys))
}

fn end(
    caller: &Caller,
    world: &mut World,
    (drive, item): (&str, &str),
    anybodys: bool,
) -> Result<Response, Error> {
    let id = file(caller.reach(world, drive, item)?)?.id;
    match world.checkout(id) {
        None => Err(Error::Invalid("The file is not checked out.")),
        Some(holder) if holder != caller.0.actor && !anybodys => Err(Error::Locked),
        Some(_) => {
            world.set_checkout(id, None)?;
            Ok(http::empty(StatusCode::NO_CONTENT))
        }
    }
}

fn file(node: &Node) -> Result<&Node, Error> {
    if node.is_folder() { Err(Error::Invalid("Only files can be checked out.")) } else { Ok(node) }
}
