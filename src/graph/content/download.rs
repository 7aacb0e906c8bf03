//! Downloads from pre-authenticated addresses: each opens a version of a file for an hour, without a token.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>.

use axum::{
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
};

use super::office;
use crate::{
    graph::{
        address::sealed::{Kind, Sealed},
        error::Error,
        render::tags,
        scopes,
    },
    http::{self, Call, FileResponse, Operation, Refusal},
    world::{self, Node, Version},
};

/// Reads the content of a file by a pre-authenticated address.
pub const DOWNLOAD: Operation = Operation { name: "content.download", ..scopes::ADDRESS };

/// The parameters of such an address.
const OWN: [&str; 4] = ["UniqueId", "Translate", "tempauth", "ApiVersion"];

/// Sends the content of a file, or the range of it that is requested.
///
/// Handles `GET /_layouts/15/download.aspx`.
pub fn download(call: Call, uri: Uri, headers: HeaderMap) -> Result<Response, Error> {
    let token = uri.query().and_then(Sealed::token_in).ok_or(Refusal::NoToken)?;
    http::mark_query(&call, uri.query().unwrap_or_default(), |name| OWN.contains(&name));
    let Some(Sealed::Download { node, version, until }) = Sealed::read(Kind::Download, token) else {
        return Err(world::Error::NotFound.into());
    };
    if call.now() >= until {
        return Err(Refusal::ExpiredToken.into());
    }
    let world = call.world();
    let node = world.live(node)?;
    let Version { number, content, modified } = version_of(node, version).ok_or(world::Error::NotFound)?;
    let content = office::downloaded(&call, node, content);
    let is_current = number == node.version();
    // An earlier version has no eTag of its own, and must not be taken for the current one.
    let tag = if is_current { tags::e_tag(node) } else { tags::content_tag(node, number) };
    let is_known = |list| tags::lists(list, &tag) || is_current && tags::names(list, node);
    if tags::Known::of(&headers).list().is_some_and(is_known) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, &*tag)]).into_response());
    }
    let file = FileResponse { name: &node.name, content: &content, tag: &tag, modified: modified.at };
    Ok(file.respond(&headers).unwrap_or_else(|| {
        let range = [(header::CONTENT_RANGE, format!("bytes */{}", content.size()))];
        (range, Error::NoRange).into_response()
    }))
}

/// Returns a version of a file, the current one or an earlier one.
fn version_of(node: &Node, number: u32) -> Option<Version> {
    let world::NodeKind::File { content, version, history } = &node.kind else { return None };
    if *version == number {
        return Some(Version { number: *version, content: content.clone(), modified: node.modified });
    }
    history.as_ref()?.iter().find(|earlier| earlier.number == number).cloned()
}
