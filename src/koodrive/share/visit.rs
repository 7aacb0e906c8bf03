//! Coming to a share, and proving that one knows its code.
//!
//! See <https://support.huaweicloud.com/api-koodrive/verifyExtractCode.html>.

use axum::response::Response;
use serde::Deserialize;

use super::find;
use crate::{
    http::{LinkBase, Operation, Refusal},
    koodrive::{
        auth::{Caller, public::PublicRequest},
        error::Error,
        ids,
        json::Query,
        render::{ShareRender, Shown},
        respond,
        scopes::{PUBLIC, READ},
        wire::{ShareUser, Shared, VisitToken},
    },
    world::{Audience, Error as WorldError, Share, Timestamp, World},
};

/// Opens a share.
pub const VISIT_SHARE: Operation = Operation { name: "visitShare", ..READ };
/// Returns who shares.
pub const GET_SHARE_USER_INFO: Operation = Operation { name: "getShareUserInfo", ..READ };
/// Returns who shares with everybody.
pub const GET_SHARE_USER_INFO_PUBLIC: Operation = Operation { name: "getShareUserInfoPublic", ..PUBLIC };
/// Lets in whoever knows the code.
pub const VERIFY_EXTRACT_CODE: Operation = Operation { name: "verifyExtractCode", ..READ };
/// Lets in whoever knows the code of what is shared with everybody.
pub const VERIFY_EXTRACT_CODE_PUBLIC: Operation = Operation { name: "verifyExtractCodePublic", ..PUBLIC };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct VerifyBody {
    short_url: String,
    extract_code: String,
}

/// Opens a share, which counts as a view; one without a code is among those that the caller got from then on.
///
/// Handles `GET /koodrive/ose/v1/share/visit`.
pub fn visit(base: LinkBase, query: Query, caller: Caller) -> Result<Response, Error> {
    let short_url = query.required("shortUrl")?;
    let (number, world) = caller.sandbox().write_and_view(|world, now| {
        let share = find::opened(world, short_url, now)?;
        find::is_for(world, share, caller.user)?;
        let (number, is_open) = (share.number, share.terms.code.is_none());
        if share.owner != caller.user {
            world.count_share(number, |counts| counts.views += 1)?;
        }
        if is_open {
            world.enter_share(number, caller.user, now)?;
        }
        Ok::<_, Error>(number)
    })?;
    let share = world.share_numbered(number).ok_or(WorldError::NotFound)?;
    let shown = if share.terms.code.is_some() { Shown::Closed } else { Shown::Files };
    let render = ShareRender { world: &world, base: &base, thumbnails: None };
    Ok(respond::beside(Shared { share_link: render.link(share, shown) }))
}

/// Returns who shares.
///
/// Handles `GET /koodrive/ose/v1/share/userInfo`.
pub fn user_info(query: Query, caller: Caller) -> Result<Response, Error> {
    let share = find::opened(caller.world(), query.required("shortUrl")?, caller.now())?;
    respond_user(caller.world(), share)
}

/// Returns who shares with everybody.
///
/// Handles `GET /koodrive/ose/v1/share/public/userInfo`.
pub fn public_user_info(query: Query, request: PublicRequest) -> Result<Response, Error> {
    let call = &request.call;
    respond_user(call.world(), public(call.world(), query.required("shortUrl")?, call.now())?)
}

/// Returns the token of a visitor to whoever knows the code of a share, which they got from then on.
///
/// Handles `POST /koodrive/ose/v1/share/verify`.
pub fn verify(caller: Caller) -> Result<Response, Error> {
    let VerifyBody { short_url, extract_code } = caller.body()?;
    let kdstoken = caller.sandbox().write(|world, now| {
        let share = find::opened(world, &short_url, now)?;
        find::is_for(world, share, caller.user)?;
        let (number, kdstoken) = (share.number, check(share, &extract_code, now)?);
        world.enter_share(number, caller.user, now)?;
        Ok::<_, Error>(kdstoken)
    })?;
    Ok(respond::beside(VisitToken { kdstoken }))
}

/// Returns the token of a visitor to whoever knows the code of what is shared with everybody.
///
/// Handles `POST /koodrive/ose/v1/share/public/verify`.
pub fn verify_public(request: PublicRequest) -> Result<Response, Error> {
    let VerifyBody { short_url, extract_code } = request.body()?;
    let call = &request.call;
    let share = public(call.world(), &short_url, call.now())?;
    Ok(respond::beside(VisitToken { kdstoken: check(share, &extract_code, call.now())? }))
}

fn check(share: &Share, code: &str, now: Timestamp) -> Result<String, Error> {
    if share.terms.code.as_deref().is_some_and(|known| known != code) {
        return Err(Error::Parameters);
    }
    Ok(find::token(share, now))
}

/// Returns a share that is for everybody.
fn public<'w>(world: &'w World, short_url: &str, now: Timestamp) -> Result<&'w Share, Error> {
    let share = find::opened(world, short_url, now)?;
    if share.terms.audience == Audience::Anyone { Ok(share) } else { Err(Refusal::NoToken.into()) }
}

fn respond_user(world: &World, share: &Share) -> Result<Response, Error> {
    let owner = world.user(share.owner).ok_or(WorldError::NotFound)?;
    let (user_id, user_name) = (ids::user(owner.id), owner.display_name.to_string());
    Ok(respond::beside(ShareUser { user_id, user_name }))
}
