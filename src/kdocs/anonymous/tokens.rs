//! The tokens of previews.

use axum::response::Response;
use serde::Deserialize;

use super::create::{self, LIFE};
use crate::{
    http::{LinkBase, Operation, Refusal},
    kdocs::{
        auth::signed::Appspace,
        error::Error,
        ids,
        json::{Id, Json},
        respond, scopes,
        wire::{PreviewAddress, PreviewToken},
    },
    world::{Preview, Timestamp},
};

/// The vendor names it 查询匿名任务 and prints no page.
pub const TASK: Operation = Operation { name: "anonymous.tasks.get", ..scopes::READ };
/// <https://developer.kdocs.cn/server/anonymous/create-token.html>
pub const RENEW: Operation = Operation { name: "anonymous.token.renew", ..scopes::WRITE };
/// <https://developer.kdocs.cn/server/anonymous/delete-token.html>
pub const DELETE: Operation = Operation { name: "anonymous.token.delete", ..scopes::WRITE };

/// Returns where a preview can be seen: it is made when it is asked for.
///
/// Handles `GET /api/v1/openapi/anonymous/tasks/{task_id}`.
pub fn task(Appspace(caller): Appspace, base: LinkBase, Id(id): Id) -> Result<Response, Error> {
    let (app, now) = (create::app(&caller)?, caller.now());
    let first = ids::parse_preview_task(&id);
    let preview = first.and_then(|first| caller.world().renewed_preview(first, now));
    let preview = preview.filter(|preview| preview.app == app).ok_or(Error::NoTask(id))?;
    let token = token(preview, now);
    let url = format!("{base}/api/v1/preview/{}", token.token);
    Ok(respond::success(&PreviewAddress { status: "success", url, token }))
}

/// The token that is to be renewed.
#[derive(Deserialize)]
pub struct RenewBody {
    token: String,
}

/// Returns another token for a preview; the old one ends.
///
/// Handles `POST /api/v1/openapi/anonymous/token`.
pub fn renew(Appspace(caller): Appspace, Json(body): Json<RenewBody>) -> Result<Response, Error> {
    let app = create::app(&caller)?;
    let renewed = caller.sandbox().write(|world, now| {
        let number = ids::parse_preview(&body.token).ok_or(Refusal::UnknownToken)?;
        let renewed = world.renew_preview(app, number, now, now.plus(LIFE));
        renewed.map(|renewed| token(&renewed, now)).ok_or(Error::Refused(Refusal::UnknownToken))
    })?;
    Ok(respond::success(&renewed))
}

/// Ends a token.
///
/// Handles `DELETE /api/v1/openapi/anonymous/token/{token}`.
pub fn delete(Appspace(caller): Appspace, Id(id): Id) -> Result<Response, Error> {
    let app = create::app(&caller)?;
    caller.sandbox().write(|world, now| {
        let number = ids::parse_preview(&id).ok_or(Refusal::UnknownToken)?;
        let ended = world.end_preview(app, number, now);
        if ended { Ok(()) } else { Err(Error::Refused(Refusal::UnknownToken)) }
    })?;
    Ok(respond::done())
}

fn token(preview: &Preview, now: Timestamp) -> PreviewToken {
    let expires_in = preview.expires.since(now).as_secs();
    PreviewToken { token: ids::preview(preview.number), expires_in }
}
