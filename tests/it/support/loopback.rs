//! Servers on loopback that the mock fetches from.

use axum::Router;
use tokio::net::TcpListener;

/// Runs a test beside a server on a port of its own; the test is given the server's address, `http://127.0.0.1:…`.
pub async fn beside(router: Router, test: impl AsyncFnOnce(&str)) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("bound"));
    tokio::select! {
        ended = async { axum::serve(listener, router).await } => panic!("the server ended: {ended:?}"),
        () = test(&address) => {}
    }
}
