//! Downloads from pre-authenticated addresses: whoever has one may read that version of the file for an hour.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/driveitem-get-content>.

use std::time::Duration;

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::{
    error::Error,
    json::Path,
    seal::{self, Kind},
    tags,
};
use crate::{
    http::{
        self, Access, Call, LinkBase, Operation, Refusal, date,
        range::{self, RequestedRange},
    },
    world::{self, Node, NodeId, Timestamp, Version},
};

/// Reads a file by its address.
pub const DOWNLOAD: Operation =
    Operation { name: "content.download", access: Access::Address, ..Operation::BASE };

/// How long an address is good.
const LIFE: Duration = Duration::from_hours(1);

/// The address of a version of a file.
pub fn url(base: &LinkBase, node: &Node, version: u32) -> String {
    let until = base.now.plus(LIFE).millis().cast_unsigned();
    let sealed = seal::seal(Kind::Download, [node.id.number(), version.into(), until]);
    format!("{base}/_api/v2.0/download/{sealed}")
}

/// Answers with the file, or a part of it.
pub async fn download(call: Call, Path(sealed): Path<String>, headers: HeaderMap) -> Result<Response, Error> {
    let [node, version, until] = seal::open(Kind::Download, &sealed).ok_or(world::Error::NotFound)?;
    let world = call.sandbox().snapshot();
    if call.sandbox().clock.now() >= Timestamp::from_millis(until.cast_signed()) {
        return Err(Refusal::ExpiredToken.into());
    }
    let node = world.live(NodeId::from_number(node).ok_or(world::Error::NotFound)?)?;
    let Version { number, content, modified } = version_of(node, version).ok_or(world::Error::NotFound)?;
    // It may be resumed only while the bytes are the same, so renaming must not change it.
    let tag = format!("\"{}\"", tags::content_tag(&world, node, number).trim_matches('"'));
    let modified = date::http(modified.at);
    if tags::if_none_match(&headers).is_some_and(|list| tags::lists(list, &tag)) {
        return respond(StatusCode::NOT_MODIFIED, [(header::ETAG, tag)], Body::empty());
    }
    let size = content.size();
    let (status, range) = match wanted(&headers, &tag, &modified, size) {
        RequestedRange::Whole => (StatusCode::OK, 0..size),
        RequestedRange::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
        RequestedRange::Nothing => {
            let told = [(header::CONTENT_RANGE, format!("bytes */{size}"))];
            return Ok((told, Error::NoRange).into_response());
        }
    };
    let told = (status == StatusCode::PARTIAL_CONTENT)
        .then(|| (header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1)));
    let fixed = [
        (header::ACCEPT_RANGES, "bytes".into()),
        (header::CONTENT_LENGTH, (range.end - range.start).to_string()),
        (header::CONTENT_TYPE, mime_guess::from_path(&*node.name).first_or_octet_stream().to_string()),
        (header::CONTENT_DISPOSITION, disposition(&node.name)),
        (header::ETAG, tag),
        (header::LAST_MODIFIED, modified),
    ];
    respond(status, fixed.into_iter().chain(told), http::pieces(content.slices(range)))
}

fn respond(
    status: StatusCode,
    headers: impl IntoIterator<Item = (HeaderName, String)>,
    body: Body,
) -> Result<Response, Error> {
    let builder = Response::builder().status(status);
    let builder = headers.into_iter().fold(builder, |builder, (name, value)| builder.header(name, value));
    builder.body(body).map_err(|_| Error::Internal)
}

/// A version of a file, be it the current one or an earlier one.
fn version_of(node: &Node, number: u64) -> Option<Version> {
    let world::NodeKind::File { content, version, history } = &node.kind else { return None };
    if u64::from(*version) == number {
        return Some(Version { number: *version, content: content.clone(), modified: node.modified });
    }
    history.as_ref()?.iter().find(|earlier| u64::from(earlier.number) == number).cloned()
}

/// What is asked of the file: the range, unless the client has a part of something else.
fn wanted(headers: &HeaderMap, tag: &str, modified: &str, size: u64) -> RequestedRange {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match (text(header::RANGE), text(header::IF_RANGE)) {
        (None, _) => RequestedRange::Whole,
        (Some(_), Some(seen)) if seen != tag && seen != modified => RequestedRange::Whole,
        (Some(range), _) => range::requested(range, size),
    }
}

/// The name to save it under; see <https://www.rfc-editor.org/rfc/rfc6266>.
fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|letter| if letter.is_ascii_graphic() || letter == ' ' { letter } else { '_' })
        .filter(|letter| !matches!(letter, '"' | '\\' | '%'))
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, &TOKEN))
}

/// What may stand unescaped in an extended header parameter, but for letters and digits.
const TOKEN: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
