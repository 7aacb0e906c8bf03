//! Requests of the program's own to a running server, over plain HTTP.

use std::{
    fmt,
    io::{self, Read, Write},
    net::{TcpStream, ToSocketAddrs},
    time::Duration,
};

use crate::net::authority::Authority;

/// How long a server may take to be reached, and to say something.
const TIMEOUT: Duration = Duration::from_secs(2);

/// How much of a response is read.
const LONGEST: u64 = 1 << 20;

/// Where a server is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// Its host, without brackets.
    pub host: Box<str>,
    /// Its port.
    pub port: u16,
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// What a server says.
pub struct Reply {
    /// The first line, without the version.
    pub status: String,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// Returns whether it is a good one.
    pub fn is_ok(&self) -> bool {
        self.status.starts_with("200 ")
    }
}

impl Address {
    /// Returns where this URL leads.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn of_url(url: &str) -> Result<Self, String> {
        match Authority::of_url(url) {
            Some(("http", at)) => Ok(Self { port: at.port_of("http"), host: at.host }),
            Some(_) => Err(format!(
                "{url}: a server is asked over plain http, which it speaks on the port of https, too: whom it is to trust \
                 is what the program asks for"
            )),
            None => Err(format!("{url}: it names no host, as http://127.0.0.1:8080 does")),
        }
    }

    /// Sends a `GET` and returns the response.
    ///
    /// # Errors
    /// Those of the connection, and what is no response.
    pub fn get(&self, path: &str) -> io::Result<Reply> {
        let mut refused = io::Error::from(io::ErrorKind::AddrNotAvailable);
        for address in (&*self.host, self.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, TIMEOUT) {
                Ok(stream) => return self.exchange(stream, path),
                Err(error) => refused = error,
            }
        }
        Err(refused)
    }

    fn exchange(&self, mut stream: TcpStream, path: &str) -> io::Result<Reply> {
        stream.set_read_timeout(Some(TIMEOUT))?;
        stream.set_write_timeout(Some(TIMEOUT))?;
        // A response of that version ends with its connection, and is not cut into chunks.
        write!(stream, "GET {path} HTTP/1.0\r\nHost: {self}\r\n\r\n")?;
        let mut response = Vec::new();
        stream.take(LONGEST).read_to_end(&mut response)?;
        let end = response.windows(4).position(|window| window == b"\r\n\r\n");
        let head = end.and_then(|end| std::str::from_utf8(&response[..end]).ok());
        let status = head.and_then(|head| head.lines().next()?.strip_prefix("HTTP/1."));
        let (Some(end), Some((_, status))) = (end, status.and_then(|status| status.split_once(' '))) else {
            return Err(io::Error::new(io::ErrorKind::InvalidData, "what listens there speaks no HTTP"));
        };
        Ok(Reply { status: status.to_owned(), body: response.split_off(end + 4) })
    }
}
