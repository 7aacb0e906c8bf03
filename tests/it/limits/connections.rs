//! Clients that send half of something, or nothing. The clock jumps to whatever is waited for.

use std::{net::SocketAddr, sync::Arc};

use mockdrive::{
    fixture,
    sandbox::{Sandboxes, Settings},
    server::{self, PublicAddress},
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    sync::oneshot,
    time::{Duration, Instant},
};

/// Runs a test beside a server, which it can ask to stop; returns how many requests were cut off.
async fn beside(test: impl AsyncFnOnce(SocketAddr, oneshot::Sender<()>, oneshot::Sender<()>)) -> usize {
    let world = fixture::built_in().expect("valid");
    let sandboxes = Arc::new(Sandboxes::new(world, Settings::default()));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let (stopping, stop) = oneshot::channel();
    let (hurrying, hurry) = oneshot::channel();
    // Whoever lets the senders go asks for neither.
    let wait = async |receiver: oneshot::Receiver<()>| match receiver.await {
        Ok(()) => {}
        Err(_) => std::future::pending().await,
    };
    let served = server::serve(vec![listener], sandboxes, PublicAddress::default(), wait(stop), wait(hurry));
    let test = test(address, stopping, hurrying);
    tokio::pin!(served, test);
    tokio::select! {
        served = &mut served => {
            test.await;
            served.expect("it serves")
        }
        () = &mut test => {
            tokio::time::timeout(Duration::from_secs(30), served).await.map_or(0, |served| served.expect("it serves"))
        }
    }
}

async fn connect(to: SocketAddr, bytes: &str) -> TcpStream {
    let mut stream = TcpStream::connect(to).await.expect("a connection");
    stream.write_all(bytes.as_bytes()).await.expect("sent");
    stream
}

/// What the server sends until it closes the connection, and after how many seconds it does.
async fn rest(stream: &mut TcpStream) -> (String, u64) {
    let begun = Instant::now();
    let mut text = Vec::new();
    let _ = stream.read_to_end(&mut text).await;
    (String::from_utf8(text).expect("text"), begun.elapsed().as_secs())
}

const HEALTH: &str = "GET /_mock/health HTTP/1.1\r\nHost: localhost\r\n\r\n";
const UPLOAD: &str = "PUT /v1.0/me/drive/root:/a.txt:/content HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer alice-token\r\nContent-Length: 10\r\n\r\nhalf";

#[tokio::test(start_paused = true)]
async fn half_a_head_and_silence_have_their_time() {
    beside(async |address, _, _| {
        let (answer, seconds) = rest(&mut connect(address, "GET /_mock/health HTT").await).await;
        assert_eq!((&*answer, seconds), ("", 60), "half a head");
        let (answer, seconds) = rest(&mut connect(address, "").await).await;
        assert_eq!((&*answer, seconds), ("", 600), "nothing");
        // The beginning of a hello that is 512 bytes long; the answer would not be text.
        let (answer, seconds) = rest(&mut connect(address, "\u{16}\u{3}\u{1}\u{2}\u{0}\u{1}").await).await;
        assert_eq!((&*answer, seconds), ("", 10), "half a hello");
        let tunnel = "CONNECT graph.microsoft.com:443 HTTP/1.1\r\nHost: graph.microsoft.com:443\r\n\r\n";
        let (answer, seconds) = rest(&mut connect(address, tunnel).await).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(seconds, 600, "nothing in a tunnel");
        let half = format!("{tunnel}\u{16}\u{3}\u{1}");
        let (answer, seconds) = rest(&mut connect(address, &half).await).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert_eq!(seconds, 10, "half a hello in a tunnel");
        let half = format!("{tunnel}GET /v1.0/me HTT");
        assert_eq!(rest(&mut connect(address, &half).await).await.1, 60, "half a head in a tunnel");
        let (answer, seconds) = rest(&mut connect(address, HEALTH).await).await;
        assert!(answer.ends_with("{\"status\":\"ok\"}\n"), "{answer}");
        assert_eq!(seconds, 600, "nothing more");
        let (answer, seconds) = rest(&mut connect(address, &format!("{HEALTH}GET /")).await).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
        assert!(seconds <= 600, "half a head behind another request: {seconds}");
        let (answer, seconds) = rest(&mut connect(address, UPLOAD).await).await;
        assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
        assert!(seconds >= 60, "half a body: {seconds}");
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn only_what_is_under_way_holds_a_stop() {
    let cut = beside(async |address, stop, _| {
        let mut idle = [
            connect(address, "").await,
            connect(address, "GET /_mock/health HTT").await,
            connect(address, HEALTH).await,
        ];
        let mut health = [0; 8];
        idle[2].read_exact(&mut health).await.expect("an answer");
        let mut upload = connect(address, UPLOAD).await;
        // The others were taken before this one is answered.
        rest(&mut connect(address, &HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).await).await;
        stop.send(()).expect("it serves");
        for stream in &mut idle {
            assert_eq!(rest(stream).await.1, 0);
        }
        upload.write_all(b" whole").await.expect("the connection is there");
        let (answer, _) = rest(&mut upload).await;
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    })
    .await;
    assert_eq!(cut, 0);
}

#[tokio::test(start_paused = true)]
async fn what_does_not_end_in_time_is_cut_off_and_counted() {
    let cut = beside(async |address, stop, _| {
        let mut upload = connect(address, UPLOAD).await;
        rest(&mut connect(address, &HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).await).await;
        stop.send(()).expect("it serves");
        assert_eq!(rest(&mut upload).await, (String::new(), 8));
    })
    .await;
    assert_eq!(cut, 1);
}

#[tokio::test(start_paused = true)]
async fn a_second_word_ends_a_server_at_once() {
    let cut = beside(async |address, stop, hurry| {
        let mut upload = connect(address, UPLOAD).await;
        rest(&mut connect(address, &HEALTH.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).await).await;
        stop.send(()).expect("it serves");
        hurry.send(()).expect("it stops");
        assert_eq!(rest(&mut upload).await, (String::new(), 0));
    })
    .await;
    assert_eq!(cut, 1);
}
