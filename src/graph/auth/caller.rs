//! Graph's callers: a bearer token in `Authorization`, and the drives that it opens.

use std::{ops::Deref, sync::Arc};

use axum::http::request::Parts;

use super::throttle;
use crate::{
    graph::{
        address::{
            Address, DriveAddress, find,
            special::{self, SpecialAddress},
            words,
        },
        error::Error,
        ids, scopes,
    },
    http::{self, Applicant, Call, FromParts, Operation, Refusal, bearer_token},
    sandbox::Quirk,
    world::{self, Api, Drive, Timestamp, UserId, World},
};

/// What sees changes later than reads by id do, where the service is like that.
const LAGGING: [&str; 3] = ["driveItem.delta", "driveItem.search", "driveItem.children.list"];

/// A caller with a token that allows the operation.
pub struct Caller {
    /// The caller as all providers know one.
    pub guard: http::Caller,
    pub(super) operation: &'static Operation,
    /// As the request found it, with the special folder that its address goes through.
    world: Arc<World>,
    /// The special folder that the address starts at, and the drive that it is in.
    pub(super) folder: Option<(SpecialAddress, DriveAddress)>,
    pub(super) reach: Reach,
}

/// How far a token leads.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reach {
    /// As far as its person or application may go.
    All,
    /// To the folder of its application, and what lies below.
    AppFolder,
}

impl Deref for Caller {
    type Target = http::Caller;

    fn deref(&self) -> &http::Caller {
        &self.guard
    }
}

impl FromParts for Caller {
    type Refusal = Error;

    fn from_parts(parts: &Parts) -> Result<Self, Error> {
        let call = Call::of(&parts.extensions);
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        let token = bearer_token(&parts.headers);
        let address = parts.extensions.get::<Address>();
        let mut reach = Reach::All;
        let applicant = match Applicant::bearer(call, Api::Graph, operation, token) {
            // An application without any other scope may still reach its own folder.
            Err(Refusal::Scope(_)) if address.is_some_and(special::is_app_folder) => {
                reach = Reach::AppFolder;
                Applicant::scoped(call, Api::Graph, operation, token, scopes::APP_FOLDER)?
            }
            Err(Refusal::NoToken) if is_alias(call.path()) => return Err(Error::NoAlias),
            outcome => outcome?,
        };
        throttle::spend(&applicant, operation, parts)?;
        let guard = applicant.admit(operation)?;
        let folder = address.and_then(|address| {
            Some((SpecialAddress::of(address, guard.principal.app)?, address.drive.clone()))
        });
        let lags = guard.call.has_quirk_where(Quirk::Late, || LAGGING.contains(&operation.name));
        let world = if lags { guard.sandbox().lagging() } else { Arc::clone(guard.world()) };
        let mut caller = Self { guard, operation, world, folder, reach };
        caller.make_folder()?;
        Ok(caller)
    }
}

/// Returns whether a path is `/drive` or lies below it: the drive of the person who is signed in.
fn is_alias(path: &str) -> bool {
    let first =
        words::strip_prefix(path, "/v1.0/").and_then(|rest| rest.split('/').find(|it| !it.is_empty()));
    first.is_some_and(|segment| segment.eq_ignore_ascii_case("drive"))
}

impl Caller {
    /// Returns the world as the request found it, with the special folder that its address goes through.
    pub fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Makes the special folder for a request that only reads; one that changes something makes it with the change.
    fn make_folder(&mut self) -> Result<(), Error> {
        let Some((folder, drive)) = self.folder.as_ref().filter(|_| !self.operation.writes) else {
            return Ok(());
        };
        if folder.find(&self.world, self.own(&self.world, drive)?).is_none() {
            let made = self.sandbox().write_and_view(|world, now| self.make(folder, drive, world, now));
            ((), self.world) = made?;
        }
        Ok(())
    }

    /// Makes a special folder of the caller's unless it is there, if the caller may write.
    fn make(
        &self,
        folder: &SpecialAddress,
        drive: &DriveAddress,
        world: &mut World,
        now: Timestamp,
    ) -> Result<(), Error> {
        let drive = self.own(world, drive)?;
        if folder.find(world, drive).is_some() {
            return Ok(());
        }
        let may_make = self.scopes.allow(scopes::WRITE.scopes, true)
            || folder.is_apps() && self.scopes.allow(scopes::APP_FOLDER, true);
        let root = drive.root;
        Ok(folder.make(world, self.actor, root, may_make, now)?)
    }

    /// Changes the world, which has the special folder that the address starts at; returns what the change returns.
    pub fn write<T>(
        &self,
        change: impl FnOnce(&mut World, Timestamp) -> Result<T, Error>,
    ) -> Result<T, Error> {
        self.write_and_view(change).map(|(outcome, _)| outcome)
    }

    /// Changes the world as [`Self::write`] does; returns also the changed world.
    pub fn write_and_view<T>(
        &self,
        change: impl FnOnce(&mut World, Timestamp) -> Result<T, Error>,
    ) -> Result<(T, Arc<World>), Error> {
        self.sandbox().write_and_view(|world, now| {
            if let Some((folder, drive)) = &self.folder {
                self.make(folder, drive, world, now)?;
            }
            change(world, now)
        })
    }

    /// Returns the drive of an address, if the caller may reach all of it.
    pub fn drive<'w>(&self, world: &'w World, address: &DriveAddress) -> Result<&'w Drive, Error> {
        self.check(world, self.named(world, address)?)
    }

    /// Returns the drive of an address, and the person whose lists it has: its owner, or the caller where nobody owns it.
    pub fn owner_of<'w>(
        &self,
        world: &'w World,
        address: &DriveAddress,
    ) -> Result<(&'w Drive, UserId), Error> {
        let drive = self.drive(world, address)?;
        Ok((drive, drive.person().or(self.principal.user).ok_or(Error::NoMe)?))
    }

    /// Returns the drive of an address, if it is the caller's, however little of it the token opens.
    pub(super) fn own<'w>(&self, world: &'w World, address: &DriveAddress) -> Result<&'w Drive, Error> {
        let drive = self.named(world, address)?;
        self.owns(world, drive).ok_or_else(|| world::Error::Unreachable(drive.id).into())
    }

    /// Returns the drive of an address, whether or not the caller may reach it.
    pub fn named<'w>(&self, world: &'w World, address: &DriveAddress) -> Result<&'w Drive, Error> {
        let not_found = || Error::World(world::Error::NoDrive);
        Ok(match address {
            DriveAddress::Mine => {
                let user = self.principal.user.ok_or(Error::NoMe)?;
                world.personal_drive(user).ok_or_else(not_found)?
            }
            DriveAddress::User(name) => {
                let user = find::user(world, name).ok_or_else(not_found)?;
                world.personal_drive(user.id).ok_or_else(not_found)?
            }
            DriveAddress::Group(id) => find::group(world, id).ok_or_else(not_found)?,
            DriveAddress::Site(site) => find::site(world, site).ok_or_else(not_found)?,
            // A link shares an item, see `reach_as`, and never a drive.
            DriveAddress::Share(_) => return Err(not_found()),
            DriveAddress::Id(id) => match ids::parse_drive(world, id) {
                Some(drive) => drive,
                None if ids::is_drive(id) => return Err(not_found()),
                None => return Err(Error::Invalid("The provided drive id appears to be malformed.")),
            },
        })
    }

    /// Returns a drive if the caller may reach all of it: people reach their own ones, an application by itself those of
    /// the whole organisation.
    pub fn check<'w>(&self, world: &World, drive: &'w Drive) -> Result<&'w Drive, Error> {
        let confined = self.reach == Reach::AppFolder;
        self.owns(world, drive)
            .filter(|_| !confined)
            .ok_or_else(|| world::Error::Unreachable(drive.id).into())
    }

    /// Returns a drive if it is the caller's, however little of it the token opens.
    fn owns<'w>(&self, world: &World, drive: &'w Drive) -> Option<&'w Drive> {
        let alone = self.principal.user.is_none();
        let is_open = alone && !drive.is_disabled;
        (is_open || world.admits(drive, &self.principal)).then_some(drive)
    }
}
