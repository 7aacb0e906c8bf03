//! Copying beyond the examples of the page: addresses, conflicts, progress.

use std::time::Duration;

use expect_test::expect;
use mockdrive::{
    sandbox::Pace,
    world::{Actor, Content, OnConflict, Pace as WorldPace},
};

use super::{alice, monitor};
use crate::support::Mock;

#[tokio::test]
async fn every_documented_path_form_copies() {
    for form in ["me", "user", "user-by-id", "drives", "group", "site", "path", "alias"] {
        let mock = Mock::new();

        let (owner, path) = match form {
            "me" => ("alice", "/me/drive/items/<hello.txt>"),
            "user" => ("alice", "/users/alice@example.com/drive/items/<hello.txt>"),
            "user-by-id" => ("alice", "/users/<alice>/drive/items/<hello.txt>"),
            "drives" => ("alice", "/drives/<alice's drive>/items/<hello.txt>"),
            "alias" => ("alice", "/drives/<alice's drive, escaped>/items/<hello.txt>"),
            "path" => ("alice", "/me/drive/root:/HELLO.txt:"),
            "group" => ("team", "/groups/<the team>/drive/items/<Team handbook.txt>"),
            _ => ("team", "/sites/<the team's site>/drive/items/<Team handbook.txt>"),
        };
        let answer = alice(&mock, &format!("POST /v1.0{path}/copy"), r#"{"name": "copied.txt"}"#).await;
        assert_eq!(answer.status, 202, "{form}: {answer}");
        assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed", "{form}");
        assert!(mock.paths(owner).await.contains(&"/copied.txt".to_owned()), "{form}");
    }
}

#[tokio::test]
async fn the_target_may_be_a_path() {
    for path in [
        "/drive/root:/Documents/Reports",
        "/drive/root:%2FDocuments%2FReports:",
        "/me/drive/root:/documents/reports",
    ] {
        let mock = Mock::new();
        let body = format!(r#"{{"parentReference": {{"driveId": "", "id": "", "path": "{path}"}}}}"#);
        let answer = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", &body).await;
        assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed", "{path}");
        assert!(mock.paths("alice").await.contains(&"/Documents/Reports/hello.txt".to_owned()), "{path}");
    }
}

#[tokio::test]
async fn rename_appends_the_lowest_free_integer() {
    let mock = Mock::new();
    for path in ["hello.txt", "hello.txt", "Documents"] {
        let request =
            format!("POST /v1.0/me/drive/root:/{path}:/copy?%40microsoft.graph.conflictBehavior=rename");
        let answer = alice(&mock, &request, "").await;
        assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed");
    }
    let tops: Vec<_> =
        mock.paths("alice").await.into_iter().filter(|path| path.matches('/').count() == 1).collect();
    expect![[r#"
        [
            "/archive.zip",
            "/Documents",
            "/Documents 1",
            "/hello 1.txt",
            "/hello 2.txt",
            "/hello.txt",
            "/locked.zip",
            "/Photos",
            "/Shared examples",
        ]
    "#]]
    .assert_debug_eq(&tops);
}

#[tokio::test]
async fn the_history_comes_along_only_when_asked_for_and_not_with_a_new_name() {
    for (body, versions) in [
        (
            r#"{"parentReference": {"path": "/drive/root:/Shared examples"}, "includeAllVersionHistory": true}"#,
            2,
        ),
        (r#"{"parentReference": {"path": "/drive/root:/Shared examples"}}"#, 1),
        (r#"{"name": "other.txt", "includeAllVersionHistory": true}"#, 1),
    ] {
        let mock = Mock::new();
        let sandbox = mock.sandbox();
        sandbox
            .write(|world, now| {
                let drive = world.drives().next().expect("alice's").clone();
                let hello = world.child(drive.root, "hello.txt").expect("seeded");
                let by = Actor::User(drive.person().expect("alice"));
                world.write(by, hello, Content::new("second".into()), now)
            })
            .expect("a file");
        let answer = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", body).await;
        let id = monitor(&mock, &answer).await.json()["resourceId"].as_str().expect("copied").to_owned();
        let made = mock.find("graph", &id).await;
        let world = sandbox.snapshot();
        let drive = world.drives().next().expect("alice's");
        let node = world.descend(drive.root, made[1..].split('/')).expect("made");
        assert_eq!(world.node(node).expect("made").version(), versions, "{body}");
    }
}

#[tokio::test]
async fn a_timed_copy_is_watched_from_not_started_to_completed() {
    let timed = WorldPace::Timed { base: Duration::from_secs(2), each: Duration::from_secs(1) };
    let mock = Mock::with(|settings| settings.tasks = Pace(timed));
    let request = "POST /v1.0/me/drive/root:/Documents:/copy";
    let answer = alice(&mock, request, r#"{"name": "Copy"}"#).await;
    let mut lines = Vec::new();
    for seconds in [0, 1, 2, 2, 2, 1] {
        mock.advance(Duration::from_secs(seconds));
        let status = monitor(&mock, &answer).await;
        let json = status.json();
        let place =
            if mock.paths("alice").await.contains(&"/Copy".to_owned()) { "there" } else { "not there" };
        lines.push(format!(
            "{} {} {} {place}",
            status.status.as_u16(),
            json["status"],
            json["percentageComplete"]
        ));
    }
    expect![[r#"
        [
            "202 \"notStarted\" 0 not there",
            "202 \"notStarted\" 0 not there",
            "202 \"inProgress\" 16.6 not there",
            "202 \"inProgress\" 50 not there",
            "202 \"inProgress\" 83.3 not there",
            "200 \"completed\" 100 there",
        ]
    "#]]
    .assert_debug_eq(&lines);
}

#[tokio::test]
async fn a_copy_may_take_a_number_of_polls_or_wait_for_the_control_api() {
    let mock = Mock::with(|settings| settings.tasks = Pace(WorldPace::Polls(2)));
    let answer = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", r#"{"name": "a.txt"}"#).await;
    let mut lines = Vec::new();
    for _ in 0..4 {
        let json = monitor(&mock, &answer).await.json();
        lines.push(format!("{} {}", json["status"], json["percentageComplete"]));
    }
    expect![[r#"
        [
            "\"inProgress\" 33.3",
            "\"inProgress\" 66.6",
            "\"completed\" 100",
            "\"completed\" 100",
        ]
    "#]]
    .assert_debug_eq(&lines);

    let request = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\nX-Mock-Task: manual\n\
         Content-Type: application/json";
    let answer = mock.send(&format!("{request}\n\n{}", r#"{"name": "b.txt"}"#)).await;
    assert_eq!(monitor(&mock, &answer).await.json()["status"], "notStarted");
    let id = answer.header("location").rsplit('/').next().expect("an id").to_owned();
    let finished = mock.send(&format!("POST /_mock/tasks/{id}/finish")).await;
    assert_eq!(finished.json()["state"], "done");
    assert_eq!(monitor(&mock, &answer).await.json()["status"], "completed");

    let answer = mock.send(&format!("{request}\n\n{}", r#"{"name": "c.txt"}"#)).await;
    let id = answer.header("location").rsplit('/').next().expect("an id").to_owned();
    mock.send(&format!("POST /_mock/tasks/{id}/fail")).await;
    expect![[r#"
        200 OK
        {
          "createdDateTime": "0001-01-01T00:00:00Z",
          "error": {
            "code": "generalException",
            "message": "An unspecified error has occurred."
          },
          "id": "ae3d2c35-06e2-af1f-4cca-ea37061f5898",
          "lastActionDateTime": "0001-01-01T00:00:00Z",
          "percentageComplete": 0,
          "status": "failed"
        }"#]]
    .assert_eq(&monitor(&mock, &answer).await.to_string());
    assert!(!mock.paths("alice").await.contains(&"/c.txt".to_owned()));
}

#[tokio::test]
async fn a_copy_goes_to_another_drive_and_is_ascribed_to_its_caller() {
    let mock = Mock::new();
    let tree = mock.send("GET /_mock/tree?drive=team").await.json();
    let drive = tree["drives"][0]["graph_drive"].as_str().expect("an id");
    let body = format!(r#"{{"parentReference": {{"driveId": "{drive}", "id": "root"}}}}"#);
    let answer = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", &body).await;
    monitor(&mock, &answer).await;
    let item = mock
        .send(&format!("GET /v1.0/drives/{drive}/root:/hello.txt\nAuthorization: Bearer bob-token"))
        .await;
    assert_eq!(item.json()["createdBy"]["user"]["displayName"], "Alice Example");
}

#[tokio::test]
async fn a_copy_that_no_longer_fits_fails_when_it_runs() {
    let mock = Mock::new();
    let sandbox = mock.sandbox();
    let request = "POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\nX-Mock-Task: manual\n\
         Content-Type: application/json";
    let answer = mock.send(&format!("{request}\n\n{}", r#"{"name": "late.txt"}"#)).await;
    sandbox
        .write(|world, now| {
            let drive = world.drives().next().expect("alice's").clone();
            let by = Actor::User(drive.person().expect("alice"));
            world.create_folder(by, drive.root, "LATE.TXT", OnConflict::Fail, now)
        })
        .expect("free");
    mock.send("POST /_mock/tasks/1/finish").await;
    let json = monitor(&mock, &answer).await.json();
    assert_eq!(
        (json["status"].as_str(), json["error"]["code"].as_str()),
        (Some("failed"), Some("nameAlreadyExists"))
    );
}
