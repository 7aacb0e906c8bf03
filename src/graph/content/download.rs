//! Downloads from pre-authenticated addresses: each opens a version of a file for an hour, without a token.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    graph::{
        address::sealed::{Kind, Sealed},
        error::Error,
        json::Path,
        render::tags,
        scopes,
    },
    http::{
        self, Call, Operation, Refusal, date,
        range::{self, RequestedRange},
    },
    world::{self, Node, Version},
};

/// Reads the content of a file by a pre-authenticated address.
pub const DOWNLOAD: Operation = Operation { name: "content.download", ..scopes::ADDRESS };

/// The characters that an extended header parameter escapes.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Sends the content of a file, or the range of it that is requested.
///
/// Handles `GET /_api/v2.0/download/{sealed}`.
pub async fn download(call: Call, Path(sealed): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let Some(Sealed::Download { node, version, until }) = Sealed::read(Kind::Download, &sealed) else {
        return Err(world::Error::NotFound.into());
    };
    if call.now() >= until {
        return Err(Refusal::ExpiredToken.into());
    }
    let world = call.world();
    let node = world.live(node)?;
    let Version { number, content, modified } = version_of(node, version).ok_or(world::Error::NotFound)?;
    // A download is resumed only if the tag is the same, so renaming the file must not change it.
    let tag = format!("\"{}\"", tags::content_tag(world, node, number).trim_matches('"'));
    let modified = date::http(modified.at);
    if tags::if_none_match(&headers).is_some_and(|list| tags::lists(list, &tag)) {
        return response(StatusCode::NOT_MODIFIED, [(header::ETAG, tag)], Body::empty());
    }
    let size = content.size();
    let (status, range) = match requested_range(&headers, &tag, &modified, size) {
        RequestedRange::Whole => (StatusCode::OK, 0..size),
        RequestedRange::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        RequestedRange::Nothing => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((range, Error::NoRange).into_response());
        }
    };
    let content_range = (status == StatusCode::PARTIAL_CONTENT)
        .then(|| (header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1)));
    let fixed = [
        (header::ACCEPT_RANGES, "bytes".into()),
        (header::CONTENT_LENGTH, (range.end - range.start).to_string()),
        (header::CONTENT_TYPE, mime_guess::from_path(&*node.name).first_or_octet_stream().to_string()),
        (header::CONTENT_DISPOSITION, disposition(&node.name)),
        (header::ETAG, tag),
        (header::LAST_MODIFIED, modified),
    ];
    response(status, fixed.into_iter().chain(content_range), http::pieces(content.slices(range)))
}

/// Returns a response with these headers.
fn response(
    status: StatusCode,
    headers: impl IntoIterator<Item = (HeaderName, String)>,
    body: Body,
) -> Result<Response, Error> {
    let builder = Response::builder().status(status);
    let builder = headers.into_iter().fold(builder, |builder, (name, value)| builder.header(name, value));
    builder.body(body).map_err(Error::internal)
}

/// Returns a version of a file, the current one or an earlier one.
fn version_of(node: &Node, number: u32) -> Option<Version> {
    let world::NodeKind::File { content, version, history } = &node.kind else { return None };
    if *version == number {
        return Some(Version { number: *version, content: content.clone(), modified: node.modified });
    }
    history.as_ref()?.iter().find(|earlier| earlier.number == number).cloned()
}

/// Returns the range that is requested: the whole file if `If-Range` names another content.
fn requested_range(headers: &HeaderMap, tag: &str, modified: &str, size: u64) -> RequestedRange {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::RANGE), text(header::IF_RANGE)) {
        (None, _) => RequestedRange::Whole,
        (Some(_), Some(validator)) if validator != tag && validator != modified => RequestedRange::Whole,
        (Some(range), _) => range::requested(range, size),
    }
}

/// Returns the `Content-Disposition` with the name of the file; see <https://www.rfc-editor.org/rfc/rfc6266>.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '_' })
        .filter(|letter| !matches!(letter, '"' | '\\' | '%'))
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, &ESCAPED))
}
