//! Making spaces, changing their size, closing and removing them.
//!
//! See <https://support.huaweicloud.com/api-koodrive/CreateSpace.html> and
//! <https://support.huaweicloud.com/api-koodrive/UpdateSpace.html>.

use axum::response::Response;
use serde::{Deserialize, de::IgnoredAny};

use super::find::{kind_of_query, may_manage, named, owner, space, spaces};
use crate::{
    http::Operation,
    koodrive::{
        auth::Caller,
        capacity,
        error::Error,
        json::{Id, Loose, Query},
        render::{self, Shape},
        respond,
        scopes::WRITE,
    },
    world::{Error as WorldError, Owner, World},
};

/// Makes a space for an owner who has none.
pub const CREATE_SPACE: Operation = Operation { name: "CreateSpace", ..WRITE };
/// Changes the size of a space, or whether it is in use.
pub const UPDATE_SPACE: Operation = Operation { name: "UpdateSpace", ..WRITE };
/// Removes a space.
pub const DELETE_SPACE: Operation = Operation { name: "DeleteSpace", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    capacity: Loose<u64>,
    #[serde(rename = "type")]
    kind: Loose<u64>,
    capabilities: Option<IgnoredAny>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    #[serde(default)]
    capacity: Loose<u64>,
    #[serde(default)]
    status: Loose<u64>,
    #[serde(rename = "type")]
    kind: Loose<u64>,
    #[serde(default)]
    container_id: Loose<String>,
}

/// Makes a space for a person, department or group that has none.
///
/// Handles `POST /koodrive/ose/v1/space/{owner_id}`.
pub fn create(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let CreateBody { capacity, kind, capabilities } = caller.body()?;
    if capabilities.is_some() {
        // The rights of the people of a space are those of their roles.
        return Err(Error::NotEmulated("capabilities of POST /koodrive/ose/v1/space/{ownerId}".into()));
    }
    let total = capacity::bytes(capacity.0.ok_or(Error::Parameters)?)?;
    let (drive, world) = caller.sandbox().write_and_view(|world, now| {
        let owner = owner(world, kind.0, &id)?;
        may_manage(&caller, world, &owner)?;
        if spaces(world, &owner).next().is_some() {
            caller.call.note("the owner has a space already");
            return Err(Error::Parameters);
        }
        let name = name(world, &owner);
        Ok(world.add_drive(&name, owner, total, now))
    })?;
    let made = render::space(&world, world.drive(drive)?, Shape::Made);
    Ok(respond::data(made.ok_or(WorldError::NoDrive)?))
}

/// Changes the size of a space, whatever it holds, and closes it or puts it into use again.
///
/// Handles `PUT /koodrive/ose/v1/space/{owner_id}`.
pub fn update(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let UpdateBody { capacity, status, kind, container_id } = caller.body()?;
    let total = capacity.0.map(capacity::bytes).transpose()?;
    let is_disabled = match status.0 {
        None => None,
        Some(0) => Some(false),
        Some(1) => Some(true),
        Some(_) => return Err(Error::Parameters),
    };
    if total.is_none() && is_disabled.is_none() {
        caller.call.note("neither capacity nor status is there");
        return Err(Error::Parameters);
    }
    caller.sandbox().write(|world, _| {
        let owner = owner(world, kind.0, &id)?;
        may_manage(&caller, world, &owner)?;
        let space = named(world, container_id.0.as_deref(), &owner)?.id;
        if let Some(total) = total {
            world.set_total(space, total)?;
        }
        if let Some(is_disabled) = is_disabled {
            world.set_disabled(space, is_disabled)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Removes a space with all that lies in it and in its recycle bin.
///
/// Handles `DELETE /koodrive/ose/v1/space/{owner_id}`.
pub fn delete(Id(id): Id, query: Query, caller: Caller) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let owner = owner(world, kind_of_query(&query)?, &id)?;
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
