//! How a connection ends on purpose.

use std::{error::Error, future::poll_fn, io, pin::Pin, time::Duration};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::timeout,
};

use super::wire::NoAnswer;
use crate::net::stream::Stream;

/// How long the server reads what a client still sends on a connection that it has closed: what lies there unread would
/// make a reset of the end.
const LAST_BYTES: Duration = Duration::from_secs(2);

/// Returns whether a connection failed on purpose, and how it is to end then.
pub fn on_purpose(error: &hyper::Error) -> Option<NoAnswer> {
    let mut cause = error.source();
    while let Some(found) = cause {
        if let Some(how) = found.downcast_ref() {
            return Some(*how);
        }
        cause = found.source();
    }
    None
}

/// Ends a connection.
pub async fn end(mut stream: Stream, how: NoAnswer) {
    let ended = match how {
        NoAnswer::Reset => stream.tcp().set_zero_linger(),
        NoAnswer::Close => timeout(LAST_BYTES, close(&mut stream)).await.unwrap_or(Ok(())),
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection has ended before its fault");
    }
}

async fn close(stream: &mut Stream) -> io::Result<()> {
    poll_fn(|context| Pin::new(&mut *stream).poll_shutdown(context)).await?;
    let mut bytes = vec![0; 16 << 10];
    loop {
        let mut buffer = ReadBuf::new(&mut bytes);
        poll_fn(|context| Pin::new(&mut *stream).poll_read(context, &mut buffer)).await?;
        if buffer.filled().is_empty() {
            return Ok(());
        }
    }
}
