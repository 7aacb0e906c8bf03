//! Upload sessions: ranges and their refusals, expiry.

use std::{
    fmt::Write,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    http::Request,
};
use expect_test::expect;
use http_body::Frame;
use mockdrive::world::Content;

use super::{alice, text};
use crate::support::{Answer, Mock};

pub const NEW: &str = "/v1.0/me/drive/root:/New/a.bin:";

/// Opens a session and returns its address.
pub async fn open(mock: &Mock, item: &str, body: &str) -> String {
    let answer = alice(mock, &format!("POST {item}/createUploadSession"), body).await;
    assert_eq!(answer.status, 200, "{answer}");
    url(&answer)
}

pub fn url(answer: &Answer) -> String {
    let url = answer.json()["uploadUrl"].as_str().expect("an address").to_owned();
    url.strip_prefix("http://mock.test").expect("the same origin").to_owned()
}

/// Sends a range without credentials.
pub async fn put(mock: &Mock, url: &str, range: &str, body: &str) -> Answer {
    mock.send(&format!("PUT {url}\nContent-Range: bytes {range}\n\n{body}")).await
}

#[tokio::test]
async fn a_file_goes_up_in_ranges() {
    let mock = Mock::new();
    let body = r#"{"item": {"@odata.type": "microsoft.graph.driveItemUploadableProperties", "name": "a.bin",
        "@microsoft.graph.conflictBehavior": "rename", "fileSize": 11}}"#;
    let session = alice(&mock, &format!("POST {NEW}/createUploadSession"), body).await;
    let url = url(&session);
    let mut story = format!("{session}\n");
    for (range, body) in [("0-1/11", "he"), ("2-5/11", "llo "), ("6-10/11", "world")] {
        assert_eq!(text(&mock, "New/a.bin"), None, "only the last range makes it");
        let status = mock.send(&format!("GET {url}\nAuthorization: Bearer whatever")).await;
        writeln!(story, "GET: {status}").expect("a string");
        let answer = put(&mock, &url, range, body).await;
        let made = answer.json().get("id").is_some();
        writeln!(story, "PUT {range}: {}", if made { answer.status.to_string() } else { answer.to_string() })
            .expect("a string");
        if made {
            let item = alice(&mock, &format!("GET {NEW}"), "").await;
            assert_eq!(answer.content(), item.content(), "the item as it is read");
        }
    }
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#microsoft.graph.uploadSession",
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "0-"
          ],
          "uploadUrl": "http://mock.test/_api/v2.0/upload/AAAAAAAAAAFmqhKyIrnDamow4oKWRivY"
        }
        GET: 200 OK
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "0-"
          ]
        }
        PUT 0-1/11: 202 Accepted
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "2-10"
          ]
        }
        GET: 200 OK
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "2-10"
          ]
        }
        PUT 2-5/11: 202 Accepted
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "6-10"
          ]
        }
        GET: 200 OK
        {
          "expirationDateTime": "2026-01-09T03:04:05Z",
          "nextExpectedRanges": [
            "6-10"
          ]
        }
        PUT 6-10/11: 201 Created
    "#]]
    .assert_eq(&story);
    assert_eq!(text(&mock, "New/a.bin").as_deref(), Some("hello world"));
}

#[tokio::test]
async fn every_address_form_opens_a_session() {
    let mock = Mock::new();
    for (address, body, path, status) in [
        ("items/<plan.txt>", "", "Documents/plan.txt", 200),
        ("items/<Documents>:/a.bin:", "{}", "Documents/a.bin", 201),
        ("items/<Documents>/children/b.bin", r#"{"item": {}}"#, "Documents/b.bin", 201),
        ("items/<Documents>/children/B.bin", r#"{"item": null}"#, "Documents/b.bin", 200),
        ("root:/x/y/c.bin:", r#"{"item": {"name": "C.bin"}, "unknown": 1}"#, "x/y/c.bin", 201),
        ("items/root%3A%2Fx%2Fd.bin%3A", r#"{"deferCommit": false}"#, "x/d.bin", 201),
    ] {
        let url = open(&mock, &format!("/v1.0/me/drive/{address}"), body).await;
        let answer = put(&mock, &url, "0-2/3", "new").await;
        assert_eq!(answer.status, status, "{address}: {answer}");
        assert_eq!(text(&mock, path).as_deref(), Some("new"), "{address}");
    }
}

#[tokio::test]
async fn the_last_range_may_come_twice() {
    let mock = Mock::new();
    let url = open(&mock, "/v1.0/me/drive/root:/hello.txt:", "").await;
    put(&mock, &url, "0-4/10", "12345").await;
    let last = put(&mock, &url, "5-9/10", "67890").await;
    assert_eq!(last.status, 200, "it was there: {last}");
    for _ in 0..2 {
        let again = put(&mock, &url, "5-9/10", "67890").await;
        assert_eq!((again.status.as_u16(), again.json()), (201, last.json()));
    }
    expect!["404 itemNotFound uploadSessionNotFound: Upload session not found."]
        .assert_eq(&put(&mock, &url, "0-4/10", "12345").await.line());
    for request in ["GET", "DELETE"] {
        let answer = mock.send(&format!("{request} {url}")).await;
        assert_eq!(answer.status, 404, "the session is done: {answer}");
    }
    mock.advance(Duration::from_hours(7 * 24));
    assert_eq!(put(&mock, &url, "5-9/10", "67890").await.status, 404);
}

#[tokio::test]
async fn ranges_that_do_not_fit_are_refused_and_leave_nothing() {
    let mock = Mock::new();
    let url = open(&mock, NEW, "").await;
    put(&mock, &url, "0-4/20", "12345").await;
    let before = mock.sandbox().snapshot();
    let mut lines = String::new();
    for (range, body) in [
        ("0-4/20", "12345"),
        ("3-7/20", "45678"),
        ("6-9/20", "7890"),
        ("5-9/21", "67890"),
        ("5-9/20", "678"),
        ("5-9/20", "67890extra"),
        ("5-9/20", ""),
        ("5-9/*", "67890"),
        ("5-9", "67890"),
        ("9-5/20", "67890"),
        ("5-20/20", "67890"),
        ("-5-9/20", "67890"),
        ("5-9/-20", "67890"),
        ("99999999999999999999-99999999999999999999/99999999999999999999", "67890"),
        ("0-18446744073709551614/18446744073709551615", "67890"),
        ("0-62914559/70000000", "67890"),
        ("five-nine/20", "67890"),
        ("", ""),
    ] {
        let answer = put(&mock, &url, range, body).await;
        writeln!(lines, "{range} {body:?}\n  {}", answer.line()).expect("a string");
    }
    let answer = mock.send(&format!("PUT {url}\n\n67890")).await;
    writeln!(lines, "no header\n  {}", answer.line()).expect("a string");
    expect![[r#"
        0-4/20 "12345"
          416 invalidRange fragmentOverlap: Uploaded fragment overlaps with existing data.
        3-7/20 "45678"
          416 invalidRange fragmentOverlap: Uploaded fragment overlaps with existing data.
        6-9/20 "7890"
          416 invalidRange fragmentOutOfOrder: Uploaded fragment is out of order.
        5-9/21 "67890"
          400 invalidRequest fragmentLengthMismatch: The current upload session is for 20 total bytes, but the current fragment declares a total of 21.
        5-9/20 "678"
          400 invalidRequest -: The length of the body is not that of the Content-Range.
        5-9/20 "67890extra"
          400 invalidRequest -: The length of the body is not that of the Content-Range.
        5-9/20 ""
          400 invalidRequest -: The length of the body is not that of the Content-Range.
        5-9/* "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        5-9 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        9-5/20 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        5-20/20 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        -5-9/20 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        5-9/-20 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        99999999999999999999-99999999999999999999/99999999999999999999 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        0-18446744073709551614/18446744073709551615 "67890"
          413 invalidRequest maxFragmentLengthExceeded: A range of an upload session must be smaller than 60 MiB.
        0-62914559/70000000 "67890"
          413 invalidRequest maxFragmentLengthExceeded: A range of an upload session must be smaller than 60 MiB.
        five-nine/20 "67890"
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
         ""
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
        no header
          400 invalidRequest -: The Content-Range header is missing or malformed: bytes {first}-{last}/{total} is expected.
    "#]].assert_eq(&lines);
    assert!(std::sync::Arc::ptr_eq(&before, &mock.sandbox().snapshot()), "nothing changed");
    let status = mock.send(&format!("GET {url}")).await.json();
    assert_eq!(status["nextExpectedRanges"][0], "5-19");
}

/// A body that breaks off, or that does not announce its length.
struct Unsteady {
    pieces: Vec<&'static str>,
    breaks: bool,
}

impl HttpBody for Unsteady {
    type Data = Bytes;
    type Error = &'static str;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, &'static str>>> {
        let piece = self.pieces.pop().map(|piece| Ok(Frame::data(Bytes::from_static(piece.as_bytes()))));
        Poll::Ready(piece.or_else(|| self.breaks.then_some(Err("gone"))))
    }
}

#[tokio::test]
async fn a_range_that_breaks_off_leaves_nothing() {
    let mock = Mock::new();
    let url = open(&mock, NEW, "").await;
    let send = async |pieces: &[&'static str], breaks| {
        let body = Body::new(Unsteady { pieces: pieces.iter().rev().copied().collect(), breaks });
        let request = Request::put(&url).header("Host", "mock.test").header("Content-Range", "bytes 0-9/10");
        mock.call(request.body(body).expect("a request")).await
    };
    expect!["400 invalidRequest -: The request body ended early."]
        .assert_eq(&send(&["12345"], true).await.line());
    let status = mock.send(&format!("GET {url}")).await.json();
    assert_eq!(status["nextExpectedRanges"][0], "0-");
    assert_eq!(send(&["12345", "678"], false).await.status, 400, "too short, of unknown length");
    assert_eq!(send(&["12345", "678901"], false).await.status, 400, "too long, of unknown length");
    assert_eq!(send(&["12345", "67890"], false).await.status, 201, "as long as it says");
    assert_eq!(text(&mock, "New/a.bin").as_deref(), Some("1234567890"));
}

#[tokio::test]
async fn the_conflict_behaviour_is_read_wherever_clients_write_it() {
    let key = "@microsoft.graph.conflictBehavior";
    for (query, body, expected) in [
        ("", String::new(), "200 hello.txt"),
        ("", "{}".into(), "200 hello.txt"),
        ("", format!(r#"{{"item": {{"{key}": "rename"}}}}"#), "201 hello 1.txt"),
        ("", format!(r#"{{"{key}": "rename"}}"#), "201 hello 1.txt"),
        ("?%40microsoft.graph.conflictBehavior=rename", String::new(), "201 hello 1.txt"),
        ("?@name.conflictBehavior=rename", format!(r#"{{"{key}": "fail"}}"#), "201 hello 1.txt"),
        ("", format!(r#"{{"item": {{"{key}": "replace"}}, "{key}": "fail"}}"#), "200 hello.txt"),
        ("", format!(r#"{{"item": {{"{key}": "fail"}}}}"#), "409"),
        ("?@microsoft.graph.conflictBehavior=fail", format!(r#"{{"item": {{"{key}": "rename"}}}}"#), "409"),
        ("", format!(r#"{{"item": {{"{key}": "overwrite"}}}}"#), "400"),
    ] {
        let mock = Mock::new();
        let request = format!("POST /v1.0/me/drive/root:/hello.txt:/createUploadSession{query}");
        let session = alice(&mock, &request, &body).await;
        let outcome = if session.status == 200 {
            let answer = put(&mock, &url(&session), "0-2/3", "new").await;
            format!("{} {}", answer.status.as_u16(), answer.json()["name"].as_str().expect("a name"))
        } else {
            session.status.as_u16().to_string()
        };
        assert_eq!(outcome, expected, "{query} {body}");
    }
}

#[tokio::test]
async fn sessions_that_are_gone_are_not_found() {
    let mock = Mock::new();
    let cancelled = open(&mock, NEW, "").await;
    put(&mock, &cancelled, "0-1/4", "12").await;
    let answer = mock.send(&format!("DELETE {cancelled}")).await;
    assert_eq!((answer.status.as_u16(), answer.body.len()), (204, 0));
    let expired = open(&mock, NEW, "").await;
    mock.advance(Duration::from_hours(7 * 24) - Duration::from_millis(1));
    assert_eq!(put(&mock, &expired, "0-1/4", "12").await.status, 202);
    mock.advance(Duration::from_millis(1));
    for url in [&cancelled, &expired, "/_api/v2.0/upload/nothing"] {
        for request in ["GET", "POST", "DELETE"] {
            assert_eq!(mock.send(&format!("{request} {url}")).await.status, 404, "{request} {url}");
        }
        for range in ["2-3/4", "0-9/10", "malformed"] {
            let answer = put(&mock, url, range, "34").await;
            assert_eq!(
                answer.json()["error"]["innerError"]["code"],
                "uploadSessionNotFound",
                "{url}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn a_file_that_is_gone_at_the_end_is_not_found() {
    let mock = Mock::new();
    let plan = mock.id("graph", "alice", "/Documents/plan.txt").await;
    let url = open(&mock, &format!("/v1.0/me/drive/items/{plan}"), "").await;
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().next().expect("alice's").clone();
            let plan = world.descend(drive.root, ["Documents", "plan.txt"]).expect("seeded");
            world.trash(world.maker(&drive).expect("alice"), plan, now)
        })
        .expect("a live file");
    assert_eq!(put(&mock, &url, "0-2/3", "new").await.status, 404);
}

#[tokio::test]
async fn a_file_of_many_ranges_is_what_was_sent() {
    let mock = Mock::new();
    let url = open(&mock, NEW, "").await;
    let whole: String = "0123456789abcdefghijklmnopqrstuvwxyz\n".repeat(6000);
    let size = whole.len();
    // As msgraph-core cuts them, no multiple of anything.
    let ranges = (0..size).step_by(32_769).map(|from| from..(from + 32_769).min(size));
    for range in ranges {
        let header = format!("{}-{}/{size}", range.start, range.end - 1);
        let answer = put(&mock, &url, &header, &whole[range.clone()]).await;
        assert_eq!(answer.status, if range.end == size { 201 } else { 202 }, "{answer}");
    }
    let item = alice(&mock, &format!("GET {NEW}"), "").await.json();
    let hash = data_hash(whole.as_bytes());
    assert_eq!(item["file"]["hashes"]["quickXorHash"], hash);
    let link = item["@microsoft.graph.downloadUrl"].as_str().expect("a link").replace("http://mock.test", "");
    assert_eq!(mock.send(&format!("GET {link}")).await.body, whole.as_bytes());
    let part = mock.send(&format!("GET {link}\nRange: bytes=32760-65540")).await;
    assert_eq!(part.body, whole.as_bytes()[32_760..=65_540]);
}

/// The hash of bytes that were never cut.
fn data_hash(bytes: &[u8]) -> String {
    data_encoding::BASE64.encode(Content::new(Bytes::copy_from_slice(bytes)).quick_xor())
}
