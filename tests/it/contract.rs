//! One story of a copy in each dialect that can make one: what they share.

use serde_json::{Value, json};

use crate::support::Mock;

/// A dialect that copies alice's `/hello.txt` into `/Shared examples`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Dialect {
    Graph,
    Kdocs,
    Koodrive,
}

/// What became of a copy, in plain words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum State {
    Waiting,
    Done,
    Failed,
}

const ALL: [Dialect; 3] = [Dialect::Graph, Dialect::Kdocs, Dialect::Koodrive];
const SPACE: &str = "IAADfsBFCO6WtAtuA315074383680425b8aa9a130cba2d4";

impl Dialect {
    /// Asks for the copy and returns the path of its state.
    async fn copy(self, mock: &Mock, header: &str) -> String {
        let id = async |path: &str| {
            let dialect = match self {
                Self::Graph => "graph",
                Self::Kdocs => "kdocs_open_id",
                Self::Koodrive => "koodrive",
            };
            mock.id(dialect, "alice", path).await
        };
        let (file, into) = (id("/hello.txt").await, id("/Shared examples").await);
        let (request, body) = match self {
            Self::Graph => (
                format!("POST /v1.0/me/drive/items/{file}/copy"),
                json!({ "parentReference": { "id": into } }),
            ),
            Self::Kdocs => (
                "POST /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token".into(),
                json!({ "file_ids": [file], "parent_id": into }),
            ),
            Self::Koodrive => (
                "POST /koodrive/ose/v1/jobs".into(),
                json!({ "taskType": 1, "dstContainerId": SPACE, "taskInfo":
                    { "srcContainerId": SPACE, "newFilePath": into, "fileInfo": [{ "fileId": file }] } }),
            ),
        };
        let answer =
            mock.send(&format!("{request}\nAuthorization: Bearer alice-token\nContent-Type: application/json\n{header}\n\n{body}")).await;
        assert!(answer.status.is_success(), "{self:?}: {answer}");
        match self {
            Self::Graph => answer.header("location").replace("http://mock.test", ""),
            Self::Kdocs => {
                let task = answer.json()["data"]["task_id"].as_str().expect("an id").to_owned();
                format!("/api/v1/openapi/personal/tasks/{task}?access_token=alice-token")
            }
            Self::Koodrive => format!("/koodrive/ose/v1/{}", answer.json()["data"].as_str().expect("an id")),
        }
    }

    /// Asks how a copy goes.
    async fn state(self, mock: &Mock, place: &str) -> State {
        let answer = mock.send(&format!("GET {place}\nAuthorization: Bearer alice-token")).await.json();
        match self {
            Self::Graph => match answer["status"].as_str() {
                Some("completed") => State::Done,
                Some("failed") => State::Failed,
                _ => State::Waiting,
            },
            Self::Kdocs => match answer["data"]["status"].as_str() {
                Some("success") => State::Done,
                Some("failed") => State::Failed,
                _ => State::Waiting,
            },
            Self::Koodrive => {
                match (&answer["data"]["jobInfo"]["status"], &answer["data"]["jobInfo"]["taskResultCode"]) {
                    (Value::Number(two), Value::Number(one)) if *two == 2.into() && *one == 1.into() => {
                        State::Done
                    }
                    (Value::Number(two), Value::Number(three)) if *two == 2.into() && *three == 3.into() => {
                        State::Failed
                    }
                    _ => State::Waiting,
                }
            }
        }
    }
}

async fn copies(mock: &Mock) -> usize {
    mock.paths("alice").await.iter().filter(|path| path.starts_with("/Shared examples/")).count()
}

#[tokio::test]
async fn a_copy_waits_until_it_is_finished_and_then_everybody_sees_it() {
    for dialect in ALL {
        let mock = Mock::new();
        let place = dialect.copy(&mock, "X-Mock-Task: manual").await;
        assert_eq!(
            (dialect.state(&mock, &place).await, copies(&mock).await),
            (State::Waiting, 0),
            "{dialect:?}"
        );
        mock.send("POST /_mock/tasks/1/finish").await;
        assert_eq!(
            (dialect.state(&mock, &place).await, copies(&mock).await),
            (State::Done, 1),
            "{dialect:?}"
        );
        assert!(mock.paths("alice").await.contains(&"/hello.txt".to_owned()), "the source stays");
        let id = async |path: &str| mock.id("wps", "alice", path).await;
        assert_ne!(
            id("/hello.txt").await,
            id("/Shared examples/hello.txt").await,
            "the copy is another item"
        );
    }
}

#[tokio::test]
async fn a_copy_that_fails_leaves_nothing_behind() {
    for dialect in ALL {
        let mock = Mock::new();
        let place = dialect.copy(&mock, "X-Mock-Task: manual").await;
        mock.send("POST /_mock/tasks/1/fail").await;
        assert_eq!(
            (dialect.state(&mock, &place).await, copies(&mock).await),
            (State::Failed, 0),
            "{dialect:?}"
        );
    }
}

#[tokio::test]
async fn a_copy_is_done_when_the_clock_says_so() {
    for dialect in ALL {
        let mock = Mock::new();
        mock.send("PUT /_mock/settings\n\n{\"tasks\": \"timed:1000+1000\"}").await;
        let place = dialect.copy(&mock, "X-Mock-Task: async").await;
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 1.999}").await;
        assert_eq!(
            (dialect.state(&mock, &place).await, copies(&mock).await),
            (State::Waiting, 0),
            "{dialect:?}"
        );
        mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 0.001}").await;
        assert_eq!(
            (dialect.state(&mock, &place).await, copies(&mock).await),
            (State::Done, 1),
            "{dialect:?}"
        );
    }
}

#[tokio::test]
async fn what_a_copy_is_called_where_the_name_is_taken_is_the_vendors_own() {
    let mut lines = Vec::new();
    for dialect in ALL {
        let mock = Mock::new();
        dialect.copy(&mock, "X-Mock-Task: async").await;
        let place = dialect.copy(&mock, "X-Mock-Task: async").await;
        let state = dialect.state(&mock, &place).await;
        let names: Vec<_> =
            mock.paths("alice").await.into_iter().filter(|path| path.contains("examples/")).collect();
        lines.push(format!("{dialect:?}: {state:?} {names:?}"));
    }
    expect_test::expect![[r#"
        [
            "Graph: Failed [\"/Shared examples/hello.txt\"]",
            "Kdocs: Done [\"/Shared examples/hello(1).txt\", \"/Shared examples/hello.txt\"]",
            "Koodrive: Done [\"/Shared examples/hello.txt\", \"/Shared examples/hello_20260102_110405.txt\"]",
        ]
    "#]]
    .assert_debug_eq(&lines);
}
