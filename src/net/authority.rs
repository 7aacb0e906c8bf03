//! Hosts and ports as `Host` headers, origins and addresses name them.

use std::net::{IpAddr, Ipv6Addr};

/// A host and a port, as a client wrote them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Authority {
    /// In small letters, without brackets, and without the dot of a name that is spelt to its end.
    pub host: Box<str>,
    /// The port, if it was written.
    pub port: Option<u16>,
}

impl Authority {
    /// Reads a name or an address, and a port; nobody's name stands before it.
    pub fn parse(text: &str) -> Option<Self> {
        let (host, port) = if let Some(rest) = text.strip_prefix('[') {
            let (address, port) = rest.split_once(']')?;
            address.parse::<Ipv6Addr>().ok()?;
            (address, if port.is_empty() { None } else { Some(port.strip_prefix(':')?) })
        } else {
            let (host, port) = text.split_once(':').map_or((text, None), |(host, port)| (host, Some(port)));
            (without_dot(host), port)
        };
        let is_of_host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':');
        if host.is_empty() || !host.bytes().all(is_of_host) {
            return None;
        }
        let is_port = |port: &str| !port.is_empty() && port.bytes().all(|b| b.is_ascii_digit());
        let port = match port {
            None => None,
            Some(port) => Some(port.parse().ok().filter(|_| is_port(port))?),
        };
        Some(Self { host: host.to_ascii_lowercase().into(), port })
    }

    /// Returns the scheme of an absolute address, and the host and port behind it.
    pub fn of_url(url: &str) -> Option<(&str, Self)> {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        Some((scheme, Self::parse(&rest[..end])?))
    }

    /// Returns the address, where it is one and no name.
    pub fn address(&self) -> Option<IpAddr> {
        self.host.parse().ok()
    }

    /// Returns whether it can only be this machine: a loopback address, `localhost`, or a name below it.
    pub fn is_loopback(&self) -> bool {
        is_loopback(&self.host)
    }

    /// Returns the port, or the one that a scheme has where none is written.
    pub fn port_of(&self, scheme: &str) -> u16 {
        self.port.unwrap_or(if scheme.eq_ignore_ascii_case("https") { 443 } else { 80 })
    }
}

/// Returns whether a host in small letters can only be this machine.
pub fn is_loopback(host: &str) -> bool {
    let is_loopback = |ip: IpAddr| ip.to_canonical().is_loopback();
    host == "localhost" || host.ends_with(".localhost") || host.parse().is_ok_and(is_loopback)
}

/// Reads the name of a host as people write it, without a port.
///
/// # Errors
/// What is wrong with it.
pub fn host_name(text: &str) -> Result<String, String> {
    let text = text.trim();
    // Compose files hand over empty variables.
    if text.is_empty() {
        return Ok(String::new());
    }
    match Authority::parse(text) {
        Some(Authority { host, port: None }) => Ok(host.into()),
        _ => Err("it is the name of a host, without scheme and port, such as mock.example".into()),
    }
}

fn without_dot(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use super::Authority;

    #[test]
    fn hosts_and_ports_are_read() {
        let read = |text: &str| Authority::parse(text).map(|read| (read.host.to_string(), read.port));
        for (text, host, port) in [
            ("localhost", "localhost", None),
            ("LocalHost.:80", "localhost", Some(80)),
            ("a.localhost:1", "a.localhost", Some(1)),
            ("my_mock", "my_mock", None),
            ("127.0.0.1:8080", "127.0.0.1", Some(8080)),
            ("[::1]:8080", "::1", Some(8080)),
            ("[::FFFF:7f00:1]", "::ffff:7f00:1", None),
        ] {
            assert_eq!(read(text), Some((host.into(), port)), "{text}");
        }
        for text in [
            "", ".", ":80", "h:", "h:+80", "h:65536", "h:8o", "::1", "[::1", "[::1]80", "[h]", "u@h", "h/x",
            "h h", "\u{e9}", "h,h",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn this_machine_is_known() {
        let is_loopback = |text: &str| Authority::parse(text).expect("well formed").is_loopback();
        for text in ["localhost", "x.localhost:1", "127.9.9.9", "[::1]", "[::ffff:127.0.0.1]:1"] {
            assert!(is_loopback(text), "{text}");
        }
        for text in ["localhost.test", "notlocalhost", "10.0.0.1", "[::2]", "0.0.0.0", "127.0.0.1.test"] {
            assert!(!is_loopback(text), "{text}");
        }
    }
}
