//! Addresses that lead to nothing by their form: segments in no schema, no path or two, quotes. The texts were seen on
//! the service: reference 12.5.

use expect_test::expect;

use super::{alice, refuses};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn a_segment_that_is_in_no_schema_is_named() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            ("GET /v1.0/nonsense", ""),
            ("POST /v1.0/nonsense/me", "{}"),
            ("GET /v1.0/me/nonsense", ""),
            ("GET /v1.0/me/drive/nonsense", ""),
            ("GET /v1.0/users/bob/drive/root/nonsense", ""),
            ("DELETE /v1.0/me/drive/root:/hello.txt:/nonsense", ""),
            ("GET /v1.0/me/drive/items/<hello.txt>/nonsense(a='b')", ""),
            ("GET /v1.0/me/drive/root/permissions/x/nonsense", ""),
            ("GET /v1.0/shares/x/nonsense", ""),
            ("GET /_api/v2.0/me/drive/nonsense", ""),
            ("GET /v1.0/me/messages", ""),
            ("GET /v1.0/teams", ""),
            ("GET /v1.0/me/drive/list/items", ""),
            ("GET /v1.0/me/drive/root:/hello.txt:/workbook/worksheets", ""),
            ("GET /beta/nonsense", ""),
        ],
        expect![[r#"
            GET /v1.0/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            POST /v1.0/nonsense/me {}: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/me/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/me/drive/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/users/bob/drive/root/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            DELETE /v1.0/me/drive/root:/hello.txt:/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/me/drive/items/<hello.txt>/nonsense(a='b'): 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/me/drive/root/permissions/x/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/shares/x/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /_api/v2.0/me/drive/nonsense: 400 BadRequest -: Resource not found for the segment 'nonsense'.
            GET /v1.0/me/messages: 501 notSupported -: mockdrive does not emulate GET /v1.0/me/messages.
            GET /v1.0/teams: 501 notSupported -: mockdrive does not emulate GET /v1.0/teams.
            GET /v1.0/me/drive/list/items: 501 notSupported -: mockdrive does not emulate GET /v1.0/me/drive/list/items.
            GET /v1.0/me/drive/root:/hello.txt:/workbook/worksheets: 501 notSupported -: mockdrive does not emulate GET /v1.0/me/drive/root:/hello.txt:/workbook/worksheets.
            GET /beta/nonsense: 501 notSupported -: mockdrive does not emulate GET /beta/nonsense.
        "#]],
    )
    .await;
    let batch = r#"{"requests": [{"id": "1", "method": "GET", "url": "/me/drive/nonsense"}]}"#;
    let answer = alice(&mock, "POST /v1.0/$batch", batch).await.json();
    let message = &answer["responses"][0]["body"]["error"]["message"];
    assert_eq!(message, "Resource not found for the segment 'nonsense'.");
}

#[tokio::test]
async fn addresses_with_no_path_or_two_are_refused() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            ("GET /v1.0/me/drive/root:", ""),
            ("GET /v1.0/me/drive/root:/", ""),
            ("GET /v1.0/me/drive/root:/:/children", ""),
            ("GET /v1.0/me/drive/items/root%3A%2F%3A/children", ""),
            ("GET /v1.0/me/drive/root:/Documents:/plan.txt:/content", ""),
            ("GET /v1.0/me/drive/items/<Documents>:/a:/b:/c", ""),
            ("GET /v1.0/me/drive/items/root%3A%2Fhello.txt/content", ""),
            ("PATCH /v1.0/me/drive/items/root%3A%2Fhello.txt/copy", r#"{"name": "a"}"#),
        ],
        expect![[r#"
            GET /v1.0/me/drive/root:: 400 BadRequest -: Resource not found for the segment 'root:'.
            GET /v1.0/me/drive/root:/: 400 BadRequest -: Resource not found for the segment 'root:'.
            GET /v1.0/me/drive/root:/:/children: 400 BadRequest -: Resource not found for the segment 'root:'.
            GET /v1.0/me/drive/items/root%3A%2F%3A/children: 400 BadRequest -: Resource not found for the segment 'root:'.
            GET /v1.0/me/drive/root:/Documents:/plan.txt:/content: 400 invalidRequest -: Only one path can be specified in the URL.
            GET /v1.0/me/drive/items/<Documents>:/a:/b:/c: 400 invalidRequest -: Only one path can be specified in the URL.
            GET /v1.0/me/drive/items/root%3A%2Fhello.txt/content: 404 itemNotFound -: The resource could not be found.
            PATCH /v1.0/me/drive/items/root%3A%2Fhello.txt/copy {"name": "a"}: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
    let text = "Authorization: Bearer alice-token\nContent-Type: text/plain\n\nx";
    let rows = ["items/root%3A%2Fr.txt/content", "root:/r.txt/content"]
        .map(|path| (path, format!("PUT /v1.0/me/drive/{path}\n{text}")));
    refusals(&mock, rows, expect![[r#"
        items/root%3A%2Fr.txt/content: 400 BadRequest -: Entity only allows writes with a JSON Content-Type header.
        root:/r.txt/content: 400 BadRequest -: Entity only allows writes with a JSON Content-Type header.
    "#]]).await;
    for good in [
        "items/<Documents>:/",
        "items/<Documents>:/:/children",
        "items/root%3A%2Fhello.txt",
        "root%3A%2Fhello.txt%3A/versions",
    ] {
        let answer = alice(&mock, &format!("GET /v1.0/me/drive/{good}"), "").await;
        assert_eq!(answer.status, 200, "{good}: {answer}");
    }
}

#[tokio::test]
async fn a_quote_that_is_not_doubled_is_a_syntax_error() {
    let mock = Mock::new();
    let rows = [
        "me/drive/root/search(q='it's')",
        "me/drive/search(q='Bob''s)",
        "me/drive/search(q='Bob'')",
        "me/drive/root/search(q=%27o%27brien%27)",
        "me/drive/root/delta(token='a'b')",
        "drives('o'x')/root",
        "me/drive/root/search(q=@p)?@p='it's'",
    ];
    refuses(&mock, "alice", rows.map(|path| (format!("GET /v1.0/{path}"), "")), expect![[r#"
        GET /v1.0/me/drive/root/search(q='it's'): 400 BadRequest -: Syntax error: character 's' is not valid at position 6 in 'q='it's''.
        GET /v1.0/me/drive/search(q='Bob''s): 400 BadRequest -: There is an unterminated literal at position 9 in 'q='Bob''s'.
        GET /v1.0/me/drive/search(q='Bob''): 400 BadRequest -: There is an unterminated literal at position 8 in 'q='Bob'''.
        GET /v1.0/me/drive/root/search(q=%27o%27brien%27): 400 BadRequest -: Syntax error: character 'b' is not valid at position 5 in 'q='o'brien''.
        GET /v1.0/me/drive/root/delta(token='a'b'): 400 BadRequest -: Syntax error: character 'b' is not valid at position 9 in 'token='a'b''.
        GET /v1.0/drives('o'x')/root: 400 BadRequest -: Syntax error: character 'x' is not valid at position 3 in ''o'x''.
        GET /v1.0/me/drive/root/search(q=@p)?@p='it's': 400 BadRequest -: Syntax error: character 's' is not valid at position 4 in ''it's''.
    "#]]).await;
    for good in ["search(q='it''s')", "search(q='')", "search(q=@p)?@p='it''s'"] {
        let answer = alice(&mock, &format!("GET /v1.0/me/drive/root/{good}"), "").await;
        assert_eq!(answer.status, 200, "{good}: {answer}");
    }
}
