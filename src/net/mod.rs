//! What stands on the network before a request is read: names of hosts, the bytes of connections, TLS.

pub mod authority;
pub mod handshake;
pub mod hosts;
pub mod stream;
pub mod tls;
