//! Who is let in where: the drive without a name, the folder of an application, lenient mode, pages of other origins.

use expect_test::expect;

use super::{bob, refuses};
use crate::support::Mock;

#[tokio::test]
async fn the_drive_without_a_name_needs_somebody_who_is_signed_in() {
    let mock = Mock::new();
    let refused = "401 unauthenticated -: Must be authenticated to use '/drive' syntax";
    for path in ["/v1.0/drive", "/v1.0/drive/root", "/v1.0/drive?$select=id"] {
        assert_eq!(mock.send(&format!("GET {path}")).await.line(), refused, "{path}");
    }
    let code = |answer: crate::support::Answer| answer.json()["error"]["code"].clone();
    assert_eq!(code(mock.send("GET /v1.0/drives").await), "InvalidAuthenticationToken");
    assert_eq!(
        code(mock.send("GET /v1.0/drive\nAuthorization: Bearer x").await),
        "InvalidAuthenticationToken"
    );
}

/// A token of bob's for one scope.
async fn token(mock: &Mock, scope: &str) -> String {
    let form = format!(
        "grant_type=password&client_id=22222222-2222-2222-2222-222222222222&username=bob@example.com&password=x&scope={scope}"
    );
    let kind = "Content-Type: application/x-www-form-urlencoded";
    let answer = mock.send(&format!("POST /organizations/oauth2/v2.0/token\n{kind}\n\n{form}")).await;
    answer.json()["access_token"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}

#[tokio::test]
async fn an_application_with_a_folder_of_its_own_reaches_that_and_nothing_else() {
    let mock = Mock::new();
    let token = token(&mock, "Files.ReadWrite.AppFolder").await;
    let inside = r#"{"parentReference": {"path": "/drive/root:/Private"}}"#;
    let by_id = r#"{"parentReference": {"id": "<Private>"}}"#;
    let mut all = Vec::new();
    for (request, body) in [
        ("GET /v1.0/me/drive/special/approot", ""),
        ("PUT /v1.0/me/drive/special/approot:/a.txt:/content", "x"),
        ("GET /v1.0/me/drive/special/approot/children", ""),
        ("GET /v1.0/me/drive/special/approot:/a.txt", ""),
        ("POST /v1.0/me/drive/special/approot:/a.txt:/createUploadSession", ""),
        ("POST /v1.0/me/drive/special/approot:/a.txt:/copy", r#"{"name": "b.txt"}"#),
        ("PATCH /v1.0/me/drive/special/approot:/a.txt", r#"{"name": "c.txt"}"#),
        ("POST /v1.0/me/drive/special/approot:/c.txt:/copy", inside),
        ("POST /v1.0/me/drive/special/approot:/c.txt:/copy", by_id),
        ("PATCH /v1.0/me/drive/special/approot:/c.txt", inside),
        ("PATCH /v1.0/me/drive/special/approot:/c.txt", by_id),
        ("PATCH /v1.0/me/drive/special/approot", inside),
        ("PATCH /v1.0/me/drive/special/approot:/made", r#"{"folder": {}}"#),
        ("GET /v1.0/me/drive/special/approot%3A%2Fmade%3A", ""),
        ("POST /v1.0/me/drive/special/approot:/made:/permanentDelete", ""),
        ("GET /v1.0/me/drive/special/approot.4", ""),
        ("GET /v1.0/me/drive/special/approot%2E4/children", ""),
        ("GET /v1.0/me/drive/items/~special.approot.4", ""),
        ("GET /v1.0/me/drive/special/documents", ""),
        ("GET /v1.0/me/drive/root", ""),
        ("PUT /v1.0/me/drive/root:/a.txt:/content", "x"),
    ] {
        let kind = "Content-Type: application/json";
        let answer = mock.send(&format!("{request}\nAuthorization: Bearer {token}\n{kind}\n\n{body}")).await;
        all.push(format!("{request}: {}", answer.status.as_u16()));
    }
    expect![[r#"
        [
            "GET /v1.0/me/drive/special/approot: 200",
            "PUT /v1.0/me/drive/special/approot:/a.txt:/content: 201",
            "GET /v1.0/me/drive/special/approot/children: 200",
            "GET /v1.0/me/drive/special/approot:/a.txt: 200",
            "POST /v1.0/me/drive/special/approot:/a.txt:/createUploadSession: 400",
            "POST /v1.0/me/drive/special/approot:/a.txt:/copy: 202",
            "PATCH /v1.0/me/drive/special/approot:/a.txt: 200",
            "POST /v1.0/me/drive/special/approot:/c.txt:/copy: 403",
            "POST /v1.0/me/drive/special/approot:/c.txt:/copy: 403",
            "PATCH /v1.0/me/drive/special/approot:/c.txt: 403",
            "PATCH /v1.0/me/drive/special/approot:/c.txt: 403",
            "PATCH /v1.0/me/drive/special/approot: 403",
            "PATCH /v1.0/me/drive/special/approot:/made: 201",
            "GET /v1.0/me/drive/special/approot%3A%2Fmade%3A: 200",
            "POST /v1.0/me/drive/special/approot:/made:/permanentDelete: 204",
            "GET /v1.0/me/drive/special/approot.4: 403",
            "GET /v1.0/me/drive/special/approot%2E4/children: 403",
            "GET /v1.0/me/drive/items/~special.approot.4: 403",
            "GET /v1.0/me/drive/special/documents: 403",
            "GET /v1.0/me/drive/root: 403",
            "PUT /v1.0/me/drive/root:/a.txt:/content: 403",
        ]
    "#]]
    .assert_debug_eq(&all);
}

#[tokio::test]
async fn in_lenient_mode_scopes_decide_nothing_and_the_journal_notes_it() {
    let mock = Mock::with(|settings| settings.auth = mockdrive::sandbox::Auth::Lenient);
    let request = "PUT /v1.0/me/drive/root:/a.txt:/content\nAuthorization: Bearer readonly-token\n\nx";
    assert_eq!(mock.send(request).await.status, 201);
    let requests = mock.send("GET /_mock/requests").await.json()["requests"].clone();
    assert_eq!(requests[0]["notes"], serde_json::json!(["Scope: passed over"]));
}

#[tokio::test]
async fn pages_of_any_origin_may_call() {
    let mock = Mock::new();
    let origin = "Origin: http://localhost:3000";
    let asked = format!(
        "OPTIONS /v1.0/me/drive\n{origin}\nAccess-Control-Request-Method: GET\n\
         Access-Control-Request-Headers: authorization,x-custom"
    );
    let answer = mock.send(&asked).await;
    let cors = |answer: &crate::support::Answer| {
        let named = |name: &str| format!("{name}: {}", answer.header(name));
        let all = ["allow-origin", "allow-methods", "allow-headers", "expose-headers"];
        all.map(|name| named(&format!("access-control-{name}"))).join("\n")
    };
    assert_eq!(answer.status, 200);
    expect![[r#"
        access-control-allow-origin: *
        access-control-allow-methods: GET
        access-control-allow-headers: authorization,x-custom
        access-control-expose-headers: "#]]
    .assert_eq(&cors(&answer));
    let answer = bob(&mock, &format!("GET /v1.0/me/drive\n{origin}"), "").await;
    expect![[r#"
        access-control-allow-origin: *
        access-control-allow-methods: 
        access-control-allow-headers: 
        access-control-expose-headers: etag,location,retry-after,content-range,www-authenticate,ratelimit-limit,ratelimit-remaining,ratelimit-reset,request-id,client-request-id"#]].assert_eq(&cors(&answer));
}

#[tokio::test]
async fn what_stands_for_addresses_inside_is_no_address_outside() {
    let mock = Mock::new();
    refuses(
        &mock,
        "alice",
        [
            ("GET /v1.0/drives/~me.", ""),
            ("GET /v1.0/drives/%7Euser.bob/items/root", ""),
            ("GET /v1.0/me/drive/items/~special.documents", ""),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy",
                r#"{"parentReference": {"driveId": "~me.", "id": "root"}}"#,
            ),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy",
                r#"{"parentReference": {"id": "root:/Documents:"}}"#,
            ),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy",
                r#"{"parentReference": {"id": "~special.documents"}}"#,
            ),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy",
                r#"{"parentReference": {"path": "/drives/~me./root:/Documents"}}"#,
            ),
            (
                "POST /v1.0/me/drive/root:/hello.txt:/copy",
                r#"{"parentReference": {"path": "/drive/items/~special.music"}}"#,
            ),
        ],
        expect![[r#"
            GET /v1.0/drives/~me.: 400 invalidRequest -: The provided drive id appears to be malformed.
            GET /v1.0/drives/%7Euser.bob/items/root: 400 invalidRequest -: The provided drive id appears to be malformed.
            GET /v1.0/me/drive/items/~special.documents: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"driveId": "~me.", "id": "root"}}: 400 invalidRequest -: The provided drive id appears to be malformed.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": "root:/Documents:"}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"id": "~special.documents"}}: 404 itemNotFound -: The resource could not be found.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"path": "/drives/~me./root:/Documents"}}: 400 invalidRequest -: The provided drive id appears to be malformed.
            POST /v1.0/me/drive/root:/hello.txt:/copy {"parentReference": {"path": "/drive/items/~special.music"}}: 404 itemNotFound -: The resource could not be found.
        "#]],
    )
    .await;
}

#[tokio::test]
async fn the_version_in_a_path_is_written_in_any_case() {
    let mock = Mock::new();
    for (spelt, path) in [
        ("/v1.0/me/drive/root:/todo.txt", "/V1.0/me/drive/root:/todo.txt"),
        ("/_api/v2.0/drive/root:/todo.txt", "/_API/V2.0/drive/root:/todo.txt"),
        ("/v1.0/me/drive/root/children?$select=name", "/V1.0/Me/Drive/Root/Children?$select=name"),
        ("/v1.0/nothing", "/V1.0/nothing"),
        ("/v1.0/me/drive/root:/todo.txt", "/V1.0/http://mock.test/v1.0/me/drive/root:/todo.txt"),
    ] {
        let one = bob(&mock, &format!("GET {spelt}"), "").await;
        let other = bob(&mock, &format!("GET {path}"), "").await;
        assert_eq!((one.status, one.header("content-type")), (other.status, other.header("content-type")));
        if one.status == 200 {
            assert_eq!(one.json()["value"], other.json()["value"], "{path}");
            assert_eq!(one.json()["id"], other.json()["id"], "{path}");
        }
    }
    let batch = r#"{"requests": [{"id": "1", "method": "GET", "url": "/me/drive"}]}"#;
    let answer = bob(&mock, "POST /V1.0/$batch", batch).await;
    assert_eq!(answer.json()["responses"][0]["status"], 200, "{answer}");
}
