//! Which tokens are good, and how they are written.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::OnConflict;

use super::{change, get, latest, link, names};
use crate::support::Mock;

#[tokio::test]
async fn a_token_may_be_a_time() {
    let mock = Mock::new();
    mock.advance(Duration::from_hours(1));
    change(&mock, 0, |world, by, find, now| {
        let hello = find(world, "hello.txt");
        world.rename(by, hello, "bye.txt", OnConflict::Fail, now)
    });
    for (token, expected) in [
        ("2026-01-02T04:00:00Z", &["root", "bye.txt"][..]),
        ("2026-01-02T12%3A00%3A00%2B08%3A00", &["root", "bye.txt"]),
        ("2026-01-02T12:00:00+08:00", &["root", "bye.txt"]),
        ("2026-01-02T05:00:00Z", &[]),
        ("2099-01-01T00:00:00Z", &[]),
    ] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?token={token}")).await;
        assert_eq!(names(&answer), expected, "{token}");
    }
}

#[tokio::test]
async fn every_spelling_of_the_function_is_understood() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    let token = next.split_once("token=").expect("a token").1.to_owned();
    change(&mock, 0, |world, by, find, now| {
        let hello = find(world, "hello.txt");
        world.rename(by, hello, "bye.txt", OnConflict::Fail, now)
    });
    for function in [
        format!("root/delta(token='{token}')"),
        format!("root/delta(token={token})"),
        format!("root/delta(token=%27{token}%27)"),
        format!("root/delta?(token='{token}')"),
        format!("root/delta?token={token}"),
        format!("root/microsoft.graph.delta(token='{token}')"),
        format!("delta(token='{token}')"),
        format!("delta?token={token}"),
        format!("root:/:/delta(token='{token}')"),
        format!("items/root/delta()?token={token}"),
    ] {
        let answer = get(&mock, &format!("/v1.0/me/drive/{function}")).await;
        assert_eq!(names(&answer), ["root", "bye.txt"], "{function}: {answer}");
        let next = get(&mock, &link(&answer, "@odata.deltaLink")).await;
        assert_eq!(names(&next), [""; 0], "{function}");
    }
    for all in ["root/delta()", "root/oneDrive.delta", "delta()", "delta", "root/delta?token="] {
        let answer = get(&mock, &format!("/v1.0/me/drive/{all}")).await;
        assert_eq!(names(&answer).len(), 13, "{all}: {answer}");
    }
    let answer = get(&mock, &format!("/v1.0/me/drive/items/<Documents>/delta(token='{token}')")).await;
    assert_eq!(answer.status, 410, "a token of another feed: {answer}");
}

#[tokio::test]
async fn a_token_that_is_no_good_makes_the_client_begin_anew() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    let answer = get(&mock, "/v1.0/me/drive/root/delta?$top=9&token=nonsense").await;
    expect![[r#"
        410 Gone
        location: http://mock.test/v1.0/me/drive/root/delta?$top=9
        {
          "error": {
            "code": "resyncRequired",
            "innerError": "resyncChangesApplyDifferences <request 2's ids>",
            "message": "Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd. Upload any local changes that the server doesn't know about."
          }
        }"#]].assert_eq(&answer.to_string());
    for token in ["%00", "%F0%9F%98%80", "aTE9MTsxOzE7MTsxOzE7", "2026-13-01T00:00:00Z", "-1"] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?token={token}")).await;
        assert_eq!(answer.status, 410, "{token}");
    }
    let bobs = "Authorization: Bearer bob-token";
    assert_eq!(mock.send(&format!("GET {next}\n{bobs}")).await.status, 410, "a token of another drive");

    assert_eq!(mock.send("POST /_mock/graph/expire-delta-tokens").await.status, 204);
    let answer = get(&mock, &next).await;
    assert_eq!(
        (answer.status.as_u16(), answer.header("location")),
        (410, "http://mock.test/v1.0/me/drive/root/delta")
    );
    let fresh = get(&mock, "/v1.0/me/drive/root/delta").await;
    assert_eq!(names(&get(&mock, &link(&fresh, "@odata.deltaLink")).await), [""; 0], "later tokens are good");
}

#[tokio::test]
async fn bad_options_are_refused() {
    let mock = Mock::new();
    for query in ["$top=0", "$top=-1", "$nothing=1", "token=%FF"] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?{query}")).await;
        assert_eq!(
            (answer.status.as_u16(), &answer.json()["error"]["code"]),
            (400, &"invalidRequest".into())
        );
    }
    assert_eq!(get(&mock, "/v1.0/me/drive/items/01NOTHING/delta").await.status, 404);
}
