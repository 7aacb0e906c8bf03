//! KooDrive's callers: an access token in several spellings, or a request signed by an application.
//!
//! See <https://support.huaweicloud.com/api-koodrive/koodrive_05_0010.html> and reference 2 and 10.

use std::ops::Deref;

use axum::http::request::Parts;
use bytes::Bytes;

use super::{app, token};
use super::{
    headers::{authorization, note_headers},
    signature::Signature,
};
use crate::{
    http::{
        self, Applicant, Call, Covers, FromBody, FromObject, FromParts, Operation, Refusal, body::BodyError,
    },
    koodrive::{error::Error, ids, json},
    world::{self, Abilities, Ability, Api, BinLevel, Drive, DriveId, Node, UserId, World},
};

/// A caller with credentials that allow the operation, and the body, which may be signed with them.
#[derive(Clone)]
pub struct Caller {
    /// The caller as all providers know one.
    pub guard: http::Caller,
    /// The person: every token and every signature stands for one.
    pub user: UserId,
    /// Whether an application has signed the request.
    pub is_signed: bool,
    body: Bytes,
}

impl Deref for Caller {
    type Target = http::Caller;

    fn deref(&self) -> &http::Caller {
        &self.guard
    }
}

impl FromBody for Caller {
    type Refusal = Error;
    type Head = Self;

    const COVERS: Option<Covers> = Some(|parts| signature(parts).map(|_| json::LIMIT));

    fn head(parts: &Parts) -> Result<(Self, u64), Error> {
        let call = Call::of(&parts.extensions);
        let Ok(operation) = <&'static Operation>::from_parts(parts);
        note_headers(call, &parts.headers);
        let signature = signature(parts);
        let applicant = if let Some(signature) = &signature {
            app::signed(call, operation, parts, signature, &http::covered(parts)?)?
        } else {
            Applicant::bearer(call, Api::Koodrive, operation, token::token(&parts.headers))?
        };
        let user = applicant.principal.user.ok_or(Refusal::UnknownToken)?;
        if call.world().user(user).is_none_or(|user| user.is_disabled) {
            call.note("the person is locked out");
            return Err(Refusal::UnknownToken.into());
        }
        let (guard, is_signed) = (applicant.admit(operation)?, signature.is_some());
        Ok((Self { guard, user, is_signed, body: Bytes::new() }, json::LIMIT))
    }

    fn from_body(head: Self, _: &Parts, body: Result<Bytes, BodyError>) -> Result<Self, Error> {
        Ok(Self { body: body?, ..head })
    }
}

/// Returns the signature of a request that has one.
fn signature(parts: &Parts) -> Option<Signature<'_>> {
    authorization(&parts.headers).and_then(Signature::parse)
}

impl Caller {
    /// Returns the body, read as JSON.
    pub fn body<T: FromObject>(&self) -> Result<T, Error> {
        json::parse(&self.call, &self.body)
    }

    /// Returns the space of this id, if the caller is one of its people, or of a family that shares a folder in it.
    pub fn space<'w>(&self, world: &'w World, id: &str) -> Result<&'w Drive, world::Error> {
        let id = ids::parse_container(world, id).ok_or(world::Error::NoDrive)?;
        let drive = world.drive(id)?;
        let is_guest = || world.drive_in_use(id).is_ok() && world.shares_folder_in(id, self.user);
        if world.owned(drive, &self.principal).is_some() || is_guest() {
            Ok(drive)
        } else {
            Err(self.closed(world, id))
        }
    }

    /// Returns the space of this id, if the caller may do this in it.
    pub fn space_for<'w>(
        &self,
        world: &'w World,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Drive, world::Error> {
        let drive = self.space(world, id)?;
        let may = world.owned(drive, &self.principal).is_some_and(|abilities| abilities.has(ability));
        if may { Ok(drive) } else { Err(world::Error::Unreachable(drive.id)) }
    }

    /// Returns an item of a space that is not in its bin, if the caller may do this with it; `root` names its root.
    pub fn live_item<'w>(
        &self,
        world: &'w World,
        space: &str,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Node, world::Error> {
        let node = item_or_root(world, self.space(world, space)?, id)?;
        world.live(node.id)?;
        self.permitted(world, node, ability)
    }

    /// Returns an item, if the caller may do this with it.
    pub fn permitted<'w>(
        &self,
        world: &World,
        node: &'w Node,
        ability: Ability,
    ) -> Result<&'w Node, world::Error> {
        if self.abilities(world, node).has(ability) { Ok(node) } else { Err(self.closed(world, node.drive)) }
    }

    /// Returns why a space is closed to the caller: their own ones may be disabled.
    fn closed(&self, world: &World, id: DriveId) -> world::Error {
        let is_theirs = |drive: &&Drive| world.given(drive, &self.principal).is_some();
        match world.drive(id).ok().filter(is_theirs) {
            Some(drive) if drive.is_disabled => world::Error::Disabled(id),
            _ => world::Error::Unreachable(id),
        }
    }

    /// Returns what the caller may do with an item.
    pub fn abilities(&self, world: &World, node: &Node) -> Abilities {
        world.abilities_of(&self.principal, node, self.now())
    }

    /// Whether the caller administers the tenant.
    pub fn is_administrator(&self, world: &World) -> bool {
        world.user(self.user).is_some_and(|user| user.is_administrator)
    }

    /// Returns an item of a space of the caller's, if they may do this with it and with what lies below it.
    pub fn permit<'w>(
        &self,
        world: &World,
        node: &'w Node,
        ability: Ability,
    ) -> Result<&'w Node, world::Error> {
        let may = world.abilities_throughout(&self.principal, node, self.now()).has(ability);
        if may { Ok(node) } else { Err(self.closed(world, node.drive)) }
    }
}

/// Returns an item of a space, wherever in it or its bin.
pub fn item<'w>(world: &'w World, space: &Drive, id: &str) -> Result<&'w Node, world::Error> {
    let node = world.node(ids::parse_file(world, id).ok_or(world::Error::NotFound)?)?;
    if node.drive != space.id {
        return Err(world::Error::OtherDrive(node.drive));
    }
    // The bin of this service has one level: what has sunk below it is gone.
    if world.bin_level(node.id) == Some(BinLevel::Second) {
        return Err(world::Error::NotFound);
    }
    Ok(node)
}

/// Returns an item of a space as [`item`] does, or its root by the name that every root has.
pub fn item_or_root<'w>(world: &'w World, space: &Drive, id: &str) -> Result<&'w Node, world::Error> {
    if id == ids::ROOT_NAME { Ok(world.node(space.root)?) } else { item(world, space, id) }
}
