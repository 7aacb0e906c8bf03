//! Graph's callers: a bearer token in `Authorization`, and the drives that it opens.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::{
    address::{DriveAddress, ItemAddress},
    error::Error,
    ids, throttle,
};
use crate::{
    http::{self, Call, Operation, bearer_token},
    world::{self, Api, Drive, DriveId, Node, NodeId, Owner, World},
};

/// A caller with a token that allows the operation.
pub struct Caller(pub http::Caller);

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let token = bearer_token(&parts.headers);
        let caller = http::Caller::bearer::<Error>(&call, Api::Graph, operation, token)?;
        throttle::spend(&caller, operation, parts)?;
        Ok(Self(caller))
    }
}

impl Caller {
    /// The drive that a request names, if the caller may reach it.
    pub fn drive<'w>(&self, world: &'w World, address: &str) -> Result<&'w Drive, Error> {
        let not_found = || Error::World(world::Error::NoDrive);
        let team = |wanted: &dyn Fn(&Drive) -> bool| {
            world
                .drives()
                .find(|drive| matches!(drive.owner, Owner::Team(_)) && wanted(drive))
                .ok_or_else(not_found)
        };
        let drive = match DriveAddress::parse(address) {
            DriveAddress::Mine => {
                let user = self.0.principal.user.ok_or(Error::NoMe)?;
                world.personal_drive(user).ok_or_else(not_found)?
            }
            DriveAddress::User(name) => {
                let by_id = world.users().find(|user| ids::user(user.id).eq_ignore_ascii_case(name));
                let user = by_id.or_else(|| world.user_named(name)).ok_or_else(not_found)?;
                world.personal_drive(user.id).ok_or_else(not_found)?
            }
            DriveAddress::Group(id) => team(&|drive| ids::group(drive).eq_ignore_ascii_case(id))?,
            DriveAddress::Site(id) => team(&|drive| {
                let ours = ids::site("", drive);
                id == "root" || id.find(',').is_some_and(|comma| id[comma..].eq_ignore_ascii_case(&ours))
            })?,
            DriveAddress::Id(id) => match ids::parse_drive(world, id) {
                Some(drive) => drive,
                None if ids::is_drive(id) => return Err(not_found()),
                None => return Err(Error::Invalid("The provided drive id appears to be malformed.")),
            },
        };
        self.check(drive)
    }

    /// An item of a drive that was found by [`Self::drive`]; the address is what the route's `{item}` holds.
    pub fn item<'w>(world: &'w World, drive: DriveId, address: &str) -> Result<&'w Node, Error> {
        let address = ItemAddress::parse(address);
        if address.path.chars().count() > super::LONGEST_PATH {
            return Err(Error::PathTooLong);
        }
        let root = world.drive(drive)?.root;
        let from = match address.from {
            None => root,
            Some(id) => Self::node(world, drive, id)?,
        };
        let names = address.path.split('/').filter(|name| !name.is_empty());
        let id = world.descend(from, names).ok_or(world::Error::NotFound)?;
        Ok(world.live(id)?)
    }

    /// The id of an item that lies in this drive.
    fn node(world: &World, drive: DriveId, id: &str) -> Result<NodeId, Error> {
        let node = ids::parse_item(world, id).ok_or(world::Error::NotFound)?;
        let node = world.live(node)?;
        if node.drive == drive { Ok(node.id) } else { Err(world::Error::NotFound.into()) }
    }

    /// A person reaches their own drives, an application by itself those of the whole organisation.
    fn check<'w>(&self, drive: &'w Drive) -> Result<&'w Drive, Error> {
        let alone = self.0.principal.user.is_none();
        if alone || drive.admits(&self.0.principal) {
            Ok(drive)
        } else {
            Err(world::Error::Unreachable(drive.id).into())
        }
    }
}
