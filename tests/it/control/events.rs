//! What happens in a sandbox, as those learn it who listen.

use std::{
    io::{Read, Write},
    net::TcpStream,
};

use axum::body::Body;
use expect_test::expect;
use futures_util::FutureExt;
use http_body_util::BodyExt;
use mockdrive::MockServer;

use crate::support::{Mock, refusals};

/// Somebody who listens.
struct Listener(Body);

impl Listener {
    async fn to(mock: &Mock, request: &str) -> Self {
        let response = mock.respond(Mock::request(request)).await;
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream");
        Self(response.into_body())
    }

    /// What comes next; nothing at the end.
    async fn next(&mut self) -> String {
        let Some(frame) = self.0.frame().await else { return String::new() };
        let bytes = frame.expect("a frame").into_data().expect("data");
        String::from_utf8(bytes.to_vec()).expect("text")
    }

    fn is_silent(&mut self) -> bool {
        self.0.frame().now_or_never().is_none()
    }
}

const COPY: &str = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\n\
                    Content-Type: application/json\n\n{\"name\": \"copy.txt\"}";

#[tokio::test(start_paused = true)]
async fn everything_that_happens_is_told_with_the_json_of_the_lists() {
    let mock = Mock::new();
    let mut listener = Listener::to(&mock, "GET /_mock/events").await;
    assert!(listener.is_silent());
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:1000+0\"}").await;
    mock.send(
        "POST /_mock/faults\n\n{\"match\": {\"operation\": \"drive.get\"}, \"effect\": {\"status\": 503}}",
    )
    .await;
    mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
    mock.send(COPY).await;
    mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 1}").await;
    mock.send("POST /_mock/snapshots\n\n{\"name\": \"here\"}").await;
    mock.send("POST /_mock/snapshots/here/restore").await;
    expect![[r#"
        event: sandbox
        id: 1
        data: {"change":"settings","name":"default","now":"2026-01-02T03:04:06Z","frozen":true,"prefix":""}

        event: request
        id: 2
        data: {"n":1,"at":"2026-01-02T03:04:05Z","state":"done","duration_ms":0,"method":"GET","host":"mock.test","path":"/v1.0/me/drive","provider":"graph","operation":"drive.get","status":503,"fault":"f1","notes":["fault f1: status 503"],"request_bytes":0,"response_bytes":309}

        event: fault
        id: 3
        data: {"early":0,"effect":{"status":503},"hits":1,"id":"f1","match":{"operation":"drive.get"},"matched":1,"requests":[1],"spent":false,"waits":[]}

        event: request
        id: 4
        data: {"n":1,"at":"2026-01-02T03:04:05Z","state":"done","duration_ms":0,"method":"GET","host":"mock.test","path":"/v1.0/me/drive","provider":"graph","operation":"drive.get","status":503,"fault":"f1","notes":["fault f1: status 503"],"request_bytes":0,"response_bytes":309}

        event: request
        id: 5
        data: {"n":2,"at":"2026-01-02T03:04:05Z","state":"done","duration_ms":0,"method":"POST","host":"mock.test","path":"/v1.0/me/drive/root:/hello.txt:/copy","provider":"graph","operation":"driveItem.copy","status":202,"user":"alice","notes":[],"request_bytes":20,"response_bytes":0}

        event: task
        id: 6
        data: {"id":1,"provider":"graph","task_id":"a3cc4cd0-3123-4888-4e79-1ef462fa0a43","state":"done","percent":100.0,"done":1,"failed":0,"total":1,"created":"2026-01-02T03:04:05Z","ended":"2026-01-02T03:04:06Z","pace":"timed:1000+0"}

        event: request
        id: 7
        data: {"n":2,"at":"2026-01-02T03:04:05Z","state":"done","duration_ms":0,"method":"POST","host":"mock.test","path":"/v1.0/me/drive/root:/hello.txt:/copy","provider":"graph","operation":"driveItem.copy","status":202,"user":"alice","notes":[],"request_bytes":20,"response_bytes":0}

        event: task
        id: 8
        data: {"id":1,"provider":"graph","task_id":"a3cc4cd0-3123-4888-4e79-1ef462fa0a43","state":"done","percent":100.0,"done":1,"failed":0,"total":1,"created":"2026-01-02T03:04:05Z","ended":"2026-01-02T03:04:06Z","pace":"timed:1000+0"}

        event: clock
        id: 9
        data: {"now":"2026-01-02T03:04:06Z","frozen":true}

        event: sandbox
        id: 10
        data: {"change":"restored","name":"default","now":"2026-01-02T03:04:06Z","frozen":true,"prefix":""}

    "#]].assert_eq(&listener.next().await);
    assert!(listener.is_silent());
    mock.send("POST /_mock/reset").await;
    expect![[r#"
        event: sandbox
        id: 11
        data: {"change":"reset","name":"default","now":"2026-01-02T03:04:05Z","frozen":true,"prefix":""}

    "#]]
    .assert_eq(&listener.next().await);
}

#[tokio::test(start_paused = true)]
async fn types_choose_among_events_and_a_number_resumes() {
    let mock = Mock::new();
    let mut clocks = Listener::to(&mock, "GET /_mock/events?types=clock,sandbox").await;
    for seconds in 1..4 {
        mock.send("DELETE /nowhere").await;
        mock.send(&format!("POST /_mock/clock/advance\n\n{{\"seconds\": {seconds}}}")).await;
    }
    expect![[r#"
        event: clock
        id: 3
        data: {"now":"2026-01-02T03:04:11Z","frozen":true}

        event: clock
        id: 6
        data: {"now":"2026-01-02T03:04:11Z","frozen":true}

        event: clock
        id: 9
        data: {"now":"2026-01-02T03:04:11Z","frozen":true}

    "#]]
    .assert_eq(&clocks.next().await);
    for (resumed, expected) in [
        ("GET /_mock/events?types=clock&since=6", "9"),
        ("GET /_mock/events?types=clock\nLast-Event-ID: 6", "9"),
        ("GET /_mock/events?types=request&since=7\nLast-Event-ID: 1", "8"),
    ] {
        let text = Listener::to(&mock, resumed).await.next().await;
        let ids: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("id: ")).collect();
        assert_eq!(ids, [expected], "{text}");
    }
    let lost = Listener::to(&mock, "GET /_mock/events?types=task&since=77").await.next().await;
    expect![[r#"
        event: lost
        id: 0
        data: {"since":77,"until":0}

    "#]]
    .assert_eq(&lost);
}

#[tokio::test(start_paused = true)]
async fn a_comment_comes_where_nothing_happens() {
    let mock = Mock::new();
    let mut listener = Listener::to(&mock, "GET /_mock/events?types=task").await;
    let began = tokio::time::Instant::now();
    assert_eq!(listener.next().await, ": nothing new\n\n");
    assert_eq!(began.elapsed().as_secs(), 15);
    assert_eq!(listener.next().await, ": nothing new\n\n");
}

#[tokio::test(start_paused = true)]
async fn readers_end_with_their_sandbox() {
    let mock = Mock::new();
    let mut listener = Listener::to(&mock, "GET /_sandbox/t1/_mock/events?types=sandbox").await;
    mock.send("DELETE /_mock/sandboxes/t1").await;
    expect![[r#"
        event: sandbox
        id: 1
        data: {"change":"deleted","name":"t1","now":"2026-01-02T03:04:05Z","frozen":true,"prefix":"/_sandbox/t1"}

    "#]].assert_eq(&listener.next().await);
    assert_eq!(listener.next().await, "");
}

#[tokio::test]
async fn what_can_not_be_listened_to_is_refused() {
    let mock = Mock::new();
    let rows = [
        "GET /_mock/events?types=requests",
        "GET /_mock/events?types=",
        "GET /_mock/events?since=yesterday",
        "GET /_mock/events\nLast-Event-ID: yesterday",
        "GET /_mock/events?type=task",
    ];
    refusals(&mock, rows.map(|request| (request, request)), expect![[r#"
        GET /_mock/events?types=requests: 400 {"detail":"`types` is a list of `request`, `task`, `notification`, `fault`, `clock`, `sandbox`, and has no `requests`.","status":400,"title":"Bad Request"}
        GET /_mock/events?types=: 400 {"detail":"`types` is a list of `request`, `task`, `notification`, `fault`, `clock`, `sandbox`, and has no ``.","status":400,"title":"Bad Request"}
        GET /_mock/events?since=yesterday: 400 {"detail":"`since` is a whole number, not `yesterday`.","status":400,"title":"Bad Request"}
        GET /_mock/events Last-Event-ID: yesterday: 400 {"detail":"`Last-Event-ID` is a whole number, not `yesterday`.","status":400,"title":"Bad Request"}
        GET /_mock/events?type=task: 400 {"detail":"Unknown parameter `type`: /_mock/events has `types`, `since`.","status":400,"title":"Bad Request"}
    "#]]).await;
    let mut listeners = Vec::new();
    for _ in 0..64 {
        listeners.push(Listener::to(&mock, "GET /_mock/events").await);
    }
    let one_more = mock.send("GET /_mock/events").await;
    expect![[r#"503 {"detail":"64 read the events of this sandbox already, and no more may.","status":503,"title":"Service Unavailable"}"#]].assert_eq(&one_more.line());
    listeners.pop();
    Listener::to(&mock, "GET /_mock/events").await;
}

#[test]
fn a_server_that_stops_ends_its_readers() {
    let mock = MockServer::start();
    let mut stream = TcpStream::connect(mock.address()).expect("a connection");
    write!(stream, "GET /_mock/events HTTP/1.1\r\nHost: localhost\r\n\r\n").expect("sent");
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).expect("a head");
        head.extend(byte);
    }
    drop(mock);
    let mut rest = String::new();
    stream.read_to_string(&mut rest).expect("text");
    assert_eq!(rest, "0\r\n\r\n", "the body has its end");
}
