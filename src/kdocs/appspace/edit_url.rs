//! Addresses with which a page edits a document of an application as a user.

use axum::response::Response;

use super::place;
use crate::{
    http::{LinkBase, Operation},
    kdocs::{
        auth::{edit_token, signed::WithUser},
        error::Error,
        json::Id,
        respond, scopes,
        wire::UrlWithToken,
    },
    world::Principal,
};

/// <https://developer.kdocs.cn/server/appspace/url-with-token.html>
pub const URL: Operation = Operation { name: "appspace.files.url.with_edit_token.get", ..scopes::WRITE_USER };

/// Returns the address of a document with an edit token of the user whose token stands in the query.
///
/// Handles `GET /api/v1/openapi/appspace/files/{file_token}/url/with_edit_token`.
pub fn url(WithUser { caller, user }: WithUser, Id(token): Id, base: LinkBase) -> Result<Response, Error> {
    let url = caller.sandbox().write(|world, now| {
        let address = UrlWithToken::address(&base, place::find_file(&caller, world, &token)?);
        let whose = Principal { user: Some(user), app: caller.principal.app };
        Ok::<_, Error>(UrlWithToken::of(&address, &edit_token::make(world, whose, now)?))
    })?;
    Ok(respond::success(&url))
}
