//! The sockets of this server, which requests of its own never reach: a stranger who has it send one could make it
//! control itself.

use std::{
    net::{IpAddr, SocketAddr},
    sync::Arc,
};

use crate::net::authority::{Authority, is_loopback};

/// Where this server listens, and the names that lead there.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Own {
    listen: Arc<[SocketAddr]>,
    named: Arc<[(Box<str>, u16)]>,
}

impl Own {
    /// Creates the knowledge of a server that listens there, whose names are these and whose links begin with this URL.
    pub fn new(listen: &[SocketAddr], external_url: Option<&str>, names: &[Box<str>]) -> Self {
        let external = external_url.and_then(Authority::of_url);
        let external =
            external.map(|(scheme, at)| (at.port_of(scheme), at.host)).map(|(port, host)| (host, port));
        let here = listen.iter().flat_map(|listen| names.iter().map(|name| (name.clone(), listen.port())));
        Self { listen: listen.into(), named: external.into_iter().chain(here).collect() }
    }

    /// Returns whether a host, in small letters and without brackets, and a port are known to be this server before
    /// the host is looked up.
    pub fn is_called(&self, host: &str, port: u16) -> bool {
        let host = host.strip_suffix('.').unwrap_or(host);
        if self.named.iter().any(|(name, its_port)| **name == *host && *its_port == port) {
            return true;
        }
        match host.parse() {
            Ok(ip) => self.is_at(SocketAddr::new(ip, port)),
            Err(_) => is_loopback(host) && self.is_at(SocketAddr::from(([127, 0, 0, 1], port))),
        }
    }

    /// Returns whether a socket address leads to this server.
    ///
    /// Every loopback address of its port counts: to call another server on the same port of another loopback address
    /// is rarer than a system that hands such calls to this one.
    pub fn is_at(&self, to: SocketAddr) -> bool {
        let is_here = |ip: IpAddr| ip.is_loopback() || ip.is_unspecified();
        let theirs = to.ip().to_canonical();
        self.listen.iter().filter(|listen| listen.port() == to.port()).any(|listen| {
            let ours = listen.ip().to_canonical();
            ours == theirs || theirs.is_unspecified() || is_here(ours) && is_here(theirs)
        })
    }

    /// Returns whether a connection between these ends leads to this server: it listens on every address of the
    /// machine, and the connection does not leave it.
    pub fn is_between(&self, local: SocketAddr, peer: SocketAddr) -> bool {
        let is_here = local.ip().to_canonical() == peer.ip().to_canonical();
        let takes_all = |listen: &SocketAddr| listen.ip().is_unspecified() && listen.port() == peer.port();
        self.is_at(peer) || is_here && self.listen.iter().any(takes_all)
    }
}

#[cfg(test)]
mod tests {
    use std::net::SocketAddr;

    use super::Own;

    fn at(text: &str) -> SocketAddr {
        text.parse().expect("an address")
    }

    #[test]
    fn every_way_to_the_own_socket_is_known() {
        let own = Own::new(&[at("127.0.0.1:8080")], Some("https://mock.test/x"), &["names.test".into()]);
        for (host, port) in [
            ("127.0.0.1", 8080),
            ("127.0.0.2", 8080),
            ("0.0.0.0", 8080),
            ("::", 8080),
            ("::1", 8080),
            ("::ffff:127.0.0.1", 8080),
            ("::ffff:7f00:1", 8080),
            ("localhost", 8080),
            ("localhost.", 8080),
            ("a.localhost", 8080),
            ("mock.test", 443),
            ("names.test", 8080),
        ] {
            assert!(own.is_called(host, port), "{host} {port}");
        }
        for (host, port) in [
            ("127.0.0.1", 8081),
            ("10.0.0.1", 8080),
            ("mock.test", 8080),
            ("names.test", 80),
            ("localhost", 80),
        ] {
            assert!(!own.is_called(host, port), "{host} {port}");
        }
        assert!(!Own::default().is_called("127.0.0.1", 8080), "a server without a socket");
    }

    #[test]
    fn a_server_that_listens_everywhere_knows_the_addresses_of_its_machine() {
        let own = Own::new(&[at("0.0.0.0:8080")], None, &[]);
        assert!(
            own.is_at(at("127.0.0.1:8080")) && own.is_at(at("[::1]:8080")) && own.is_at(at("0.0.0.0:8080"))
        );
        assert!(!own.is_at(at("10.0.0.7:8080")), "nobody knows yet whose it is");
        assert!(own.is_between(at("10.0.0.7:40000"), at("10.0.0.7:8080")));
        assert!(own.is_between(at("10.0.0.7:40000"), at("[::ffff:10.0.0.7]:8080")));
        assert!(!own.is_between(at("10.0.0.7:40000"), at("10.0.0.7:8081")));
        assert!(!own.is_between(at("10.0.0.7:40000"), at("10.0.0.8:8080")));
        let named = Own::new(&[at("10.0.0.7:8080")], None, &[]);
        assert!(named.is_called("10.0.0.7", 8080) && !named.is_called("10.0.0.8", 8080));
        assert!(!named.is_called("127.0.0.1", 8080), "it does not listen there");
    }
}
