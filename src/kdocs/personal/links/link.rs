//! The link of a document: made, changed, shown and ended.

use std::time::Duration;

use axum::response::Response;
use serde::Deserialize;

use super::share::{self, Right};
use crate::{
    http::{LinkBase, Operation},
    kdocs::{
        auth::{Caller, token::Personal},
        error::Error,
        json::{Id, Json},
        respond, scopes,
        wire::ShareLink,
    },
    world::{LinkKind, LinkScope, NodeId, Permission, Permit, Stamp, Timestamp, World},
};

/// <https://developer.kdocs.cn/server/personal/create-links.html>
pub const UPDATE: Operation = Operation { name: "personal.files.links.update", ..scopes::EDIT_PERSONAL };

/// <https://developer.kdocs.cn/server/personal/get-links.html>
pub const GET: Operation = Operation { name: "personal.files.links.get", ..scopes::ACCESS_PERSONAL };

/// The vendor names it and prints no scope; the one of the other changes is ours.
pub const DELETE: Operation = Operation { name: "personal.files.links.delete", ..scopes::EDIT_PERSONAL };

/// The body of a share.
#[derive(Deserialize)]
pub struct ShareBody {
    #[serde(rename = "range")]
    _range: Range,
    #[serde(default)]
    status: Status,
    permission: Right,
    ext_perm_list: Option<Vec<Extra>>,
    period: Option<u64>,
    #[serde(default)]
    reset: bool,
}

/// The people whom a link is for; there is one word.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Range {
    Anyone,
}

/// Whether a link is open to everybody.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Status {
    #[default]
    Open,
    /// Only people who are named get in.
    Close,
}

/// What people may do beside it.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum Extra {
    Comment,
}

/// Shares a document, or changes its share; with `reset` the link gets another address.
///
/// Handles `POST /api/v1/openapi/personal/files/{file_token}/links`.
pub fn update(
    Personal(caller): Personal,
    Id(id): Id,
    base: LinkBase,
    Json(body): Json<ShareBody>,
) -> Result<Response, Error> {
    let period = body.period.map(Period::read).transpose()?;
    let link = caller.sandbox().write(|world, now| {
        let node = share::own(&caller, world, &id, now)?.id;
        let known = share::link(world, node, now).cloned();
        let new = body.link(&caller, known.as_ref(), period, now);
        // What has expired makes room for the new link.
        let gone: Vec<u64> = share::ours(world, node)
            .filter(|given| matches!(given.grant, Permit::Link { .. }))
            .filter(|given| body.reset || known.as_ref().is_none_or(|known| known.number != given.number))
            .map(|given| given.number)
            .collect();
        for number in gone {
            world.unshare(node, number)?;
        }
        let number = match known.filter(|_| !body.reset) {
            Some(known) => {
                world.edit_permission(node, known.number, |link| *link = new)?;
                known.number
            }
            None => world.share(node, new)?,
        };
        show(world, &base, node, number)
    })?;
    Ok(respond::success(&link))
}

/// Returns the share of a document.
///
/// Handles `GET /api/v1/openapi/personal/files/{file_token}/links`.
pub fn get(Personal(caller): Personal, Id(id): Id, base: LinkBase) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let (node, _) = share::reach(&caller, world, &id, now)?;
    let link = share::link(world, node.id, now).ok_or_else(|| Error::NoLink(id.clone()))?;
    Ok(respond::success(&ShareLink::of(&base, node, link)))
}

/// Ends the share of a document: its link, and what people were given by name through KDocs.
///
/// Handles `DELETE /api/v1/openapi/personal/files/{file_token}/links`.
pub fn delete(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    caller.sandbox().write(|world, now| {
        let node = share::own(&caller, world, &id, now)?.id;
        share::link(world, node, now).ok_or_else(|| Error::NoLink(id.clone()))?;
        let gone: Vec<u64> = share::ours(world, node).map(|given| given.number).collect();
        gone.into_iter().try_for_each(|number| world.unshare(node, number))?;
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

impl ShareBody {
    /// Returns the link that is asked for; what the body does not mention stays as it was known.
    fn link(
        &self,
        caller: &Caller,
        known: Option<&Permission>,
        period: Option<Period>,
        now: Timestamp,
    ) -> Permission {
        let kind = match self.permission {
            Right::Read => LinkKind::View,
            Right::Write => LinkKind::Edit,
        };
        let scope = match self.status {
            Status::Open => LinkScope::Anonymous,
            Status::Close => LinkScope::Users,
        };
        let people = known.map(|known| known.people().to_vec()).unwrap_or_default();
        let comments = self.ext_perm_list.as_ref().map(|extras| !extras.is_empty());
        let given = known.map_or(Stamp { at: now, by: caller.actor }, |known| known.given);
        let grant = Permit::Link { kind, scope, people };
        Permission {
            number: known.map_or(0, |known| known.number),
            expires: match period {
                Some(period) => period.end(now),
                None => known.and_then(|known| known.expires),
            },
            may_comment: comments.unwrap_or_else(|| known.is_some_and(|known| known.may_comment)),
            ..Permission::new(kind.role(), grant, given, caller.principal.app)
        }
    }
}

/// How many days a link is good; 0 is for ever.
#[derive(Clone, Copy)]
struct Period(u64);

impl Period {
    fn read(days: u64) -> Result<Self, Error> {
        let known = [0, 7, 30].contains(&days);
        if known { Ok(Self(days)) } else { Err(Error::Invalid("period: expect 0, 7 or 30".into())) }
    }

    fn end(self, now: Timestamp) -> Option<Timestamp> {
        (self.0 > 0).then(|| now.plus(Duration::from_hours(24 * self.0)))
    }
}

/// Returns a link that was just given.
fn show(world: &World, base: &LinkBase, node: NodeId, number: u64) -> Result<ShareLink, Error> {
    let (_, link) = world.permission(number).ok_or_else(|| Error::NoLink(number.to_string()))?;
    Ok(ShareLink::of(base, world.live(node)?, link))
}
