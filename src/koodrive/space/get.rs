//! Spaces, looked at.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive/GetSpace.html> and its neighbours.

use axum::response::Response;

use super::find::{kind_of_query, may_look, owner, space, spaces};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        error::Error,
        ids,
        json::{Id, Query},
        render::{self, Shape},
        respond,
        scopes::READ,
    },
    world::Error as WorldError,
};

/// Returns the space of an owner.
pub const GET_SPACE: Operation = Operation { name: "GetSpace", ..READ };
/// Returns a space.
pub const GET_SPACE_BY_CONTAINER_ID: Operation = Operation { name: "GetSpaceByContainerID", ..READ };
/// Returns the spaces of an owner.
pub const GET_SPACE_V2: Operation = Operation { name: "GetSpaceV2", ..READ };

/// Returns the space of a person, department or group.
///
/// Handles `GET /koodrive/ose/v1/space/{owner_id}`.
pub fn by_owner(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let owner = owner(world, kind_of_query(&query)?, &id)?;
    may_look(&caller, world, &owner)?;
    let space = render::space(world, space(world, &query, &owner)?, Shape::First);
    Ok(respond::data(space.ok_or(WorldError::NoDrive)?))
}

/// Returns a space to an application, which signs the request.
///
/// Handles `GET /koodrive/ose/v1/space/container/{container_id}`.
pub fn by_container(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    if !caller.is_signed {
        caller.call.note("this call is for applications, which sign their requests");
        return Err(Error::NoPermission);
    }
    let world = caller.world();
    let drive = world.drive(ids::parse_container(world, &id).ok_or(WorldError::NoDrive)?)?;
    Ok(respond::data(render::space(world, drive, Shape::First).ok_or(WorldError::NoDrive)?))
}

/// Returns all spaces of a person, department or group.
///
/// Handles `GET /koodrive/ose/v2/space/{owner_id}`.
pub fn all_of_owner(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let owner = owner(world, kind_of_query(&query)?, &id)?;
    may_look(&caller, world, &owner)?;
    let all: Vec<_> =
        spaces(world, &owner).filter_map(|drive| render::space(world, drive, Shape::Second)).collect();
    Ok(respond::data(all))
}
