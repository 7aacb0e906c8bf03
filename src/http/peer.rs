//! From where a request came.

use std::net::IpAddr;

use tokio::net::TcpStream;

/// The address that a request came from, in its extensions. Requests of this machine have none, which is worth not
/// looking at it.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// Returns the peer of a connection, unless it is this machine.
    pub fn of(stream: &TcpStream) -> Option<Self> {
        let peer = stream.peer_addr().ok()?.ip();
        (!peer.to_canonical().is_loopback()).then_some(Self(peer))
    }
}
