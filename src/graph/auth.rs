//! Graph's callers: a bearer token in `Authorization`, and the drives that it opens.

use axum::{extract::FromRequestParts, http::request::Parts};

use super::{
    address::{DriveAddress, ItemAddress},
    directory::find,
    error::Error,
    ids, shares, special, throttle,
};
use crate::{
    http::{self, Applicant, Call, Operation, Refusal, bearer_token},
    world::{self, Api, Drive, DriveId, Node, NodeId, Role, Timestamp, World},
};

/// A caller with a token that allows the operation, and the special folder that their request goes through.
pub struct Caller(pub http::Caller, &'static Operation, Option<special::Folder>, Reach);

/// How far a token leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Reach {
    /// As far as its person or application may go.
    All,
    /// To the folder of its application, and what lies below.
    AppFolder,
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let Ok(call) = Call::from_request_parts(parts, state).await;
        let Ok(operation) = <&'static Operation>::from_request_parts(parts, state).await;
        let token = bearer_token(&parts.headers);
        let folder = special::Folder::in_path(parts.uri.path());
        let mut reach = Reach::All;
        let applicant = match Applicant::bearer(&call, Api::Graph, operation, token) {
            // Its own folder is open to an application that has nothing else.
            Err(Refusal::Scope(_)) if folder.as_ref().is_some_and(special::Folder::is_apps) => {
                reach = Reach::AppFolder;
                Applicant::scoped(&call, Api::Graph, operation, token, &[special::APP_SCOPE])?
            }
            Err(Refusal::NoToken) if is_alias(call.path()) => return Err(Error::NoAlias),
            outcome => outcome?,
        };
        throttle::spend(&applicant, operation, parts)?;
        let caller = applicant.admit(operation)?;
        let caller = Self(caller, operation, folder, reach);
        // What only looks finds the folder made; what changes something makes it together with the change.
        if let Some(folder) = caller.2.as_ref().filter(|_| !operation.writes)
            && call.sandbox().read(|world, _| folder.find(&caller, world))?.is_none()
        {
            caller.write(|_, _| Ok(()))?;
        }
        Ok(caller)
    }
}

/// Whether a path names the drive of whoever is signed in without naming them.
fn is_alias(path: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let first = path.strip_prefix("/v1.0/").and_then(|rest| rest.split('/').find(|it| !it.is_empty()));
    first.is_some_and(|segment| segment.eq_ignore_ascii_case("drive"))
}

impl Caller {
    /// Changes the world, which has the special folder that the request goes through.
    pub fn write<T>(
        &self,
        change: impl FnOnce(&mut World, Timestamp) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.0.call.sandbox().write(|world, now| {
            if let Some(folder) = &self.2 {
                folder.make(self, world, now)?;
            }
            change(world, now)
        })
    }

    /// The drive that a request names, if the caller may reach all of it.
    pub fn drive<'w>(&self, world: &'w World, address: &str) -> Result<&'w Drive, Error> {
        self.check(self.named(world, address)?)
    }

    /// The drive that an item is addressed in, if the caller owns it, or the folder that the address begins in.
    pub fn drive_of<'w>(&self, world: &'w World, drive: &str, item: &str) -> Result<&'w Drive, Error> {
        let named = self.named(world, drive)?;
        let is_owner = self.role_at_start(world, named, item) == Some(Role::Owner);
        if is_owner { Ok(named) } else { self.check(named) }
    }

    /// An item of a drive, if the caller may do to it what the operation does.
    pub fn reach<'w>(&self, world: &'w World, drive: &str, item: &str) -> Result<&'w Node, Error> {
        self.reach_as(world, drive, item, if self.1.writes { Role::Write } else { Role::Read })
    }

    /// An item of a drive, if the drive or a permission that names the caller gives them this role.
    pub fn reach_as<'w>(
        &self,
        world: &'w World,
        drive: &str,
        item: &str,
        role: Role,
    ) -> Result<&'w Node, Error> {
        if let DriveAddress::Share(share) = DriveAddress::parse(drive) {
            return shares::reach(self, world, share, &ItemAddress::parse(item), role);
        }
        let drive = self.named(world, drive)?;
        self.judge(world, (drive, item), role, Self::item(world, drive.id, item), |node| node.id)
    }

    /// Passes on what was found in a drive to whoever has the role there, and why nothing was found to whoever may
    /// know: those who reach the item that the address starts from.
    pub fn judge<T>(
        &self,
        world: &World,
        (drive, item): (&Drive, &str),
        role: Role,
        found: Result<T, Error>,
        place: impl FnOnce(&T) -> NodeId,
    ) -> Result<T, Error> {
        if self.check(drive).is_ok() {
            return found;
        }
        match found {
            Ok(found) if self.role_at(world, place(&found)) >= Some(role) => Ok(found),
            Err(error) if self.role_at_start(world, drive, item).is_some() => Err(error),
            _ => Err(world::Error::Unreachable(drive.id).into()),
        }
    }

    /// What the caller may do with the item that an address in a drive starts from.
    fn role_at_start(&self, world: &World, drive: &Drive, item: &str) -> Option<Role> {
        let start = Self::start(world, drive.id, drive.root, &ItemAddress::parse(item)).ok()?;
        self.role_at(world, start)
    }

    fn role_at(&self, world: &World, id: NodeId) -> Option<Role> {
        self.role(world, world.node(id).ok()?)
    }

    /// What the caller may do with an item, as its owner or by permissions that name them.
    pub fn role(&self, world: &World, node: &Node) -> Option<Role> {
        if self.3 == Reach::AppFolder {
            let folder = self.2.as_ref().and_then(|folder| folder.find(self, world).ok()?);
            return folder.filter(|folder| world.is_within(node.id, *folder)).map(|_| Role::Owner);
        }
        if world.drive(node.drive).is_ok_and(|drive| self.check(drive).is_ok()) {
            return Some(Role::Owner);
        }
        world.role_of(self.0.principal.user?, node, self.0.call.sandbox().clock.now())
    }

    /// The drive that a request names, whoever may reach it.
    pub fn named<'w>(&self, world: &'w World, address: &str) -> Result<&'w Drive, Error> {
        let not_found = || Error::World(world::Error::NoDrive);
        Ok(match DriveAddress::parse(address) {
            DriveAddress::Mine => {
                let user = self.0.principal.user.ok_or(Error::NoMe)?;
                world.personal_drive(user).ok_or_else(not_found)?
            }
            DriveAddress::User(name) => {
                let user = find::user(world, name).ok_or_else(not_found)?;
                world.personal_drive(user.id).ok_or_else(not_found)?
            }
            DriveAddress::Group(id) => find::group(world, id).ok_or_else(not_found)?,
            DriveAddress::Site(site) => find::site(world, site).ok_or_else(not_found)?,
            // A link leads to items, see `reach_as`; a drive is not what it shares.
            DriveAddress::Share(_) => return Err(not_found()),
            DriveAddress::Id(id) => match ids::parse_drive(world, id) {
                Some(drive) => drive,
                None if ids::is_drive(id) => return Err(not_found()),
                None => return Err(Error::Invalid("The provided drive id appears to be malformed.")),
            },
        })
    }

    /// An item of a drive that was found by [`Self::drive`]; the address is what the route's `{item}` holds.
    pub fn item<'w>(world: &'w World, drive: DriveId, address: &str) -> Result<&'w Node, Error> {
        let address = ItemAddress::parse(address);
        if address.path.chars().count() > super::LONGEST_PATH {
            return Err(Error::PathTooLong);
        }
        let from = Self::start(world, drive, world.drive(drive)?.root, &address)?;
        let id =
            world.descend(from, address.names()).or_else(|| Self::child_by_id(world, from, address.path));
        Ok(world.live(id.ok_or(world::Error::NotFound)?)?)
    }

    /// The item whose id stands in place of the last name: SDKs fill `children/{name}` with ids.
    pub fn child_by_id(world: &World, from: NodeId, path: &str) -> Option<NodeId> {
        let (above, id) = path.rsplit_once('/').unwrap_or(("", path));
        let folder = world.descend(from, above.split('/').filter(|name| !name.is_empty()))?;
        ids::parse_item(world, id).filter(|id| world.node(*id).is_ok_and(|node| node.parent == Some(folder)))
    }

    /// The item of this drive that an address starts from: `top` unless it names another.
    pub fn start(
        world: &World,
        drive: DriveId,
        top: NodeId,
        address: &ItemAddress<'_>,
    ) -> Result<NodeId, Error> {
        address.from.map_or(Ok(top), |id| Self::node(world, drive, id))
    }

    /// The id of an item that lies in this drive.
    pub fn node(world: &World, drive: DriveId, id: &str) -> Result<NodeId, Error> {
        if let Some(role) = id.strip_prefix(special::PREFIX) {
            return Ok(world.in_role(drive, role).ok_or(world::Error::NotFound)?);
        }
        let node = ids::parse_item(world, id).ok_or(world::Error::NotFound)?;
        let node = world.live(node)?;
        if node.drive == drive { Ok(node.id) } else { Err(world::Error::NotFound.into()) }
    }

    /// A person reaches their own drives, an application by itself those of the whole organisation.
    pub fn check<'w>(&self, drive: &'w Drive) -> Result<&'w Drive, Error> {
        let confined = self.3 == Reach::AppFolder;
        self.owns(drive).filter(|_| !confined).ok_or_else(|| world::Error::Unreachable(drive.id).into())
    }

    /// A drive, if it is the caller's, however little of it the token opens.
    pub fn owns<'w>(&self, drive: &'w Drive) -> Option<&'w Drive> {
        let alone = self.0.principal.user.is_none();
        (alone || drive.admits(&self.0.principal)).then_some(drive)
    }
}
