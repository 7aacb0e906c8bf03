//! The journal.

use expect_test::expect;

use super::text;
use crate::support::Mock;

#[tokio::test]
async fn the_journal_lists_requests() {
    let mock = Mock::new();
    mock.send("GET /v1.0/me/drive/root:/hello.txt?$select=id\nAuthorization: Bearer bob-token").await;
    mock.send("GET /nowhere").await;
    expect![[r#"
        200 OK
        {
          "requests": [
            {
              "at": "2026-01-02T03:04:05Z",
              "method": "GET",
              "n": 1,
              "notes": [],
              "operation": "driveItem.get",
              "path": "/v1.0/me/drive/root:/hello.txt?$select=id",
              "provider": "graph",
              "reason": "there is no such item",
              "status": 404,
              "user": "bob"
            },
            {
              "at": "2026-01-02T03:04:05Z",
              "method": "GET",
              "n": 2,
              "notes": [],
              "path": "/nowhere",
              "status": 404
            }
          ]
        }"#]]
    .assert_eq(&text(&mock, "GET /_mock/requests").await);
    let later = mock.send("GET /_mock/requests?since=1").await.json();
    assert_eq!(later["requests"].as_array().map(Vec::len), Some(1));
}

#[tokio::test]
async fn the_journal_is_bounded() {
    let mock = Mock::new();
    for _ in 0..1005 {
        mock.send("GET /nowhere").await;
    }
    let requests = mock.send("GET /_mock/requests").await.json()["requests"].clone();
    let requests = requests.as_array().expect("a list");
    assert_eq!((requests.len(), &requests[0]["n"], &requests[999]["n"]), (1000, &6.into(), &1005.into()));
}
