//! Which share is meant, and who is let in.

use crate::{
    http::{Refusal, cursor},
    koodrive::{auth::Visitor, error::Error, ids},
    world::{Audience, Error as WorldError, Node, NodeId, Share, Timestamp, UserId, World},
};

/// For how many minutes the token of a visitor holds.
const VISIT: u64 = 24 * 60;

/// Returns the share that a short address opens, if it has not ended.
pub fn opened<'w>(world: &'w World, short_url: &str, now: Timestamp) -> Result<&'w Share, Error> {
    held(world, ids::parse_short_url(world, short_url), now)
}

/// Returns the share of this id, if it has not ended.
pub fn identified<'w>(world: &'w World, id: &str, now: Timestamp) -> Result<&'w Share, Error> {
    held(world, ids::parse_share(id), now)
}

fn held(world: &World, number: Option<u64>, now: Timestamp) -> Result<&Share, Error> {
    let share = number.and_then(|number| world.share_numbered(number));
    Ok(share.filter(|share| now < share.terms.expires).ok_or(WorldError::NotFound)?)
}

/// Returns a share of this person's, whether it has ended or not.
pub fn own<'w>(world: &'w World, user: UserId, id: &str) -> Result<&'w Share, Error> {
    let share = ids::parse_share(id).and_then(|number| world.share_numbered(number));
    Ok(share.filter(|share| share.owner == user).ok_or(WorldError::NotFound)?)
}

/// Returns a share that this person got, whether it has ended or not.
pub fn received<'w>(world: &'w World, user: UserId, id: &str) -> Result<&'w Share, Error> {
    let number = ids::parse_share(id).ok_or(WorldError::NotFound)?;
    let found = world.shares_received(user).find(|share| share.number == number);
    Ok(found.ok_or(WorldError::NotFound)?)
}

/// Refuses people whom a share is not for.
pub fn is_for(world: &World, share: &Share, user: UserId) -> Result<(), Error> {
    if world.is_share_for(share, user) { Ok(()) } else { Err(Error::NoPermission) }
}

/// Refuses those to whom a share stays closed: people whom it is not for, who did not prove that they know its code, and
/// anybody without the token of a visitor.
pub fn enter(visitor: &Visitor, world: &World, share: &Share, token: Option<&str>) -> Result<(), Error> {
    let proved = token.is_some_and(|token| is_valid(token, share, visitor.call().now()));
    match visitor.user() {
        Some(user) if user == share.owner => Ok(()),
        Some(user) => {
            is_for(world, share, user)?;
            if proved || share.terms.code.is_none() { Ok(()) } else { Err(Error::NoPermission) }
        }
        None if token.is_none() || share.terms.audience != Audience::Anyone => Err(Refusal::NoToken.into()),
        None if proved => Ok(()),
        None => Err(Refusal::UnknownToken.into()),
    }
}

/// Returns the token of a visitor who knew the code of a share.
pub fn token(share: &Share, now: Timestamp) -> String {
    let until = minutes(now) + VISIT;
    ids::visit(share.number, (print(share) << 32) | (until & 0xffff_ffff))
}

fn is_valid(token: &str, share: &Share, now: Timestamp) -> bool {
    let Some([number, proof]) = ids::parse_visit(token) else { return false };
    number == share.number && proof >> 32 == print(share) && minutes(now) < (proof & 0xffff_ffff)
}

/// Returns a print of the code of a share: another code is another print.
fn print(share: &Share) -> u64 {
    cursor::print(&share.terms.code) >> 32
}

fn minutes(at: Timestamp) -> u64 {
    at.seconds().unsigned_abs() / 60
}

/// Returns an item of a share that others can reach: one that was shared, or that lies below one.
pub fn item<'w>(world: &'w World, share: &Share, id: &str, now: Timestamp) -> Result<&'w Node, WorldError> {
    let id = ids::parse_file(world, id).ok_or(WorldError::NotFound)?;
    within(world, share, id, now)?;
    Ok(world.live(id)?)
}

fn within(world: &World, share: &Share, id: NodeId, now: Timestamp) -> Result<(), WorldError> {
    let is_shared = share.items.iter().any(|item| world.is_within(id, item.node));
    if !is_shared {
        return Err(WorldError::NotFound);
    }
    // Withdrawn elsewhere, if it does not lie in the bin.
    world.live(id)?;
    if world.shared_items(share, now).any(|top| world.is_within(id, top.id)) {
        Ok(())
    } else {
        Err(WorldError::NotFound)
    }
}
