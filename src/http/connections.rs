//! All connections of a server: it takes them, and finishes what is under way when it stops.

use std::{future::poll_fn, io::ErrorKind, task::Poll, time::Duration};

use tokio::{
    net::{TcpListener, TcpStream},
    sync::watch,
    task::{JoinError, JoinSet},
    time::{sleep, timeout},
};

use super::{
    app::App,
    connection::{self, Cut, Phase},
};
use crate::net::tls::Tls;

/// How long requests that are under way may take once the server stops.
///
/// Container engines kill a program 10 seconds after they asked it to stop, and it has to say before what it cut off.
pub const SHUTDOWN_GRACE: Duration = Duration::from_secs(8);

/// How long no connection is taken after one could not be.
const RECOVERY: Duration = Duration::from_secs(1);

/// How long connections may take to see that the server ends.
const LAST_LOOK: Duration = Duration::from_millis(200);

/// Serves until `stop` is done, then finishes the requests that are under way, for [`SHUTDOWN_GRACE`] or until `hurry` is
/// done. Returns how many were cut off, each of which the log has.
pub async fn serve(
    listeners: Vec<TcpListener>,
    app: App,
    tls: Tls,
    stop: impl Future<Output = ()>,
    hurry: impl Future<Output = ()>,
) -> usize {
    let (phase, seen) = watch::channel(Phase::Serving);
    let mut connections = JoinSet::new();
    tokio::pin!(stop);
    loop {
        tokio::select! {
            stream = accept(&listeners) => {
                connections.spawn(connection::serve(stream, app.clone(), tls.clone(), seen.clone()));
            }
            Some(_) = connections.join_next() => {}
            () = &mut stop => break,
        }
    }
    drop(listeners);
    phase.send_replace(Phase::Stopping);
    tokio::select! {
        biased;
        () = async { while connections.join_next().await.is_some() {} } => return 0,
        () = hurry => {}
        () = sleep(SHUTDOWN_GRACE) => {}
    }
    phase.send_replace(Phase::Ending);
    let mut cut = 0;
    // What does not look in time is at work, and goes with the program.
    let _ = timeout(LAST_LOOK, async {
        while let Some(ended) = connections.join_next().await {
            cut += usize::from(is_cut(ended));
        }
    })
    .await;
    cut
}

/// Returns the next connection on any of these listeners.
async fn accept(listeners: &[TcpListener]) -> TcpStream {
    loop {
        let next = poll_fn(|context| {
            let accepted = listeners.iter().map(|listener| listener.poll_accept(context));
            accepted.into_iter().find(Poll::is_ready).unwrap_or(Poll::Pending)
        });
        match next.await {
            Ok((stream, _)) => return stream,
            // The client went away before its turn.
            Err(error)
                if matches!(
                    error.kind(),
                    ErrorKind::ConnectionRefused | ErrorKind::ConnectionAborted | ErrorKind::ConnectionReset
                ) => {}
            // There is no room for another file, most likely: others end, and make some.
            Err(error) => {
                tracing::error!(%error, "a connection could not be taken");
                sleep(RECOVERY).await;
            }
        }
    }
}

fn is_cut(ended: Result<Option<Cut>, JoinError>) -> bool {
    let Ok(Some(Cut { method, path })) = ended else { return false };
    tracing::warn!(%method, path, "a request under way was cut off, as the server ended");
    true
}
