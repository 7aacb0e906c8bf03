//! The bytes of a connection, whatever they come through.

use std::{
    future::poll_fn,
    io::{self, IoSlice},
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use rustls::ProtocolVersion;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};
use tokio_rustls::{TlsStream, client, server};

/// How many bytes are read of what cannot be looked at otherwise.
const FIRST: usize = 1024;

/// What a client sends and is sent: plain, through TLS, or through TLS within TLS.
pub struct Stream {
    /// What was read already.
    read: Bytes,
    below: Below,
}

enum Below {
    Tcp(TcpStream),
    Tls(Box<TlsStream<Stream>>),
}

impl From<TcpStream> for Stream {
    fn from(stream: TcpStream) -> Self {
        Self { read: Bytes::new(), below: Below::Tcp(stream) }
    }
}

impl From<server::TlsStream<Self>> for Stream {
    fn from(stream: server::TlsStream<Self>) -> Self {
        Self { read: Bytes::new(), below: Below::Tls(Box::new(stream.into())) }
    }
}

impl From<client::TlsStream<Self>> for Stream {
    fn from(stream: client::TlsStream<Self>) -> Self {
        Self { read: Bytes::new(), below: Below::Tls(Box::new(stream.into())) }
    }
}

impl Stream {
    /// Returns a stream of which this was read already, before what comes.
    #[must_use]
    pub fn behind(self, read: Bytes) -> Self {
        debug_assert!(self.read.is_empty(), "what was read first has been taken");
        Self { read, ..self }
    }

    /// Returns the connection that everything goes through in the end.
    pub fn tcp(&self) -> &TcpStream {
        match &self.below {
            Below::Tcp(stream) => stream,
            Below::Tls(stream) => stream.get_ref().0.tcp(),
        }
    }

    /// Returns the version of TLS, if it is secured: `TLSv1.3`.
    pub fn tls_version(&self) -> Option<&'static str> {
        let Below::Tls(stream) = &self.below else { return None };
        Some(match stream.get_ref().1.protocol_version()? {
            ProtocolVersion::TLSv1_2 => "TLSv1.2",
            _ => "TLSv1.3",
        })
    }

    /// Waits for the first byte and returns it, without taking it; nothing at the end. It needs no buffer meanwhile.
    pub async fn first_byte(&mut self) -> io::Result<Option<u8>> {
        if let (Below::Tcp(stream), true) = (&self.below, self.read.is_empty()) {
            let mut first = [0];
            // Readiness alone may be a false alarm.
            let length = stream.peek(&mut first).await?;
            return Ok((length > 0).then_some(first[0]));
        }
        poll_fn(|context| {
            if self.read.is_empty() {
                let mut buffer = [0; FIRST];
                let mut buffer = ReadBuf::new(&mut buffer);
                ready!(Pin::new(&mut *self).poll_read(context, &mut buffer))?;
                self.read = Bytes::copy_from_slice(buffer.filled());
            }
            Poll::Ready(Ok(self.read.first().copied()))
        })
        .await
    }
}

impl AsyncRead for Stream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if !self.read.is_empty() {
            let length = self.read.len().min(buffer.remaining());
            buffer.put_slice(&self.read[..length]);
            self.read.advance(length);
            return Poll::Ready(Ok(()));
        }
        match &mut self.below {
            Below::Tcp(stream) => Pin::new(stream).poll_read(context, buffer),
            Below::Tls(stream) => Pin::new(stream).poll_read(context, buffer),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        match &mut self.below {
            Below::Tcp(stream) => Pin::new(stream).poll_write(context, bytes),
            Below::Tls(stream) => Pin::new(stream).poll_write(context, bytes),
        }
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        match &mut self.below {
            Below::Tcp(stream) => Pin::new(stream).poll_write_vectored(context, pieces),
            Below::Tls(stream) => Pin::new(stream).poll_write_vectored(context, pieces),
        }
    }

    fn is_write_vectored(&self) -> bool {
        match &self.below {
            Below::Tcp(stream) => stream.is_write_vectored(),
            Below::Tls(stream) => stream.is_write_vectored(),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.below {
            Below::Tcp(stream) => Pin::new(stream).poll_flush(context),
            Below::Tls(stream) => Pin::new(stream).poll_flush(context),
        }
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.below {
            Below::Tcp(stream) => Pin::new(stream).poll_shutdown(context),
            Below::Tls(stream) => Pin::new(stream).poll_shutdown(context),
        }
    }
}
