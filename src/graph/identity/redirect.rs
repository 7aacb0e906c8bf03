//! The address of an application, to which a browser carries the result of an authorization.

use axum::{
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use percent_encoding::utf8_percent_encode;

use super::{error::IdentityError, form::FormPairs, pages, respond::no_store};
use crate::http;

/// How the browser carries the result.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ResponseMode {
    Query,
    Fragment,
    FormPost,
}

/// Where the result goes, and how.
pub struct RedirectTarget<'a> {
    pub redirect_uri: &'a str,
    mode: ResponseMode,
    state: Option<&'a str>,
}

impl<'a> RedirectTarget<'a> {
    /// Reads the address and the mode, and refuses an address that nothing may be sent to.
    pub fn read(query: &'a FormPairs) -> Result<Self, IdentityError> {
        let redirect_uri = query.field("redirect_uri")?;
        if !is_redirect_uri(redirect_uri) {
            return Err(IdentityError::Parameter("redirect_uri"));
        }
        let mode = match query.get("response_mode") {
            None | Some("query") => ResponseMode::Query,
            Some("fragment") => ResponseMode::Fragment,
            Some("form_post") => ResponseMode::FormPost,
            Some(_) => return Err(IdentityError::Parameter("response_mode")),
        };
        Ok(Self { redirect_uri, mode, state: query.get("state") })
    }

    /// Sends a refusal to the application.
    pub fn refuse(&self, refused: &IdentityError) -> Response {
        let reply = refused.reply();
        self.send(&[("error", reply.error), ("error_description", &reply.description())])
    }

    /// Sends the pairs, and the state, to the application.
    pub fn send(&self, pairs: &[(&str, &str)]) -> Response {
        let pairs: Vec<_> = pairs.iter().copied().chain(self.state.map(|state| ("state", state))).collect();
        let first = match self.mode {
            ResponseMode::FormPost => return pages::form_post(self.redirect_uri, &pairs),
            ResponseMode::Fragment => '#',
            ResponseMode::Query if self.redirect_uri.contains('?') => '&',
            ResponseMode::Query => '?',
        };
        let pairs =
            pairs.iter().map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, http::ESCAPED)));
        let location = format!("{}{first}{}", self.redirect_uri, pairs.collect::<Vec<_>>().join("&"));
        let mut response = http::empty(StatusCode::FOUND);
        if let Ok(location) = HeaderValue::try_from(location) {
            response.headers_mut().insert(header::LOCATION, location);
        }
        no_store(response)
    }
}

/// Returns whether a response may be sent there: an absolute address without a fragment, of a scheme that runs no script.
///
/// The fixture's applications register no addresses, so every other one is taken.
fn is_redirect_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let scheme = scheme.to_ascii_lowercase();
    let well_formed = scheme.starts_with(|c: char| c.is_ascii_lowercase())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
        && text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'"' | b'<' | b'>' | b'\\'));
    let has_host = || rest.strip_prefix("//").is_some_and(|host| !host.is_empty() && !host.starts_with('/'));
    match scheme.as_str() {
        "javascript" | "data" | "vbscript" | "file" => false,
        "http" | "https" => well_formed && has_host(),
        _ => well_formed && !rest.is_empty(),
    }
}

#[cfg(test)]
mod tests {
    use super::is_redirect_uri;

    #[test]
    fn a_response_goes_to_absolute_addresses_that_run_no_script() {
        for uri in [
            "http://localhost",
            "http://localhost:53682/",
            "https://app.example.com/callback?tenant=1",
            "msalabc://auth",
            "urn:ietf:wg:oauth:2.0:oob",
        ] {
            assert!(is_redirect_uri(uri), "{uri}");
        }
        for uri in [
            "",
            "/callback",
            "localhost",
            "http://",
            "http:///x",
            "https://app.example.com/#x",
            "https://app.example.com/\r\nSet-Cookie: a",
            "https://app.example.com/\"><script>",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
        ] {
            assert!(!is_redirect_uri(uri), "{uri}");
        }
    }
}
