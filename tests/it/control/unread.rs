//! What nothing reads of a request.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::Value;

use crate::{
    graph, koodrive,
    support::{Mock, journal},
    wps,
};

const FORM: &str = "Content-Type: application/x-www-form-urlencoded\n\n";

/// Sends requests; says how each is answered, and what nothing has read of it.
async fn unread(mock: &Mock, requests: &[(&str, String)]) -> String {
    let mut lines = String::new();
    for (what, request) in requests {
        mock.send(request).await;
        let entry = mock.sandbox().journal.since(0).pop().expect("it was entered");
        let status = entry.status.expect("it was answered");
        let line = format!("{what}: {status} {}", entry.unread.join(" "));
        writeln!(lines, "{}", line.trim_end()).expect("a string takes everything");
    }
    lines
}

fn of_graph(line: &str, body: &str) -> String {
    graph::by("alice", line, body)
}

#[tokio::test]
async fn members_that_graph_does_not_read_are_named() {
    let item = |body: &str| of_graph("PATCH /v1.0/me/drive/root:/hello.txt", body);
    let batch = |requests: &str| of_graph("POST /v1.0/$batch", &format!(r#"{{"requests":[{requests}]}}"#));
    let link = "POST /v1.0/me/drive/root:/hello.txt:/createLink";
    let rows = [
        ("nothing is left", item(r#"{"description":"x"}"#)),
        (
            "read-only properties of the schema",
            item(r#"{"size":1,"createdBy":{"user":{"id":"x"}},"shared":{}}"#),
        ),
        (
            "annotations that SDKs write",
            item(r##"{"@odata.type":"#microsoft.graph.driveItem","file":{"@odata.type":"x"}}"##),
        ),
        ("a property that nobody has", item(r#"{"descripton":"x"}"#)),
        ("what nobody has set", item(r#"{"descripton":null,"tags":[ ],"labels":["x"]}"#)),
        (
            "one in an object",
            item(r#"{"parentReference":{"path":"/drive/root:","idd":1},"fileSystemInfo":{"created":"x"}}"#),
        ),
        (
            "an annotation at the wrong place",
            of_graph(
                "POST /v1.0/me/drive/root/children",
                r#"{"name":"n","folder":{"@microsoft.graph.conflictBehavior":"rename"}}"#,
            ),
        ),
        (
            "one that is written in another way",
            of_graph(
                "POST /v1.0/me/drive/root/children",
                r#"{"name":"m","folder":{},"conflictbehavior":"rename"}"#,
            ),
        ),
        ("names with escapes, slashes and tildes", item(r#"{"n\u00e4me":1,"a/b~c":[{"d":1}]}"#)),
        (
            "in a list",
            of_graph(
                "POST /v1.0/me/drive/root:/hello.txt:/invite",
                r#"{"recipients":[{"email":"bob@example.com"},{"emial":"x"}],"roles":["read"],"requireSignIn":true}"#,
            ),
        ),
        ("a word that has a default", of_graph(link, r#"{"tpye":"view"}"#)),
        ("a body that is no JSON", of_graph(link, r#"{"tpye":"view""#)),
        (
            "a body for nothing",
            of_graph("POST /v1.0/me/drive/root:/hello.txt:/checkout", r#"{"comment":"x"}"#),
        ),
        (
            "parts of a batch",
            batch(
                r#"{"id":"1","method":"GET","url":"/me?x=1","dependson":["2"]},{"id":"2","method":"PATCH","url":"/me/drive/root:/hello.txt","headers":{"Content-Type":"application/json"},"body":{"descripton":"x"}}"#,
            ),
        ),
    ];
    expect![[r#"
        nothing is left: 200
        read-only properties of the schema: 200
        annotations that SDKs write: 200
        a property that nobody has: 200 body./descripton
        what nobody has set: 200 body./labels
        one in an object: 200 body./parentReference/idd body./fileSystemInfo/created
        an annotation at the wrong place: 201 body./folder/@microsoft.graph.conflictBehavior
        one that is written in another way: 201 body./conflictbehavior
        names with escapes, slashes and tildes: 200 body./näme body./a~1b~0c
        in a list: 400 body./recipients/1/emial
        a word that has a default: 201 body./tpye
        a body that is no JSON: 400 body./tpye
        a body for nothing: 204 body./comment
        parts of a batch: 200 body./requests/0/dependson body./requests/0/url?x body./requests/1/body/descripton
    "#]]
    .assert_eq(&unread(&Mock::new(), &rows).await);
}

#[tokio::test]
async fn options_and_fields_that_graph_does_not_read_are_named() {
    let get = |query: &str| of_graph(&format!("GET /v1.0/me/drive/root:/hello.txt?{query}"), "");
    let token = |fields: &str| {
        let secret = "client_id=22222222-2222-2222-2222-222222222222&client_secret=mock-graph-secret";
        format!(
            "POST /11111111-1111-1111-1111-111111111111/oauth2/v2.0/token\n{FORM}grant_type=client_credentials&{secret}&{fields}"
        )
    };
    let rows = [
        ("no parameter", get("")),
        ("parameters that are known", get("$select=id&expand=thumbnails&includeDeletedItems=true&_=1")),
        ("an option without its sign", get("slect=id&$select=id&access_token=x")),
        ("a name with escapes", get("a%20b=1&c+d&&=1")),
        ("a refused request", of_graph("GET /v1.0/me/drive/root:/nothing?slect=id", "")),
        ("a parameter of a function", of_graph("GET /v1.0/me/drive/root/search(q=@q)?@q='hello'&@p='x'", "")),
        (
            "an operation without parameters",
            of_graph("GET /v1.0/me/drive/root:/hello.txt:/permissions?x=1", ""),
        ),
        (
            "the conflict behaviour of a body in a query",
            of_graph(
                "PUT /v1.0/me/drive/root:/new.txt:/content?@microsoft.graph.conflictBehaviour=fail",
                "x",
            ),
        ),
        ("a form", token("scope=https://graph.microsoft.com/.default&x-client-SKU=MSAL&resource=x")),
        ("a form that is refused", token("scopes=x")),
    ];
    expect![[r#"
        no parameter: 200
        parameters that are known: 200
        an option without its sign: 200 query.slect query.access_token
        a name with escapes: 200 query.a b query.c d
        a refused request: 404
        a parameter of a function: 200 query.@p
        an operation without parameters: 200 query.x
        the conflict behaviour of a body in a query: 201 query.@microsoft.graph.conflictBehaviour
        a form: 200 form.resource
        a form that is refused: 400
    "#]]
    .assert_eq(&unread(&Mock::new(), &rows).await);
}

#[tokio::test]
async fn what_kdocs_does_not_read_is_named() {
    let post = |path: &str, body: &str| {
        format!("POST /api/v1/openapi/personal{path}?access_token=alice-token\n\n{body}")
    };
    let get =
        |query: &str| format!("GET /api/v1/openapi/personal/files/flat?access_token=alice-token{query}");
    let form = "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nx\r\n\
                --x\r\nContent-Disposition: form-data; name=\"parentid\"\r\n\r\nx\r\n--x--";
    let upload =
        post("/files/upload", form).replacen('\n', "\nContent-Type: multipart/form-data; boundary=x\n", 1);
    let rows = [
        (
            "two readers of one object",
            post("/files", r#"{"filename":"a.docx","parent_path":["p"],"path_from_root":false}"#),
        ),
        ("what both pass over", post("/files", r#"{"filename":"b.docx","parent":["p"],"file_name":"b"}"#)),
        ("what both pass over of a refused one", post("/files", r#"{"parent_path":["p"],"file_name":"b"}"#)),
        ("the token in the query", get("&offset=0&count=3")),
        ("another parameter", get("&limit=3")),
        ("a part of a form", upload),
        (
            "members of any name",
            post(
                "/forms",
                r#"{"title":"x","subtitle":"","questions":{},"question_sections":[],"config":{},"whatever":{"a":1}}"#,
            ),
        ),
        (
            "members of a task",
            format!(
                "POST /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token\n\n{}",
                r#"{"file_ids":["x"],"parent":{"a":1}}"#
            ),
        ),
    ];
    expect![[r#"
        two readers of one object: 200
        what both pass over: 200 body./parent body./file_name
        what both pass over of a refused one: 400 body./file_name
        the token in the query: 200
        another parameter: 200 query.limit
        a part of a form: 200 form.parentid
        members of any name: 200
        members of a task: 404 body./parent
    "#]]
    .assert_eq(&unread(&Mock::new(), &rows).await);
}

#[tokio::test]
async fn what_wps_does_not_read_is_named() {
    let post = |path: &str, body: &str| wps::post("alice-token", path, body);
    let get = |path: &str| wps::get("alice-token", path);
    let drive = "/v7/drives/<alice's drive in WPS>";
    let token = |fields: &str| {
        let secret = "client_id=AK20260101WPSAPP&client_secret=mock-wps-secret";
        format!("POST /oauth2/token\n{FORM}grant_type=client_credentials&{secret}&{fields}")
    };
    let rows = [
        (
            "nothing is left",
            post(&format!("{drive}/files/root/create"), r#"{"name":"a","file_type":"folder"}"#),
        ),
        (
            "a member",
            post(
                &format!("{drive}/files/root/create"),
                r#"{"name":"b","file_type":"folder","on_conflict":"fail"}"#,
            ),
        ),
        (
            "three readers of one object",
            post(
                &format!("{drive}/files/root/request_upload"),
                r#"{"name":"c","size":1,"hashes":[{"type":"sha256","sum":"x","of":1}],"upload_scene":"normal_upload","mode":"x"}"#,
            ),
        ),
        (
            "an object or an id",
            post("/v7/drive_star/items/batch_create", r#"{"objects":["x",{"id":"y","typ":"file"}]}"#),
        ),
        ("a parameter", get(&format!("{drive}/files/root/children?page_size=2&page_no=1"))),
        (
            "one of a list in brackets",
            get(
                "/v7/files/search?type=file_name&keyword=h&page_size=2&creator_ids[]=x&drive_ids=x&device_ids=x",
            ),
        ),
        ("a form", token("scope=kso.file.read&scopes=x")),
    ];
    expect![[r#"
        nothing is left: 200
        a member: 200 body./on_conflict
        three readers of one object: 400 body./hashes/0/of body./mode
        an object or an id: 400 body./objects/1/typ
        a parameter: 200 query.page_no
        one of a list in brackets: 200 query.device_ids
        a form: 200 form.scopes
    "#]]
    .assert_eq(&unread(&Mock::new(), &rows).await);
}

#[tokio::test]
async fn what_koodrive_does_not_read_is_named() {
    let post = |path: &str, body: &str| koodrive::post_text(&format!("/koodrive/ose/v1{path}"), &body);
    let get = |path: &str| koodrive::get_text(&format!("/koodrive/ose/v1{path}"));
    let rows = [
        ("nothing is left", post("/files/0", r#"{"pageInfo":{"pageSize":2},"sortInfo":{}}"#)),
        ("members at two depths", post("/files/0", r#"{"pageInfo":{"pagesize":2},"pageSize":2}"#)),
        (
            "three readers of one object",
            post(
                "/files/create",
                r#"{"containerId":"x","fileName":"a","length":1,"description":"d","multiParts":[{"length":1,"nr":2}],"hidden":true,"mimeType":"x"}"#,
            ),
        ),
        ("a parameter", get("/users/alice?verbose=true")),
    ];
    expect![[r#"
        nothing is left: 200
        members at two depths: 200 body./pageInfo/pagesize body./pageSize
        three readers of one object: 400 body./multiParts/0/length body./multiParts/0/nr body./hidden
        a parameter: 200 query.verbose
    "#]]
    .assert_eq(&unread(&Mock::new(), &rows).await);
}

#[tokio::test]
async fn no_more_is_kept_than_sixteen_names() {
    let mock = Mock::new();
    let members: Vec<String> = (0..100).map(|n| format!(r#""{}{n}":{{}}"#, "x".repeat(n))).collect();
    mock.send(&of_graph("PATCH /v1.0/me/drive/root:/hello.txt", &format!("{{{}}}", members.join(",")))).await;
    let options: Vec<String> = (0..100).map(|n| format!("o{n}=1")).collect();
    mock.send(&of_graph(&format!("GET /v1.0/me/drive?{}", options.join("&")), "")).await;
    let unread: Vec<_> = mock.sandbox().journal.since(0).into_iter().map(|entry| entry.unread).collect();
    assert_eq!(unread[0].iter().map(|name| name.chars().count()).max(), Some(23));
    assert_eq!(unread.iter().map(Vec::len).collect::<Vec<_>>(), [16, 16]);
}

#[tokio::test]
async fn the_journal_and_the_diagnosis_show_what_nothing_has_read() {
    let mock = Mock::new();
    mock.send(&of_graph("PATCH /v1.0/me/drive/root:/hello.txt?x=1", r#"{"descripton":"x"}"#)).await;
    mock.send(&of_graph("GET /v1.0/me/drive", "")).await;
    expect![[r#"
        200 OK
        {
          "at": "2026-01-02T03:04:05Z",
          "duration_ms": 0,
          "host": "mock.test",
          "method": "PATCH",
          "n": 1,
          "notes": [],
          "operation": "driveItem.update",
          "path": "/v1.0/me/drive/root:/hello.txt?x=1",
          "provider": "graph",
          "request_bytes": 18,
          "response_bytes": 1430,
          "state": "done",
          "status": 200,
          "unread": [
            "body./descripton",
            "query.x"
          ],
          "user": "alice"
        }"#]]
    .assert_eq(&journal(&mock, "GET /_mock/requests/1").await);
    assert_eq!(mock.send("GET /_mock/requests/2").await.json()["unread"], Value::Null);
    expect![[r#"
        200 OK
        {
          "unread": {
            "count": 1,
            "last": [
              {
                "method": "PATCH",
                "n": 1,
                "operation": "driveItem.update",
                "path": "/v1.0/me/drive/root:/hello.txt?x=1",
                "status": 200,
                "unread": [
                  "body./descripton",
                  "query.x"
                ]
              }
            ]
          }
        }"#]]
    .assert_eq(&mock.send("GET /_mock/diagnosis").await.to_string());
}
