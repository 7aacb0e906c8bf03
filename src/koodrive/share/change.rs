//! Changing a share, ending it, and leaving one.
//!
//! See <https://support.huaweicloud.com/intl/en-us/api-koodrive-carrier/updateShare.html>. The bodies of the other two
//! calls are not published.

use axum::response::Response;
use serde::Deserialize;

use super::{find, terms};
use crate::{
    http::{LinkBase, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        jobs::distinct,
        json::Id,
        render::{ShareRender, Shown},
        respond,
        scopes::WRITE,
        wire::Shared,
    },
    world::Error as WorldError,
};

/// Changes a share.
pub const UPDATE_SHARE: Operation = Operation { name: "updateShare", ..WRITE };
/// Ends shares.
pub const CANCEL_SHARE: Operation = Operation { name: "cancelShare", ..WRITE };
/// Leaves shares of others.
pub const EXIT_SHARE: Operation = Operation { name: "exitShare", ..WRITE };

/// The most shares of one call.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct UpdateBody {
    extract_code: Option<String>,
    comment: Option<String>,
    valid_days: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct BatchBody {
    share_ids: Vec<String>,
}

/// Changes the code, the comment or the end of a share of the caller's.
///
/// Handles `PUT /koodrive/ose/v1/share/{share_id}`.
pub fn update(base: LinkBase, Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let UpdateBody { extract_code, comment, valid_days } = caller.body()?;
    let code = extract_code.as_deref().map(terms::code).transpose()?;
    let comment = comment.as_deref().map(terms::comment).transpose()?;
    let (number, world) = caller.sandbox().write_and_view(|world, now| {
        let number = find::own(world, caller.user, &id)?.number;
        let expires = if valid_days == 0 { None } else { Some(terms::after(valid_days, now)?) };
        let change = |terms: &mut crate::world::ShareTerms| {
            terms.code = code.unwrap_or(terms.code.take());
            terms.expires = expires.unwrap_or(terms.expires);
            if let Some(comment) = comment {
                terms.comment = comment;
            }
        };
        world.change_share(number, change, now)?;
        Ok::<_, Error>(number)
    })?;
    let share = world.share_numbered(number).ok_or(WorldError::NotFound)?;
    let render = ShareRender { world: &world, base: &base, thumbnails: None };
    Ok(respond::beside(Shared { share_link: render.link(share, Shown::Whole) }))
}

/// Ends shares of the caller's.
///
/// Handles `POST /koodrive/ose/v1/share/cancel`.
pub fn cancel(caller: Caller) -> Result<Response, Error> {
    let ids = batch(&caller)?;
    caller.sandbox().write(|world, _| {
        ids.iter().try_for_each(|id| {
            let number = find::own(world, caller.user, id)?.number;
            Ok::<_, Error>(world.end_share(number)?)
        })
    })?;
    Ok(respond::done())
}

/// Takes the caller out of shares that they got.
///
/// Handles `POST /koodrive/ose/v1/share/exit`.
pub fn exit(caller: Caller) -> Result<Response, Error> {
    let ids = batch(&caller)?;
    caller.sandbox().write(|world, _| {
        ids.iter().try_for_each(|id| {
            let number = find::received(world, caller.user, id)?.number;
            Ok::<_, Error>(world.leave_share(number, caller.user)?)
        })
    })?;
    Ok(respond::done())
}

fn batch(caller: &Caller) -> Result<Vec<String>, Error> {
    let BatchBody { share_ids } = caller.body()?;
    if !(1..=MOST).contains(&share_ids.len()) {
        return Err(Error::Parameters);
    }
    Ok(distinct(share_ids.into_iter()))
}
