//! `POST {domain}/graph/v7/files/batch_get_meta`: the metadata of files, and who may read it.

use bytes::Bytes;
use expect_test::expect;
use mockdrive::{
    sandbox::Auth,
    world::{
        Actor, Api, Content, Error, NodeId, OnConflict, Principal, Scopes, Timestamp, Token, UserId, World,
    },
};
use serde_json::Value;

use super::sign::Draft;
use crate::support::{Answer, Mock, NOW, unfold_text};

/// The date in the vendor's own example.
const VENDORS_DATE: &str = "Wed, 23 Jan 2013 06:43:08 GMT";

fn names(answer: &Answer) -> Vec<String> {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    items.iter().map(|item| item["name"].as_str().expect("a name").to_owned()).collect()
}

fn alice(world: &World) -> (UserId, NodeId) {
    let user = world.user_named("alice").expect("seeded").id;
    (user, world.personal_drive(user).expect("seeded").root)
}

#[tokio::test]
async fn the_vendors_request_is_answered_with_the_whole_item() {
    let mock = Mock::with(|settings| settings.signature_skew_seconds = None);
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let draft = Draft { date: VENDORS_DATE.into(), ..Draft::files(&[&hello]) };
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "created_by": "<alice's identity in WPS>",
                "ctime": 1767254400,
                "drive_id": "<alice's drive in WPS>",
                "ext_attrs": [],
                "hash": {
                  "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                  "type": "s2s"
                },
                "id": "<hello.txt in WPS>",
                "link_id": "c1A9gjsA8DuR",
                "link_url": "https://www.kdocs.cn/l/c1A9gjsA8DuR",
                "modified_by": "<alice's identity in WPS>",
                "mtime": 1767254400,
                "name": "hello.txt",
                "parent_id": "0",
                "permission": {
                  "comment": true,
                  "copy": true,
                  "copy_content": true,
                  "delete": true,
                  "download": true,
                  "list": true,
                  "move": true,
                  "new_empty": true,
                  "perm_ctl": true,
                  "preview": true,
                  "print": true,
                  "rename": true,
                  "share": true,
                  "update": true,
                  "upload": true
                },
                "size": 18,
                "type": "file",
                "version": 1
              }
            ]
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&draft.send(&mock).await.to_string());
}

#[tokio::test]
async fn members_stand_in_the_order_of_the_vendors_example() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let answer = Draft::files(&[&hello]).send(&mock).await;
    assert_eq!(answer.header("content-type"), "application/json");
    expect![[r#"{"data":{"items":[{"created_by":{"avatar":"","company_id":"571568323","id":"1690375745","name":"Alice Example","type":"user"},"ctime":1767254400,"drive_id":"C3ceIyb","ext_attrs":[],"hash":{"sum":"26b2e58eec7df0d276b2f5a724b218efcfac4b6c","type":"s2s"},"id":"FQwgmi3qaUoDNz1xSKO7PtBVWCfrQVkPy","link_id":"c1A9gjsA8DuR","link_url":"https://www.kdocs.cn/l/c1A9gjsA8DuR","modified_by":{"avatar":"","company_id":"571568323","id":"1690375745","name":"Alice Example","type":"user"},"mtime":1767254400,"name":"hello.txt","parent_id":"0","permission":{"comment":true,"copy":true,"copy_content":true,"delete":true,"download":true,"list":true,"move":true,"new_empty":true,"perm_ctl":true,"preview":true,"print":true,"rename":true,"share":true,"update":true,"upload":true},"size":18,"type":"file","version":1}]},"code":0,"detail":"","msg":"success"}"#]].assert_eq(&String::from_utf8(answer.body).expect("JSON"));
}

#[tokio::test]
async fn the_vendors_example_with_the_signature_of_the_vector_passes_the_gateway() {
    let mock = Mock::new();
    mock.sandbox().clock.set(Timestamp::from_millis(1_358_923_388_000));
    let answer = mock
        .send(&format!(
            r#"POST /graph/v7/files/batch_get_meta
            Content-Type: application/json
            Wps-Docs-Date: {VENDORS_DATE}
            Wps-Docs-Authorization: WPS-4 AK123456:5f372fc4c6e13f12c5cb0f096b75ae194e1db079bcf5403769a718b25333118f
            Authorization: Bearer alice-token

{{"file_ids":["string"]}}"#
        ))
        .await;
    expect![[r#"
        400 Bad Request
        {
          "code": 400008009,
          "detail": "File `string`: There is no such file or folder.",
          "msg": "文件不存在"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn a_signature_with_sm3_is_as_good() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let draft = Draft { scheme: "WPS-4-GM", ..Draft::files(&[&hello]) };
    assert_eq!(names(&draft.send(&mock).await), ["hello.txt"]);
    // The hash is chosen by the header, whatever the other one would give.
    let sha = Draft::files(&[&hello]).signature();
    let mixed = format!("WPS-4-GM AK20260101WPSAPP:{sha}");
    let request = Draft::files(&[&hello]).with_header("wps-docs-authorization", Some(&mixed));
    let answer = mock.call(request).await;
    assert_eq!(answer.json()["msg"], "sign check fail: authorization mismatch");
}

#[tokio::test]
async fn folders_have_no_digest_and_the_root_is_its_own_end() {
    let mock = Mock::new();
    let root = mock.id("wps", "alice", "/").await;
    let folder = mock.id("wps", "alice", "/Documents").await;
    let below = mock.id("wps", "alice", "/Documents/Reports").await;
    let answer = Draft::files(&[&root, &folder, &below]).send(&mock).await;
    let json = answer.json();
    let lines: Vec<String> = json["data"]["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| {
            let text = |name: &str| item[name].as_str().expect("text").to_owned();
            let sum = &item["hash"]["sum"];
            let parent = text("parent_id").replace(&folder, "Documents");
            format!("{} {} in {parent}, {} bytes, sum {sum}", text("type"), text("name"), item["size"])
        })
        .collect();
    expect![[r#"
        folder Alice's drive in 0, 0 bytes, sum ""
        folder Documents in 0, 0 bytes, sum ""
        folder Reports in Documents, 0 bytes, sum """#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn versions_times_and_attributes_follow_changes() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    mock.advance(std::time::Duration::from_mins(1));
    mock.sandbox()
        .write(|world, now| {
            let (_, root) = alice(world);
            let id = world.child(root, "hello.txt").expect("seeded");
            let bob = Actor::User(world.user_named("bob").expect("seeded").id);
            world.write(bob, id, Content::new(Bytes::from_static(b"abc")), now)?;
            world.set_attribute(bob, id, "protected", Some("true"), now)
        })
        .expect("room");
    let answer = Draft::files(&[&hello]).send(&mock).await;
    let item = answer.json()["data"]["items"][0].clone();
    let mtime = NOW.seconds() + 60;
    assert_eq!((&item["version"], &item["size"], &item["mtime"]), (&2.into(), &3.into(), &mtime.into()));
    assert_eq!(item["hash"]["sum"], "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert_eq!(item["ext_attrs"].to_string(), r#"[{"name":"protected","value":"true"}]"#);
    assert_eq!(
        (&item["created_by"]["name"], &item["modified_by"]["name"]),
        (&"Alice Example".into(), &"Bob Example".into())
    );
}

#[tokio::test]
async fn each_item_is_listed_once_in_the_order_of_first_mention() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let plan = mock.id("wps", "alice", "/Documents/plan.txt").await;
    let answer = Draft::files(&[&plan, &hello, &plan, &hello]).send(&mock).await;
    assert_eq!(names(&answer), ["plan.txt", "hello.txt"]);
    // An id that the fixture gave the same file.
    let answer = Draft::files(&[&hello, "kvqxrspxjctdojjqdildjhonzwusaquc"]).send(&mock).await;
    assert_eq!(names(&answer), ["hello.txt"]);
}

#[tokio::test]
async fn a_person_reaches_their_own_drive_and_those_of_their_teams() {
    let mock = Mock::new();
    let handbook = mock.id("wps", "team", "/Team handbook.txt").await;
    for token in ["alice-token", "bob-token"] {
        assert_eq!(names(&Draft::files(&[&handbook]).by(token).send(&mock).await), ["Team handbook.txt"]);
    }
    let todo = mock.id("wps", "bob", "/todo.txt").await;
    assert_eq!(names(&Draft::files(&[&todo]).by("bob-token").send(&mock).await), ["todo.txt"]);
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let answer = Draft::files(&[&hello, &todo]).send(&mock).await.to_string();
    expect![[r#"
        403 Forbidden
        {
          "code": 403000001,
          "detail": "File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach.",
          "msg": "无权限"
        }"#]]
    .assert_eq(&answer);
    let welcome = mock.id("wps", "apps", "/welcome.txt").await;
    assert_eq!(Draft::files(&[&welcome]).send(&mock).await.json()["code"], 403_000_001);
}

#[tokio::test]
async fn ids_that_are_refused_are_left_out_where_the_settings_say_so() {
    let mock = Mock::with(|settings| settings.wps_omit_missing = true);
    let ids = ["<hello.txt in WPS>", "x", "<todo.txt in WPS>", "<plan.txt in WPS>"].map(unfold_text);
    let ids: Vec<_> = ids.iter().map(String::as_str).collect();
    assert_eq!(names(&Draft::files(&ids).send(&mock).await), ["hello.txt", "plan.txt"]);
}

#[tokio::test]
async fn a_token_that_only_reads_gets_smaller_permissions() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let answer = Draft::files(&[&hello]).by("readonly-token").send(&mock).await;
    let item = answer.json()["data"]["items"][0].clone();
    let allowed: Vec<String> = item["permission"]
        .as_object()
        .expect("permissions")
        .iter()
        .filter(|(_, allowed)| **allowed == Value::Bool(true))
        .map(|(name, _)| name.clone())
        .collect();
    assert_eq!(allowed, ["copy_content", "download", "list", "preview", "print"]);
}

#[tokio::test]
async fn a_persons_token_needs_a_scope_that_people_are_granted() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let mut lines = Vec::new();
    for scope in ["kso.appdrive.file.read", "kso.file.readwrite", "kso.file.read", "kso.file.write"] {
        mock.sandbox()
            .write(|world, now| {
                let bearer = Principal { user: Some(alice(world).0), app: None };
                let (scopes, api) = (Scopes::Named([scope.into()].into()), Some(Api::Wps));
                let value = scope.into();
                world.issue(Token { value, bearer, scopes, api, issued: now, life: None, sliding: false });
                Ok::<_, Error>(())
            })
            .expect("nothing can fail");
        let json = Draft::files(&[&hello]).by(scope).send(&mock).await.json();
        let rename = &json["data"]["items"][0]["permission"]["rename"];
        lines.push(format!("{scope}: {}, rename {rename}", json["code"]));
    }
    expect![[r#"
        kso.appdrive.file.read: 403000001, rename null
        kso.file.readwrite: 403000001, rename null
        kso.file.read: 0, rename false
        kso.file.write: 0, rename true"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn as_many_as_1024_files_are_read_at_once_and_no_more() {
    let mock = Mock::new();
    mock.sandbox()
        .write(|world, now| {
            let (user, root) = alice(world);
            let by = Actor::User(user);
            let folder = world.create_folder(by, root, "many", OnConflict::Fail, now)?;
            (0..1025).try_for_each(|n| {
                let content = Content::new(Bytes::from(format!("file {n}")));
                let made = world.create_file(by, folder, &format!("{n}.txt"), content, OnConflict::Fail, now);
                made.map(drop)
            })
        })
        .expect("room");
    let tree = mock.send("GET /_mock/tree?drive=alice&path=/many").await.json();
    let items = tree["drives"][0]["items"].as_array().expect("items").clone();
    let ids: Vec<&str> =
        items.iter().skip(1).map(|item| item["ids"]["wps"].as_str().expect("text")).collect();
    assert_eq!(ids.len(), 1025);
    let answer = Draft::files(&ids[..1024]).send(&mock).await;
    let json = answer.json();
    let found: Vec<&str> = json["data"]["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|item| item["id"].as_str().expect("text"))
        .collect();
    assert_eq!(found, ids[..1024]);
    expect![[r#"
        400 Bad Request
        {
          "code": 400000105,
          "detail": "file_ids has more than 1024 items.",
          "msg": "数目限制超出"
        }"#]]
    .assert_eq(&Draft::files(&ids).send(&mock).await.to_string());
    // What counts is what was sent, not what is distinct.
    assert_eq!(Draft::files(&vec![ids[0]; 1025]).send(&mock).await.json()["code"], 400_000_105);
}

#[tokio::test]
async fn a_signature_is_taken_with_and_without_the_sandbox_prefix() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    mock.fork("t1");
    let path = format!("/_sandbox/t1{}?trace=1", super::sign::PATH);
    for signed in ["/v7/files/batch_get_meta?trace=1", "/_sandbox/t1/v7/files/batch_get_meta?trace=1"] {
        let draft = Draft { path: path.clone(), signed: signed.into(), ..Draft::files(&[&hello]) };
        assert_eq!(names(&draft.send(&mock).await), ["hello.txt"], "{signed}");
    }
    for signed in ["/v7/files/batch_get_meta", "/graph/v7/files/batch_get_meta?trace=1"] {
        let draft = Draft { path: path.clone(), signed: signed.into(), ..Draft::files(&[&hello]) };
        assert_eq!(draft.send(&mock).await.json()["code"], 40_100_001, "{signed}");
    }
}

#[tokio::test]
async fn another_gateway_and_other_forms_of_headers_are_taken() {
    let mock = Mock::new();
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let path = "/o/cid/v7/files/batch_get_meta";
    let draft = Draft { path: path.into(), ..Draft::files(&[&hello]) };
    assert_eq!(names(&draft.send(&mock).await), ["hello.txt"]);
    for date in [
        "Fri, 02 Jan 2026 03:04:05 UTC",
        "Fri, 02 Jan 2026 11:04:05 +0800",
        "Friday, 02 Jan 2026 03:04:05 GMT",
    ] {
        let draft = Draft { date: date.into(), ..Draft::files(&[&hello]) };
        assert_eq!(names(&draft.send(&mock).await), ["hello.txt"], "{date}");
    }
    let charset = Some("application/json; charset=utf-8");
    let draft = Draft { content_type: charset, ..Draft::files(&[&hello]) };
    assert_eq!(names(&draft.send(&mock).await), ["hello.txt"]);
    let draft = Draft::body(format!(r#"{{"unknown":{{"x":[null]}},"file_ids":["{hello}"]}}"#));
    assert_eq!(names(&draft.send(&mock).await), ["hello.txt"]);
}

#[tokio::test]
async fn lenient_mode_takes_wrong_credentials_and_notes_it() {
    let mock = Mock::with(|settings| settings.auth = Auth::Lenient);
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let body = format!(r#"{{"file_ids":["{hello}"]}}"#);
    let head = "POST /graph/v7/files/batch_get_meta\nContent-Type: application/json";
    let before = mock.sandbox().journal.since(0).len() as u64;
    assert_eq!(names(&mock.send(&format!("{head}\n\n{body}")).await), ["hello.txt"]);
    let wrong = "Wps-Docs-Date: now\nWps-Docs-Authorization: WPS-4 AK123456:00\nAuthorization: Bearer bob";
    assert_eq!(names(&mock.send(&format!("{head}\n{wrong}\n\n{body}")).await), ["hello.txt"]);
    let wrong = Draft { secret: "wrong", ..Draft::files(&[&hello]) };
    assert_eq!(names(&wrong.by("alice-token").send(&mock).await), ["hello.txt"]);
    let notes: Vec<String> = mock
        .sandbox()
        .journal
        .since(before)
        .iter()
        .map(|entry| format!("{:?} {:?} {:?}", entry.operation, entry.caller, entry.notes))
        .collect();
    expect![[r#"
        Some("files.batch_get_meta") Some("alice") ["sign check fail: missing Wps-Docs-Date: taken as AK20260101WPSAPP", "NoToken: taken as alice"]
        Some("files.batch_get_meta") Some("alice") ["sign check fail: invalid Wps-Docs-Date: taken as AK123456", "UnknownToken: taken as alice"]
        Some("files.batch_get_meta") Some("alice") ["signed here, scheme: WPS-4", "signed here, method: POST", "signed here, path and query: /v7/files/batch_get_meta", "signed here, content type: application/json", "signed here, date: Fri, 02 Jan 2026 03:04:05 GMT", "signed here, hash of the body: 672d08abfbff3423aa5842ef6a7f748277099fcf9498d7755b3a97d82ef1c472", "the client's signature: 2655101ded994ce8fa113dcf22386e9406e66475bf7e2ade96680c90493575af", "what differs: not found; most often it is the secret", "sign check fail: authorization mismatch: taken as AK20260101WPSAPP"]"#]].assert_eq(&notes.join("\n"));
    // Only credentials are excused.
    let answer = mock.send(&format!("POST {}\n\n{body}", super::sign::PATH)).await;
    assert_eq!(answer.json()["code"], 415_000_001);
}
