//! KDocs: both families over one app, and the requests that they are sent.

mod app_files;
mod app_uploads;
mod app_versions;
mod copy;
pub mod coverage;
mod edit_urls;
mod examples;
mod forms;
mod limits;
mod mismatches;
mod moves;
mod oauth;
mod oauth_refusals;
mod office;
mod personal;
mod printed;
mod quota;
mod record_refusals;
mod records;
mod refusals;
mod shares;
mod sheets;
mod signature;
mod stories;
mod tasks;
mod users;
mod webhook_refusals;
mod webhooks;

use data_encoding::HEXLOWER;
use md5::Md5;
use sha1::{Digest, Sha1};

use crate::support::{Answer, Mock};

const COPY: &str = "/api/v1/openapi/personal/tasks/files/copy";
const MOVE: &str = "/api/v1/openapi/appspace/tasks/files/move";
/// The date of the tests' clock.
const DATE: &str = "Fri, 02 Jan 2026 03:04:05 GMT";
/// Files with an id that the fixture gave them: alice's `/hello.txt`, the app's `/welcome.txt` and `/Archive`.
const HELLO: &str = "kvqxrspxjctdojjqdildjhonzwusaquc";
const WELCOME: &str = "t2v4Ga8ZUYKc12KGMdEQpBh";
const ARCHIVE: &str = "t1v4Ga8ZUYKc12KGMdEQpBh";

/// A request signed with WPS-2 as the first application of the fixture, unless a field says otherwise.
#[derive(Clone)]
pub struct Signed<'a> {
    app: &'a str,
    key: &'a str,
    date: &'a str,
    content_type: &'a str,
    /// What `Content-Md5` is made of, if it is not the body, or the path for GET.
    hashed: Option<&'a str>,
    more: &'a str,
}

impl Default for Signed<'_> {
    fn default() -> Self {
        Self {
            app: "SX20260101MOCKED",
            key: "mock-kdocs-test-key",
            date: DATE,
            content_type: "application/json",
            hashed: None,
            more: "",
        }
    }
}

impl Signed<'_> {
    pub fn text(&self, method: &str, path: &str, body: &str) -> String {
        let hashed = self.hashed.unwrap_or(if method == "GET" { path } else { body });
        let content_md5 = HEXLOWER.encode(&Md5::digest(hashed));
        let Self { app, key, date, content_type, more, .. } = self;
        let signature = Sha1::digest(format!("{key}{content_md5}{content_type}{date}"));
        let signature = HEXLOWER.encode(&signature);
        format!(
            "{method} {path}\nDate: {date}\nContent-Md5: {content_md5}\nContent-Type: {content_type}\n\
             Authorization: WPS-2:{app}:{signature}{more}\n\n{body}"
        )
    }

    /// The request of a move.
    fn post_text(&self, body: &str) -> String {
        self.text("POST", MOVE, body)
    }

    pub async fn post(&self, mock: &Mock, body: &str) -> Answer {
        mock.send(&self.post_text(body)).await
    }

    async fn task(&self, mock: &Mock, id: &str) -> Answer {
        mock.send(&self.text("GET", &format!("/api/v1/openapi/appspace/tasks/{id}"), "")).await
    }
}

/// The body of a copy of `/hello.txt`.
fn copy_hello() -> String {
    format!(r#"{{"file_ids": ["{HELLO}"]}}"#)
}

async fn copy(mock: &Mock, body: &str) -> Answer {
    copy_as(mock, "alice-token", body).await
}

async fn copy_as(mock: &Mock, token: &str, body: &str) -> Answer {
    mock.send(&copy_text(token, body)).await
}

/// The request of a copy with this token.
fn copy_text(token: &str, body: &str) -> String {
    format!("POST {COPY}?access_token={token}\n\n{body}")
}

/// Copies as alice with this `X-Mock-Task`.
async fn copy_paced(mock: &Mock, pace: &str, body: &str) -> Answer {
    mock.send(&format!("POST {COPY}?access_token=alice-token\nX-Mock-Task: {pace}\n\n{body}")).await
}

async fn task(mock: &Mock, token: &str, id: &str) -> Answer {
    mock.send(&format!("GET /api/v1/openapi/personal/tasks/{id}?access_token={token}")).await
}

fn task_id(answer: &Answer) -> String {
    answer.json()["data"]["task_id"].as_str().expect("a task id").to_owned()
}

/// The id of an item in alice's drive as the application of her token sees it.
async fn open_id(mock: &Mock, path: &str) -> String {
    mock.id("kdocs_open_id", "alice", path).await
}

async fn token(mock: &Mock, path: &str) -> String {
    mock.id("kdocs_file_token", "apps", path).await
}

/// Puts a top-level item of a drive into the bin: alice's drive is the first, the app's the third.
fn trash(mock: &Mock, drive: usize, name: &str) {
    mock.sandbox()
        .write(|world, now| {
            let drive = world.drives().nth(drive).expect("a drive of the fixture").clone();
            let node = world.descend(drive.root, [name]).expect("it is there");
            world.trash(world.maker(&drive).expect("an owner"), node, now)
        })
        .expect("it is live");
}

/// The paths of a drive that were not there before.
async fn new_paths(mock: &Mock, owner: &str, before: &[String]) -> Vec<String> {
    mock.paths(owner).await.into_iter().filter(|path| !before.contains(path)).collect()
}
