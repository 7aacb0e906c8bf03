//! A tour over all routes: each is called, goes well and is refused, and whatever it answers is as it is described.

use std::collections::BTreeSet;

use axum::{body::Body, http::Request};
use http_body_util::BodyExt;
use mockdrive::{Config, MockServer, config::Switch};

use super::{
    described::{DOCUMENT, Operation, operation, operations},
    stops::{END, STOPS},
};
use crate::support::{
    Answer, Mock, raw, receiver,
    script::{Words, fill, keep},
    types::{Strictness, faults},
};

/// What the tour has seen.
#[derive(Default)]
struct Tour {
    words: Words,
    /// The statuses that each operation has answered.
    met: BTreeSet<String>,
    wrong: Vec<String>,
}

impl Tour {
    async fn go(&mut self, mock: &Mock, stops: &[(&str, u16, &str)]) {
        for (request, status, wanted) in stops {
            let request = fill(request, &self.words);
            let answer = mock.send(&request).await;
            if answer.status != *status {
                self.wrong.push(format!("{request}: not {status}, but {answer}"));
                continue;
            }
            self.see(&request, &answer);
            wanted.split_whitespace().for_each(|wanted| keep(&mut self.words, wanted, &answer));
        }
    }

    /// Holds a request and its answer to the description.
    fn see(&mut self, request: &str, answer: &Answer) {
        let (head, body) = request.split_once("\n\n").unwrap_or((request, ""));
        let line = head.lines().next().expect("a line");
        let (method, path) = line.split_once(' ').expect("a method");
        let Some(operation) = operation(method, path) else {
            let is_refused = [404, 405].contains(&answer.status.as_u16());
            assert!(is_refused || !path.starts_with("/_mock"), "{line} is not described");
            return;
        };
        self.met.insert(format!("{} {} {}", operation.method, operation.path, answer.status.as_str()));
        let query = path.split_once('?').map_or("", |(_, query)| query);
        let of_request = if answer.status.is_success() || [404, 409].contains(&answer.status.as_u16()) {
            operation.faults_of_request(query, body)
        } else {
            Vec::new()
        };
        for fault in of_request.into_iter().chain(operation.faults_of_answer(answer)) {
            self.wrong.push(format!("{request}: {} {fault}", answer.status.as_u16()));
        }
    }

    /// Listens, has something of each kind happen, and holds the events to their schemas.
    async fn listen(&mut self, mock: &Mock) {
        let request = "GET /_mock/events";
        let mut body = mock.respond(Mock::request(request)).await.into_body();
        mock.send("PUT /_mock/clock\n\n{\"frozen\": true}").await;
        mock.send("PUT /_mock/settings\n\n{}").await;
        mock.send("POST /_mock/faults\n\n{\"match\": {\"operation\": \"drive.get\"}, \"effect\": {\"status\": 503}}").await;
        mock.send("GET /v1.0/me/drive\nAuthorization: Bearer alice-token").await;
        mock.send(
            "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\n\
             Content-Type: application/json\n\n{\"name\": \"told.txt\"}",
        )
        .await;
        let schemas =
            operation("get", request.split_once(' ').expect("a path").1).expect("described").events();
        let mut seen = BTreeSet::new();
        let mut next = async |body: &mut Body| {
            let bytes = body.frame().await.expect("more").expect("a frame").into_data().expect("data");
            let text = String::from_utf8(bytes.to_vec()).expect("text");
            for event in text.split("\n\n").filter(|event| event.starts_with("event: ")) {
                let (name, rest) = event["event: ".len()..].split_once('\n').expect("a name");
                let data = rest.split_once("data: ").expect("data").1;
                let data = serde_json::from_str(data).expect("JSON");
                let found = faults(&data, &schemas[name], &DOCUMENT, Strictness::Closed);
                self.wrong.extend(found.into_iter().map(|fault| format!("event {name}: {fault}")));
                seen.insert(name.to_owned());
            }
        };
        next(&mut body).await;
        // Somebody who comes back after more has happened than is kept.
        for _ in 0..1001 {
            mock.send("PUT /_mock/clock\n\n{\"frozen\": true}").await;
        }
        let mut late = mock.respond(Mock::request("GET /_mock/events?since=1")).await.into_body();
        next(&mut late).await;
        assert_eq!(seen.iter().collect::<Vec<_>>(), ["clock", "fault", "lost", "request", "sandbox", "task"]);
        self.met.insert("get /events 200".into());
        let mut readers = Vec::new();
        loop {
            let response = mock.respond(Mock::request(request)).await;
            if response.status() != 200 {
                break;
            }
            readers.push(response);
        }
        self.go(mock, &[(request, 503, "")]).await;
    }

    /// Takes the state away as a file, and brings it back.
    async fn file(&mut self, mock: &Mock) {
        let file = mock.send("GET /_mock/snapshot").await;
        self.see("GET /_mock/snapshot", &file);
        for mock in [mock, &Mock::with_room(file.body.len() as u64 / 2)] {
            let request = Request::put("/_mock/snapshot").header("host", "mock.test");
            let request = request.body(Body::from(file.body.clone())).expect("a request");
            self.see("PUT /_mock/snapshot\n\nbytes", &mock.call(request).await);
        }
        let stops = [("GET /_mock/snapshot?name=none", 404, ""), ("PUT /_mock/snapshot\n\n{}", 400, "")];
        self.go(mock, &stops).await;
    }

    /// Has notifications sent.
    async fn subscribe(&mut self, mock: &Mock) {
        receiver::beside(mock, async |mut receiver| {
            let (hook, lifecycle) = (receiver.url("/hook"), receiver.url("/lifecycle"));
            let body = |more: &str| {
                format!(
                    "POST /v1.0/subscriptions\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n\
                     {{\"changeType\": \"updated\", \"notificationUrl\": \"{hook}\", \"resource\": \"me/drive/root\", \
                     {more}\"expirationDateTime\": \"2026-01-03T00:00:00Z\"}}"
                )
            };
            let of_lifecycle = body(&format!("\"lifecycleNotificationUrl\": \"{lifecycle}\", "));
            self.go(mock, &[(&body(""), 201, "bare=/id"), (&of_lifecycle, 201, "full=/id")]).await;
            let missed = "lifecycle\n\n{\"event\": \"missed\"}";
            let to = |id: &str| format!("POST /_mock/graph/subscriptions/{id}/{missed}");
            self.go(mock, &[(&to("{bare}"), 409, ""), (&to("{full}"), 202, "")]).await;
            for _ in 0..4 {
                receiver.next().await;
            }
            self.go(mock, &[("GET /_mock/notifications", 200, "sent=/notifications/0/url")]).await;
        })
        .await;
    }
}

#[tokio::test]
async fn every_route_answers_as_it_is_described() {
    let (mut tour, mock) = (Tour::default(), Mock::new());
    tour.go(&mock, &STOPS).await;
    let known = mock.send("GET /_mock/openapi.json").await;
    let known = format!("GET /_mock/openapi.json\nIf-None-Match: {}", known.header("etag"));
    tour.go(&mock, &[(&known, 304, "")]).await;
    tour.file(&mock).await;
    tour.go(&mock, &END).await;
    // That was the start that a reset returns to.
    let mock = Mock::new();
    tour.subscribe(&mock).await;
    mock.start_over();
    tour.listen(&mock).await;
    let long = format!("POST /_mock/seed\n\n{{\"users\": \"{}\"}}", "x".repeat(17 << 20));
    let wide = r#"POST /_mock/seed

{"items": {"alice": [{"path": "/a.bin", "text": "xxxxxxxxxx"}]}}"#;
    let huge = format!(
        "POST /_mock/seed\n\n{{\"items\": {{\"alice\": [{}]}}}}",
        (0..17)
            .map(|n| format!("{{\"path\": \"/{n}\", \"size\": 68719476736}}"))
            .collect::<Vec<_>>()
            .join(", ")
    );
    tour.go(&mock, &[(&long, 413, ""), (&huge, 507, "")]).await;
    tour.go(&mock, &[(wide, 201, "")]).await;
    tour.without_tls();
    assert_eq!(tour.wrong.join("\n"), "");
    let all =
        |one: Operation| one.statuses().map(move |status| format!("{} {} {status}", one.method, one.path));
    let described: BTreeSet<_> = operations().flat_map(all).collect();
    let missed: Vec<_> = described.difference(&tour.met).collect();
    assert_eq!(missed, [""; 0], "nothing shows that these are true");
}

impl Tour {
    fn without_tls(&mut self) {
        let config = Config { tls: Switch::Off, ..Config::default() };
        let mock = MockServer::start_with(&config).expect("started");
        for path in ["/_mock/tls", "/_mock/tls/ca.pem", "/_mock/tls/ca.der"] {
            let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            let answer = raw::exchange(mock.address(), &request);
            assert!(
                answer.starts_with("HTTP/1.1 404") && answer.contains("application/problem+json"),
                "{answer}"
            );
            self.met.insert(format!("get {} 404", path.trim_start_matches("/_mock")));
        }
    }
}
