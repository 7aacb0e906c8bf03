//! Addresses as people write them.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// The port of an address that names none.
const PORT: u16 = 8080;

/// The host of an address that names none: nobody opens a server to the network by leaving something out.
const HOST: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// What an address may look like.
const EXAMPLES: &str = "write 127.0.0.1:9090, localhost:9090, [::1]:9090, :9090 or 9090, or 0.0.0.0:9090 for all \
                        interfaces; port 0 picks a free one";

/// Reads an address to listen on: host and port, or one of them.
///
/// Names are not looked up, but for `localhost`: what a server listens on must not depend on an answer of the network.
pub(super) fn listen(text: &str) -> Result<SocketAddr, String> {
    let text = text.trim();
    if let Ok(address) = text.parse() {
        return Ok(address);
    }
    if let Some(host) = host(text) {
        return Ok(SocketAddr::new(host, PORT));
    }
    let (host_text, port_text) = text.rsplit_once(':').unwrap_or(("", text));
    let host = if host_text.is_empty() { Some(HOST) } else { host(host_text) };
    let is_number = !port_text.is_empty() && port_text.bytes().all(|b| b.is_ascii_digit());
    match (host, port_text.parse()) {
        (Some(host), Ok(port)) if is_number => Ok(SocketAddr::new(host, port)),
        (Some(_), _) if is_number => Err(format!("{port_text} is beyond the last port, 65535: {EXAMPLES}")),
        _ => Err(format!("it is no address: {EXAMPLES}")),
    }
}

/// Returns the host of this name or number.
fn host(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    if bare.eq_ignore_ascii_case("localhost") { Some(HOST) } else { bare.parse().ok() }
}

/// Reads a URL that clients can open, without a slash at its end.
pub(crate) fn url(text: &str) -> Result<String, String> {
    let host = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://")).unwrap_or_default();
    let odd = |c: char| c.is_whitespace() || c.is_control() || "'\"<>\\`".contains(c);
    if host.is_empty() || host.contains(odd) {
        return Err("it begins with http:// or https:// and has a host, such as https://mock.example".into());
    }
    Ok(text.trim_end_matches('/').into())
}

/// Reads a port.
pub(super) fn port(text: &str) -> Result<u16, String> {
    text.trim().parse().map_err(|_| "it is a number from 0 to 65535, such as 9090; 0 picks a free one".into())
}

/// Returns what the base URLs of a server begin with that listens here: an address that can be opened on its machine.
pub fn url_of(listen: SocketAddr) -> String {
    let host = match listen.ip() {
        IpAddr::V4(all) if all.is_unspecified() => HOST,
        IpAddr::V6(all) if all.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        host => host,
    };
    format!("http://{}", SocketAddr::new(host, listen.port()))
}

#[cfg(test)]
mod tests {
    use super::{listen, url, url_of};
    use crate::net::authority::host_name;

    #[test]
    fn an_address_is_read_as_people_write_it() {
        for (text, address) in [
            ("9090", "127.0.0.1:9090"),
            (":9090", "127.0.0.1:9090"),
            ("localhost:9090", "127.0.0.1:9090"),
            ("LocalHost", "127.0.0.1:8080"),
            ("0.0.0.0", "0.0.0.0:8080"),
            ("0.0.0.0:0", "0.0.0.0:0"),
            ("::1", "[::1]:8080"),
            ("[::1]", "[::1]:8080"),
            ("[::]:9090", "[::]:9090"),
            (" 127.0.0.1:9090\n", "127.0.0.1:9090"),
        ] {
            assert_eq!(listen(text).map(|read| read.to_string()).as_deref(), Ok(address), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_an_example() {
        for text in ["", ":", "http://127.0.0.1:9090", "example.com:80", "localhost:", "1.2.3.4:+80", "-1"] {
            let error = listen(text).expect_err(text);
            assert!(error.starts_with("it is no address: write 127.0.0.1:9090, "), "{text:?}: {error}");
        }
        let error = listen("localhost:99999").expect_err("beyond the last port");
        assert!(error.starts_with("99999 is beyond the last port, 65535: "), "{error}");
    }

    #[test]
    fn an_address_for_all_interfaces_is_opened_on_this_machine() {
        for (address, expected) in [
            ("0.0.0.0:8080", "http://127.0.0.1:8080"),
            ("[::]:8080", "http://[::1]:8080"),
            ("192.0.2.7:80", "http://192.0.2.7:80"),
        ] {
            assert_eq!(url_of(address.parse().expect("an address")), expected);
        }
    }

    #[test]
    fn hosts_and_urls_are_told_apart() {
        for host in ["host.docker.internal", "my_receiver", "192.0.2.7", ""] {
            assert_eq!(host_name(host).as_deref(), Ok(host));
        }
        for text in ["http://receiver", "receiver:80", "receiver/hook", "a b"] {
            assert!(host_name(text).is_err(), "{text}");
        }
        assert_eq!(url("https://mock.example/").as_deref(), Ok("https://mock.example"));
        for text in ["mock.example", "http://", "http://a b", "ftp://a"] {
            assert!(url(text).is_err(), "{text}");
        }
    }
}
