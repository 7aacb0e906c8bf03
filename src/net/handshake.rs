//! The beginning of TLS on a connection.

use std::{future::poll_fn, io, pin::Pin, time::Duration};

use rustls::{AlertDescription, Error, PeerIncompatible};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::timeout,
};
use tokio_rustls::TlsAcceptor;

use super::{stream::Stream, tls::Tls};

/// The first byte of a client that speaks TLS: no request begins with it.
pub const FIRST_BYTE: u8 = 0x16;

/// How long a client may take for a handshake, from its first byte.
pub const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);

/// How a server without TLS ends a handshake: a fatal alert, `access_denied`.
const DENIED: [u8; 7] = [0x15, 3, 1, 0, 2, 2, 49];

/// How much of what a client began with is read before it is refused: unread bytes would make the system take back the
/// alert.
const HELLO: usize = 16 << 10;

/// Makes a connection secure, on which a client has begun to speak TLS; returns nothing if that comes to nothing, which
/// the log tells.
pub async fn secure(stream: Stream, tls: &Tls) -> Option<Stream> {
    let secured = async {
        match tls.config() {
            Ok(config) => Some(TlsAcceptor::from(config.clone()).accept(stream).await),
            Err(error) => {
                tracing::info!("a client speaks TLS: {error}");
                let _ = refuse(stream).await;
                None
            }
        }
    };
    match timeout(HANDSHAKE_TIMEOUT, secured).await {
        Ok(Some(Ok(secured))) => Some(secured.into()),
        Ok(Some(Err(error))) => {
            log(&error);
            None
        }
        Ok(None) => None,
        Err(_) => {
            tracing::debug!("a client did not finish its TLS handshake in time");
            None
        }
    }
}

async fn refuse(mut stream: Stream) -> io::Result<()> {
    let mut hello = vec![0; HELLO];
    poll_fn(|context| Pin::new(&mut stream).poll_read(context, &mut ReadBuf::new(&mut hello))).await?;
    poll_fn(|context| Pin::new(&mut stream).poll_write(context, &DENIED)).await?;
    poll_fn(|context| Pin::new(&mut stream).poll_shutdown(context)).await
}

/// Tells of a handshake that failed, and what helps.
fn log(error: &io::Error) {
    let Some(cause) = error.get_ref().and_then(|cause| cause.downcast_ref::<Error>()) else {
        // The client went away.
        return tracing::debug!(%error, "a TLS handshake ended early");
    };
    match cause {
        Error::AlertReceived(
            AlertDescription::UnknownCA
            | AlertDescription::BadCertificate
            | AlertDescription::CertificateUnknown,
        ) => tracing::info!(
            %error,
            "a client does not accept the certificate: let it trust /_mock/tls/ca.pem, and see /_mock/tls for the names"
        ),
        // Those of before 2008 say nothing of signatures.
        Error::PeerIncompatible(
            PeerIncompatible::SignatureAlgorithmsExtensionRequired
            | PeerIncompatible::Tls12NotOffered
            | PeerIncompatible::Tls12NotOfferedOrEnabled,
        ) => tracing::info!(%error, "a client speaks a version of TLS before 1.2, which nobody should"),
        _ => tracing::info!(%error, "a TLS handshake failed"),
    }
}
