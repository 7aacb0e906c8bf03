//! Where a code is sent: addresses of this machine, which are those that every application has registered.

use axum::{
    http::{HeaderValue, StatusCode, Uri, header},
    response::Response,
};
use percent_encoding::utf8_percent_encode;

use super::{pairs::ESCAPED, respond};

/// The registered addresses, as `GET /_mock/info` says them.
pub const ADDRESSES: &[&str] = &["http://localhost[:PORT][/PATH]", "http://127.0.0.1[:PORT][/PATH]"];

/// The hosts of the registered addresses.
const HOSTS: [&str; 2] = ["localhost", "127.0.0.1"];

/// An address that a code may be sent to.
pub struct Redirect<'a>(&'a str);

impl<'a> Redirect<'a> {
    /// Takes an address if it is registered.
    pub fn registered(address: &'a str) -> Option<Self> {
        is_registered(address).then_some(Self(address))
    }

    /// Returns the address as the application wrote it.
    pub fn as_str(&self) -> &str {
        self.0
    }

    /// Leads back to the application, with the code and the state that it sent.
    pub fn send(&self, code: &str, state: Option<&str>) -> Response {
        let first = if self.0.contains('?') { '&' } else { '?' };
        let mut location = format!("{}{first}code={code}", self.0);
        if let Some(state) = state {
            location.push_str("&state=");
            location.extend(utf8_percent_encode(state, ESCAPED));
        }
        let mut response = respond::empty(StatusCode::FOUND);
        // A registered address has only visible characters.
        let location = HeaderValue::try_from(location).expect("visible characters make a header");
        response.headers_mut().insert(header::LOCATION, location);
        response
    }
}

fn is_registered(address: &str) -> bool {
    let is_visible = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'#' | b'"' | b'<' | b'>' | b'\\');
    if !address.bytes().all(is_visible) {
        return false;
    }
    let Ok(uri) = address.parse::<Uri>() else { return false };
    let Some(authority) = uri.authority().filter(|_| uri.scheme_str() == Some("http")) else { return false };
    // Split here, as nothing else may stand there: no name of a person, no port that is none.
    let (host, port) = authority.as_str().split_once(':').unwrap_or((authority.as_str(), "80"));
    let is_port = port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok();
    is_port && HOSTS.iter().any(|known| host.eq_ignore_ascii_case(known))
}

#[cfg(test)]
mod tests {
    use super::is_registered;

    #[test]
    fn addresses_of_this_machine_are_registered_and_no_others() {
        for address in [
            "http://localhost",
            "http://localhost/",
            "http://LOCALHOST:3000/cb",
            "http://localhost:3000?a=1",
            "http://127.0.0.1:65535/cb?a=1&b=%20",
        ] {
            assert!(is_registered(address), "{address}");
        }
        for address in [
            "",
            "/cb",
            "localhost",
            "localhost:3000",
            "https://localhost/cb",
            "ftp://localhost/",
            "javascript:alert(1)",
            "http://",
            "http:///cb",
            "http://example.com/cb",
            "http://localhost.example.com/cb",
            "http://localhost@example.com/cb",
            "http://me@localhost/cb",
            "http://example.com#http://localhost",
            "http://localhost/cb#x",
            "http://localhost\\@example.com/",
            "http://localhost:/cb",
            "http://localhost:65536/cb",
            "http://localhost:port/cb",
            "http://localhost:+80/cb",
            "http://127.0.0.2/cb",
            "http://[::1]/cb",
            "http://localhost/c b",
            "http://localhost/\u{e9}",
            "http://localhost/\r\nSet-Cookie: a",
        ] {
            assert!(!is_registered(address), "{address}");
        }
    }
}
