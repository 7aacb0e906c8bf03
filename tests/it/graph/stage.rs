//! A mock on which there is one of everything that a route can lead to, and the words that lead there.

use std::sync::Arc;

use expect_test::Expect;
use serde_json::Value;

use super::identity::{BACK, CLIENT, TENANT};
use crate::support::{
    Answer, Mock,
    receiver::{self, Receiver},
    refusals,
};

/// The mock, and what its words stand for.
pub struct Stage {
    pub mock: Arc<Mock>,
    words: Vec<(&'static str, String)>,
    /// The sandbox, unless it is the first.
    fork: Option<String>,
    /// The application that receives notifications.
    receiver: Arc<Receiver>,
}

impl Stage {
    pub async fn new() -> Self {
        let (receiver, serving) = receiver::open().await;
        #[expect(clippy::disallowed_methods, reason = "it ends with the runtime of its test")]
        tokio::spawn(serving);
        let (mock, receiver) = (Arc::new(Mock::new()), Arc::new(receiver));
        let mut stage = Self { mock, words: Vec::new(), fork: None, receiver };
        stage.name().await;
        stage.share().await;
        stage.mark().await;
        stage.upload().await;
        stage.sign_in().await;
        stage.subscribe().await;
        stage.bundle().await;
        stage
    }

    /// The same on a mock of its own, which begins as this one stands.
    pub fn again(&self) -> Self {
        let world = self.mock.sandbox().snapshot().as_ref().clone();
        let (mock, receiver) = (Arc::new(Mock::of(world)), Arc::clone(&self.receiver));
        Self { mock, words: self.words.clone(), fork: None, receiver }
    }

    /// The same in a sandbox of its own; addresses in its answers name it.
    pub fn fork(&self, name: &str) -> Self {
        self.mock.fork(name);
        let (mock, receiver) = (Arc::clone(&self.mock), Arc::clone(&self.receiver));
        Self { mock, words: self.words.clone(), fork: Some(name.into()), receiver }
    }

    /// Puts what they stand for in the place of the `{words}` of a request.
    pub fn fill(&self, text: &str) -> String {
        let fill = |text: String, (word, value): &(&str, String)| text.replace(&format!("{{{word}}}"), value);
        let filled = self.words.iter().fold(text.to_owned(), fill);
        let open = filled.as_bytes().windows(2).any(|pair| pair[0] == b'{' && pair[1].is_ascii_lowercase());
        assert!(!open, "a word that stands for nothing: {filled}");
        filled
    }

    /// Sends a request with this token, if any; a body that looks like JSON is sent as such.
    pub async fn send(&self, request: &str, token: Option<&str>) -> Answer {
        self.mock.send(&self.text(request, token)).await
    }

    fn text(&self, request: &str, token: Option<&str>) -> String {
        let filled = self.fill(request);
        let (first, rest) = filled.split_once('\n').unwrap_or((&filled, ""));
        let token = token.map(|token| format!("\nAuthorization: Bearer {token}")).unwrap_or_default();
        let fork = self.fork.as_ref().map(|name| format!("\nX-Mock-Sandbox: {name}")).unwrap_or_default();
        let is_json = filled.contains("\n\n{") && !filled.contains("\nContent-Type: ");
        let kind = if is_json { "\nContent-Type: application/json" } else { "" };
        format!("{first}{kind}{token}{fork}\n{rest}")
    }

    /// Compares how requests with these tokens are refused.
    pub async fn refuses<R: AsRef<str>>(
        &self,
        rows: impl IntoIterator<Item = (&'static str, R)>,
        expected: Expect,
    ) {
        let rows: Vec<_> = rows
            .into_iter()
            .map(|(token, request)| {
                let request = request.as_ref();
                (format!("{token} {request}"), self.text(request, Some(token)))
            })
            .collect();
        refusals(&self.mock, rows, expected).await;
    }

    /// The operation that the last request reached, as the journal has it.
    pub async fn operation(&self) -> Option<String> {
        let journal = self.send("GET /_mock/requests", None).await.json();
        let last = journal["requests"].as_array().expect("a list").last().expect("a request").clone();
        last["operation"].as_str().map(Into::into)
    }

    /// Sends a request as alice and insists that it succeeds.
    async fn alice(&self, request: &str) -> Answer {
        let answer = self.send(request, Some("alice-token")).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{request}: {answer}");
        answer
    }

    fn know(&mut self, word: &'static str, value: impl Into<String>) {
        self.words.push((word, value.into()));
    }

    async fn name(&mut self) {
        let tree = self.mock.send("GET /_mock/tree").await.json();
        let id = |drive: usize, path: &str| {
            let mut items = tree["drives"][drive]["items"].as_array().expect("items").iter();
            let item = items.find(|item| item["path"] == path).expect("seeded");
            text(&item["ids"]["graph"])
        };
        for (word, drive) in [("drive-id", 0), ("bobs-drive", 1), ("team-drive", 3)] {
            self.know(word, text(&tree["drives"][drive]["graph_drive"]));
        }
        for (word, drive, path) in [
            ("item-id", 0, "/hello.txt"),
            ("plan-id", 0, "/Documents/plan.txt"),
            ("folder-id", 0, "/Documents"),
            ("picture-id", 0, "/Photos/mountains.jpg"),
            ("held-id", 0, "/archive.zip"),
            ("binned-id", 0, "/locked.zip"),
            ("bobs-item", 1, "/todo.txt"),
            ("bobs-diary", 1, "/Private/diary.txt"),
        ] {
            self.know(word, id(drive, path));
        }
        for (word, request) in
            [("user-id", "GET /v1.0/users"), ("group-id", "GET /v1.0/groups"), ("site-id", "GET /v1.0/sites")]
        {
            let list = self.alice(request).await.json();
            self.know(word, text(&list["value"][0]["id"]));
        }
        self.know("tenant", TENANT.trim_start_matches('/'));
    }

    async fn share(&mut self) {
        let plan = "POST /v1.0/drives/{drive-id}/items/{plan-id}";
        let bob = r#""recipients": [{"email": "bob@example.com"}]"#;
        let given = self.alice(&format!("{plan}/invite\n\n{{{bob}, \"roles\": [\"read\"]}}")).await.json();
        self.know("permission-id", text(&given["value"][0]["id"]));
        let body = format!(r#"{{"type": "edit", "scope": "users", {bob}}}"#);
        let people = self.alice(&format!("{plan}/createLink\n\n{body}")).await.json();
        self.know("link-id", text(&people["id"]));
        self.know("people-share", text(&people["shareId"]));
        let folder = "POST /v1.0/drives/{drive-id}/items/{folder-id}/createLink";
        let link = self.alice(&format!("{folder}\n\n{{\"type\": \"edit\"}}")).await.json();
        self.know("folder-link", text(&link["id"]));
        self.know("share-id", text(&link["shareId"]));
    }

    async fn mark(&mut self) {
        let item = "/v1.0/drives/{drive-id}/items";
        self.alice(&format!("PUT {item}/{{item-id}}/content\n\nthe second version")).await;
        self.alice(&format!("POST {item}/{{item-id}}/follow")).await;
        self.alice(&format!("POST {item}/{{held-id}}/checkout")).await;
        self.alice(&format!("DELETE {item}/{{binned-id}}")).await;
        let bobs = "DELETE /v1.0/drives/{bobs-drive}/items/{bobs-diary}";
        assert_eq!(self.send(bobs, Some("bob-token")).await.status, 204);
        for (word, request) in [
            ("monitor-id", format!("POST {item}/{{item-id}}/copy\n\n{{\"name\": \"copied.txt\"}}")),
            ("download", format!("GET {item}/{{item-id}}/content")),
            ("sealed", format!("GET {item}/{{item-id}}/versions/1.0/content")),
        ] {
            let answer = self.alice(&request).await;
            let last = last(answer.header("location"));
            // Of an address with a query it is the query that differs.
            let differs = last.split_once('?').map_or(last.as_str(), |(_, query)| query).to_owned();
            self.know(word, differs);
        }
    }

    async fn upload(&mut self) {
        let new = "/v1.0/drives/{drive-id}/root:/Uploads/a.bin:/createUploadSession";
        for (word, body, range, piece) in
            [("session", "{}", "0-1/4", "ab"), ("whole-session", r#"{"deferCommit": true}"#, "0-3/4", "abcd")]
        {
            let session = self.alice(&format!("POST {new}\n\n{body}")).await.json();
            let sealed = last(&text(&session["uploadUrl"]));
            let put = format!("PUT /_api/v2.0/upload/{sealed}\nContent-Range: bytes {range}\n\n{piece}");
            assert_eq!(self.send(&put, None).await.status, 202);
            self.know(word, sealed);
        }
    }

    async fn sign_in(&mut self) {
        let code = super::identity::code(&self.mock, "Files.Read", "").await;
        self.know("code", code);
        let form = format!("{CLIENT}&scope=Files.Read");
        let device =
            super::identity::post(&self.mock, &format!("{TENANT}/oauth2/v2.0/devicecode"), &form).await;
        self.know("user-code", text(&device.json()["user_code"]));
        self.know("client", CLIENT);
        self.know("back", BACK);
    }

    async fn subscribe(&mut self) {
        self.know("receiver", self.receiver.url("/hook"));
        let body = r#"{"changeType": "updated", "notificationUrl": "{receiver}", "resource": "me/drive/root",
            "expirationDateTime": "2026-01-03T00:00:00Z"}"#;
        let subscription = self.alice(&format!("POST /v1.0/subscriptions\n\n{body}")).await.json();
        self.know("subscription-id", text(&subscription["id"]));
    }

    async fn bundle(&mut self) {
        let body = r#"{"name": "My Day at the Beach", "bundle": {"album": {}}, "children": [{"id": "{bobs-item}"}]}"#;
        let made = self.send(&format!("POST /v1.0/me/drive/bundles\n\n{body}"), Some("bob-token")).await;
        self.know("bundle-id", text(&made.json()["id"]));
    }
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

fn last(address: &str) -> String {
    address.rsplit('/').next().expect("a segment").to_owned()
}
