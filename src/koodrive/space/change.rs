//! Making spaces, changing their size, removing them.
//!
//! The paths and the responses of these calls are published, and not the bodies: a capacity is all that a space has.

use axum::response::Response;
use serde::Deserialize;

use super::find::{may_manage, owner, space, spaces};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Loose, Query},
        respond,
        scopes::WRITE,
    },
    world::{Owner, World},
};

/// Makes a space for an owner who has none.
pub const CREATE_SPACE: Operation = Operation { name: "CreateSpace", ..WRITE };
/// Changes the size of a space.
pub const UPDATE_SPACE: Operation = Operation { name: "UpdateSpace", ..WRITE };
/// Removes a space.
pub const DELETE_SPACE: Operation = Operation { name: "DeleteSpace", ..WRITE };

/// The bytes of a space whose request does not say: 100 GiB.
const USUAL: u64 = 100 << 30;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct SpaceBody {
    #[serde(default)]
    capacity: Loose<u64>,
}

/// Makes a space for a person, department or group that has none.
///
/// Handles `POST /koodrive/ose/v1/space/{owner_id}`.
pub async fn create(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let SpaceBody { capacity } = caller.body()?;
    caller.sandbox().write(|world, now| {
        let owner = owner(world, &query, &id)?;
        may_manage(&caller, world, &owner)?;
        if spaces(world, &owner).next().is_some() {
            caller.call.note("the owner has a space already");
            return Err(Error::Parameters);
        }
        let name = name(world, &owner);
        world.add_drive(&name, owner, checked(capacity.0.unwrap_or(USUAL))?, now);
        Ok(())
    })?;
    Ok(respond::done())
}

/// Changes the size of a space; what it holds already stays.
///
/// Handles `PUT /koodrive/ose/v1/space/{owner_id}`.
pub async fn update(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let SpaceBody { capacity } = caller.body()?;
    let capacity = checked(capacity.0.ok_or(Error::Parameters)?)?;
    caller.sandbox().write(|world, _| {
        let owner = owner(world, &query, &id)?;
        may_manage(&caller, world, &owner)?;
        let space = space(world, &query, &owner)?.id;
        world.set_total(space, capacity).map_err(Error::from)
    })?;
    Ok(respond::done())
}

/// Removes a space with all that lies in it and in its recycle bin.
///
/// Handles `DELETE /koodrive/ose/v1/space/{owner_id}`.
pub async fn delete(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let owner = owner(world, &query, &id)?;
        may_manage(&caller, world, &owner)?;
        let space = space(world, &query, &owner)?.id;
        world.remove_drive(space).map_err(Error::from)
    })?;
    Ok(respond::done())
}

fn name(world: &World, owner: &Owner) -> String {
    let name = match owner {
        Owner::Personal(user) => world.user(*user).map(|user| &user.display_name),
        Owner::Team(group) => world.group(*group).map(|group| &group.name),
        Owner::App(_) => None,
    };
    name.map(ToString::to_string).unwrap_or_default()
}

/// Refuses a capacity that the numbers of other services cannot hold.
fn checked(capacity: u64) -> Result<u64, Error> {
    if i64::try_from(capacity).is_ok() { Ok(capacity) } else { Err(Error::Parameters) }
}
