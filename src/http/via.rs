//! How a request came here, beside what it says itself.

use std::{net::SocketAddr, sync::Arc};

/// What a connection knows of its requests beside what stands in them. It puts it into their extensions where there is
/// anything to know: those that come plain and directly have none.
#[derive(Clone, Default, Debug)]
pub struct Via {
    /// The version of TLS, if there is any: `TLSv1.3`.
    pub tls: Option<&'static str>,
    /// The tunnel that they come through.
    pub tunnel: Option<Arc<Tunnel>>,
    /// The address of this machine that the client connected to.
    pub reached: Option<SocketAddr>,
}

/// A tunnel through which a client sends requests for one host, which all end here.
#[derive(Clone, Debug)]
pub struct Tunnel {
    /// The host and port that the client asked for.
    pub host: Box<str>,
    /// The sandbox that the client chose, as the user of its proxy.
    pub sandbox: Option<Box<str>>,
}
