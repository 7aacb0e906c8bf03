//! Addresses with which a page edits a document as the user.

use axum::response::Response;

use super::share;
use crate::{
    http::{LinkBase, Operation},
    kdocs::{
        auth::{edit_token, token::Personal},
        error::Error,
        json::Id,
        respond, scopes,
        wire::{ShareLink, UrlWithToken},
    },
    world::Role,
};

/// <https://developer.kdocs.cn/server/personal/links-with-token.html>
pub const LINK: Operation =
    Operation { name: "personal.files.links.with_edit_token.get", ..scopes::MAKE_EDIT_URL };

/// <https://developer.kdocs.cn/server/personal/url-with-token.html>
pub const URL: Operation =
    Operation { name: "personal.files.url.with_edit_token.get", ..scopes::MAKE_EDIT_URL };

/// Returns the link of a shared document with an edit token of the user.
///
/// Handles `GET /api/v1/openapi/personal/files/{file_token}/links/with_edit_token`.
pub fn link(Personal(caller): Personal, Id(id): Id, base: LinkBase) -> Result<Response, Error> {
    let url = caller.sandbox().write(|world, now| {
        let (node, _) = share::reach(&caller, world, &id, now)?;
        let link = ShareLink::of(&base, node, share::needed(world, node, &id, now)?);
        let token = edit_token::make(world, caller.principal, now)?;
        Ok::<_, Error>(UrlWithToken::of(&link.link_url, &token))
    })?;
    Ok(respond::success(&url))
}

/// Returns the address of a document with an edit token of the user, who may change the document.
///
/// Handles `GET /api/v1/openapi/personal/files/{file_token}/url/with_edit_token`.
pub fn url(Personal(caller): Personal, Id(id): Id, base: LinkBase) -> Result<Response, Error> {
    let url = caller.sandbox().write(|world, now| {
        let (node, role) = share::reach(&caller, world, &id, now)?;
        if role < Role::Write {
            return Err(Error::PermissionDenied(format!("the document {id} may only be read").into()));
        }
        let address = UrlWithToken::address(&base, node);
        let token = edit_token::make(world, caller.principal, now)?;
        Ok(UrlWithToken::of(&address, &token))
    })?;
    Ok(respond::success(&url))
}
