//! Files as downloads send them: whole, or the part that is asked for.

use axum::{
    body::Body,
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use percent_encoding::utf8_percent_encode;

use super::{
    date,
    pairs::ESCAPED,
    pieces::pieces,
    range::{self, RequestedRange},
};
use crate::world::{Content, Timestamp};

/// A file that is sent to be saved.
pub struct FileResponse<'a> {
    /// The name to save it under.
    pub name: &'a str,
    /// The bytes.
    pub content: &'a Content,
    /// The entity tag in its quotes: it stays the same while the bytes do.
    pub tag: &'a str,
    /// When the bytes were last changed.
    pub modified: Timestamp,
}

impl FileResponse<'_> {
    /// Returns the response; none if a range is asked for that the file does not have.
    pub fn respond(&self, headers: &HeaderMap) -> Option<Response> {
        let size = self.content.size();
        let modified = date::http(self.modified);
        let (status, range) = match requested(headers, self.tag, &modified, size) {
            RequestedRange::Whole => (StatusCode::OK, 0..size),
            RequestedRange::Part(part) => (StatusCode::PARTIAL_CONTENT, part),
            RequestedRange::Nothing => return None,
        };
        let content_range = (status == StatusCode::PARTIAL_CONTENT)
            .then(|| (header::CONTENT_RANGE, format!("bytes {}-{}/{size}", range.start, range.end - 1)));
        let fixed = [
            (header::ACCEPT_RANGES, "bytes".into()),
            (header::CONTENT_LENGTH, (range.end - range.start).to_string()),
            (header::ETAG, self.tag.to_owned()),
            (header::LAST_MODIFIED, modified),
        ];
        let mime = mime_guess::from_path(self.name).first_or_octet_stream();
        let body = pieces(self.content.slices(range));
        let mut response = to_save(body, mime.essence_str(), Some(self.name));
        *response.status_mut() = status;
        // All of them are graphic characters: a name is escaped.
        let valued = fixed.into_iter().chain(content_range);
        let valued = valued.filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?)));
        response.headers_mut().extend(valued);
        Some(response)
    }
}

/// Returns a response with stored bytes, or what was made of them, to be saved: under this name, where there is one.
///
/// No content leaves the server in another way. Anybody may have stored it, and shown by a browser it would be a page of
/// this server.
pub fn to_save(body: Body, mime: &str, name: Option<&str>) -> Response {
    let mut response = Response::new(body);
    let headers = response.headers_mut();
    let disposition = name.map_or_else(|| "attachment".into(), disposition);
    // All of them are graphic characters: a name is escaped.
    let valued = [(header::CONTENT_TYPE, mime), (header::CONTENT_DISPOSITION, &disposition)];
    headers.extend(
        valued.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::try_from(value).ok()?))),
    );
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// What is asked of the file: the range, unless the client has a part of something else.
fn requested(headers: &HeaderMap, tag: &str, modified: &str, size: u64) -> RequestedRange {
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
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ESCAPED))
}
