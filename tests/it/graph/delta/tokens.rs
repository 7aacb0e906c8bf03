//! Which tokens are good, and how they are written.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::OnConflict;

use super::{change, get, latest, link, names};
use crate::{
    graph::by,
    support::{Mock, refusals},
};

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
    assert_eq!(mock.send("POST /_mock/graph/expire-delta-tokens").await.status, 204);
    let expired = next.replace('?', "?$top=9&").replace("http://mock.test", "");
    let answer = get(&mock, &expired).await;
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
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
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
async fn what_is_no_token_is_malformed_however_much_it_looks_like_one() {
    let mock = Mock::new();
    let next = latest(&mock, "/v1.0/me/drive/root/delta").await;
    let good = next.split_once("token=").expect("a token").1;
    let changed = format!("{}{}", if good.starts_with('Q') { "R" } else { "Q" }, &good[1..]);
    let rows = [
        ("a word", "nonsense"),
        ("another case", "Latest"),
        ("a zero", "%00"),
        ("a face", "%F0%9F%98%80"),
        ("numbers without a seal", "aTE9MTsxOzE7MTsxOzE7MDsx"),
        ("a good one, cut", &good[..good.len() - 4]),
        ("a good one, changed", &changed),
        ("a month too many", "2026-13-01T00:00:00Z"),
        ("a day", "2026-01-01"),
        ("a number", "-1"),
    ];
    let rows = rows.map(|(what, token)| {
        (what, by("alice", &format!("GET /v1.0/me/drive/root/delta?$top=9&token={token}"), ""))
    });
    refusals(
        &mock,
        rows,
        expect![[r#"
        a word: 400 invalidRequest -: Provided sync token is malformed
        another case: 400 invalidRequest -: Provided sync token is malformed
        a zero: 400 invalidRequest -: Provided sync token is malformed
        a face: 400 invalidRequest -: Provided sync token is malformed
        numbers without a seal: 400 invalidRequest -: Provided sync token is malformed
        a good one, cut: 400 invalidRequest -: Provided sync token is malformed
        a good one, changed: 400 invalidRequest -: Provided sync token is malformed
        a month too many: 400 invalidRequest -: Provided sync token is malformed
        a day: 400 invalidRequest -: Provided sync token is malformed
        a number: 400 invalidRequest -: Provided sync token is malformed
    "#]],
    )
    .await;
    let function = by("bob", "GET /v1.0/me/drive/root/delta(token='nonsense')", "");
    refusals(
        &mock,
        [("bob's", function)],
        expect![[r#"
        bob's: 400 invalidRequest -: Provided sync token is malformed
    "#]],
    )
    .await;
}

#[tokio::test]
async fn a_time_may_lie_sixty_days_back() {
    let mock = Mock::new();
    for (token, status) in [
        ("2025-11-03T03:04:05Z", 200),
        ("2025-11-03T11:04:05%2B08:00", 200),
        ("2025-11-03T03:04:04Z", 410),
        ("2000-01-01T00:00:00Z", 410),
    ] {
        let answer = get(&mock, &format!("/v1.0/me/drive/root/delta?token={token}")).await;
        assert_eq!(answer.status, status, "{token}: {answer}");
    }
    mock.advance(Duration::from_secs(1));
    let row = by("alice", "GET /v1.0/me/drive/root/delta?token=2025-11-03T03:04:05Z&$top=9", "");
    refusals(&mock, [("a second later", row)], expect![[r#"
        a second later: 410 [location: http://mock.test/v1.0/me/drive/root/delta?$top=9] {"error":{"code":"resyncRequired","innerError":{"client-request-id":"<request 5>","code":"resyncChangesApplyDifferences","date":"2026-01-02T03:04:06","request-id":"<request 5>"},"message":"Resync required. Replace any local items with the server's version (including deletes) if you're sure that the service was up to date with your local changes when you last sync'd. Upload any local changes that the server doesn't know about."}}
    "#]]).await;
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
