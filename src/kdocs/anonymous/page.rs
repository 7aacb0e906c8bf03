//! The page of a preview: what the document is, and its text where that can be read.

use std::sync::Arc;

use axum::{http::HeaderMap, response::Response};

use crate::{
    documents::text,
    http::{self, Call, FileResponse, Operation, Refusal, html},
    kdocs::{error::Error, ids, json::Id, scopes},
    world::{Content, Preview, Shown, Timestamp},
};

/// A page of our own, as the vendor's editor is none that could be emulated.
pub const SHOW: Operation = Operation { name: "anonymous.preview.show", ..scopes::ADDRESS };
/// The document of a preview that may be downloaded.
pub const DOWNLOAD: Operation = Operation { name: "anonymous.preview.download", ..scopes::ADDRESS };

/// Shows a document.
///
/// Handles `GET /api/v1/preview/{token}`.
pub async fn show(call: Call, Id(token): Id) -> Result<Response, Error> {
    let (preview, name, content, _) = find(&call, &token)?;
    let size = content.size();
    let text = {
        let name = Arc::clone(&name);
        let room = text::room(&content);
        let read = http::heavy(call.memory(), room, move || text::of(&name, &content)).await;
        read?
    };
    let download = if preview.download {
        format!("<p><a class=\"button main\" href=\"{token}/content\">Download</a></p>\n")
    } else {
        String::new()
    };
    Ok(html::document(&name, size, &download, text.as_deref()))
}

/// Sends the document, if whoever made the preview allows it.
///
/// Handles `GET /api/v1/preview/{token}/content`.
pub fn download(call: Call, Id(token): Id, headers: HeaderMap) -> Result<Response, Error> {
    let (preview, name, content, modified) = find(&call, &token)?;
    if !preview.download {
        return Err(Error::PermissionDenied("the document may not be downloaded".into()));
    }
    let tag = format!("\"{token}.{}\"", modified.millis());
    let file = FileResponse { name: &name, content: &content, tag: &tag, modified };
    file.respond(&headers).ok_or(Error::NoRange)
}

/// Returns the preview of a token with what it shows.
fn find(call: &Call, token: &str) -> Result<(Arc<Preview>, Arc<str>, Content, Timestamp), Error> {
    let preview = ids::parse_preview(token).and_then(|number| call.world().preview(number, call.now()));
    let preview = preview.ok_or(Refusal::UnknownToken)?;
    let (name, content, modified) = match &preview.shown {
        Shown::File(node) => {
            let node = call.world().live(*node)?;
            (Arc::clone(&node.name), node.content().cloned().unwrap_or_default(), node.modified.at)
        }
        Shown::Fetched { name, content } => (Arc::clone(name), content.clone(), call.now()),
    };
    Ok((Arc::clone(preview), name, content, modified))
}
