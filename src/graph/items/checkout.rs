//! Checking files out, in, and back to how they were.

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        json::{Json, NoParameters},
        payload::Typed,
        scopes,
    },
    http::{self, Operation},
    world::{Node, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-checkout>
pub const CHECK_OUT: Operation = Operation { name: "driveItem.checkout", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-checkin>
pub const CHECK_IN: Operation = Operation { name: "driveItem.checkin", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-discardcheckout>
pub const DISCARD: Operation = Operation { name: "driveItem.discardCheckout", ..scopes::WRITE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-checkin#request-body>; the comment is kept nowhere.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CheckInBody {
    check_in_as: Option<String>,
    #[serde(rename = "comment")]
    _comment: Option<Typed<String>>,
}

/// Who may hold a checkout that is ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Holder {
    Caller,
    Anybody,
}

/// Checks a file out to the caller; a second time changes nothing.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/checkout`.
pub fn check_out(caller: Caller, address: Address, _: NoParameters) -> Result<Response, Error> {
    caller.write(|world, _| {
        let id = file(caller.reach(world, &address)?)?.id;
        if world.checkout(id).is_some_and(|holder| holder != caller.actor) {
            return Err(Error::Locked);
        }
        world.set_checkout(id, Some(caller.actor))?;
        Ok(http::empty(StatusCode::NO_CONTENT))
    })
}

/// Checks in a file that the caller has checked out.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/checkin`.
pub fn check_in(caller: Caller, address: Address, Json(body): Json<CheckInBody>) -> Result<Response, Error> {
    if !matches!(body.check_in_as.as_deref(), None | Some("" | "published" | "unspecified")) {
        return Err(Error::Invalid("checkInAs must be published or unspecified."));
    }
    caller.write(|world, _| end(&caller, world, &address, Holder::Caller))
}

/// Ends the checkout of a file; an application without a user may end that of anybody.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/discardCheckout`.
pub fn discard(caller: Caller, address: Address, _: NoParameters) -> Result<Response, Error> {
    let holder = if caller.principal.user.is_none() { Holder::Anybody } else { Holder::Caller };
    caller.write(|world, _| end(&caller, world, &address, holder))
}

/// Ends the checkout of a file, if `allowed` holds it.
fn end(caller: &Caller, world: &mut World, address: &Address, allowed: Holder) -> Result<Response, Error> {
    let id = file(caller.reach(world, address)?)?.id;
    match world.checkout(id) {
        None => Err(Error::Invalid("The file is not checked out.")),
        Some(holder) if holder != caller.actor && allowed == Holder::Caller => Err(Error::Locked),
        Some(_) => {
            world.set_checkout(id, None)?;
            Ok(http::empty(StatusCode::NO_CONTENT))
        }
    }
}

/// Refuses folders.
fn file(node: &Node) -> Result<&Node, Error> {
    if node.is_folder() { Err(Error::Invalid("Only files can be checked out.")) } else { Ok(node) }
}
