//! Bodies that something writes while they are sent.

use std::io::{self, BufWriter, Write};

use axum::body::Body;
use bytes::Bytes;
use futures_util::{FutureExt, StreamExt, stream};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::blocking::blocking;

/// How many bytes are sent at a time.
const PIECE: usize = 64 << 10;

/// How many pieces may wait for the client to take them.
const AHEAD: usize = 4;

/// Returns a body that `write` writes, on a thread where it holds up no other request, as the client takes it. If it
/// fails, the body ends without its end.
pub fn written(write: impl FnOnce(Box<dyn Write>) -> io::Result<()> + Send + 'static) -> Body {
    let (sender, pieces) = channel(AHEAD);
    let done = blocking(move || write(Box::new(BufWriter::with_capacity(PIECE, Pieces(sender)))));
    let next = async |mut pieces: Receiver<Bytes>| Some((Ok(pieces.recv().await?), pieces));
    let end = done.map(Result::err).into_stream().filter_map(async |error| error.map(Err));
    Body::from_stream(stream::select(stream::unfold(pieces, next), end))
}

/// Hands on what is written, piece by piece.
struct Pieces(Sender<Bytes>);

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(piece).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
