//! `/v7/drive_labels`: labels that people make, and those of the service.

use expect_test::expect;

use super::{drive_of, get, post};
use crate::support::{Answer, Mock, refusals};

const LABELS: &str = "/v7/drive_labels";

async fn make(mock: &Mock, token: &str, body: &str) -> String {
    let made = mock.send(&post(token, &format!("{LABELS}/create"), body)).await;
    made.json()["data"]["id"].as_str().unwrap_or_else(|| panic!("no label: {made}")).to_owned()
}

fn objects(answer: &Answer) -> String {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    let line = |item: &serde_json::Value| {
        format!("{} {} {}", item["object_type"], item["file"]["name"], item["ctime"]).replace('"', "")
    };
    items.iter().map(line).collect::<Vec<_>>().join(", ")
}

#[tokio::test]
async fn a_label_is_made_put_on_objects_and_taken_off() {
    let mock = Mock::new();
    let body = r#"{"name":"项目","allotee_type":"user","label_type":"custom","attr":"red","rank":7}"#;
    let made = mock.send(&post("alice-token", &format!("{LABELS}/create"), body)).await;
    expect![[r#"200 {"code":0,"data":{"allotee_id":"1690375745","allotee_type":"user","attr":"red","ctime":1767323045,"hash":3695491505,"id":"4298257977946102779","label":{"allotee_id":"1690375745","allotee_type":"user","attr":"red","ctime":1767323045,"hash":3695491505,"id":"4298257977946102779","label_type":"custom","mtime":1767323045,"name":"项目","rank":7},"label_type":"custom","mtime":1767323045,"name":"项目","rank":7},"msg":"success"}"#]].assert_eq(&made.line());
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    let first = make(&mock, "alice-token", r#"{"name":"first","allotee_type":"user","rank":1}"#).await;
    let all = mock.send(&get("alice-token", &format!("{LABELS}?page_size=10"))).await.json();
    assert_eq!(
        (&all["data"]["items"][0]["id"], &all["data"]["items"][1]["id"]),
        (&first.into(), &id.clone().into())
    );
    let one = mock.send(&get("alice-token", &format!("{LABELS}/{id}/meta"))).await.json();
    assert_eq!(one["data"], all["data"]["items"][1]);
    let (hello, folder) =
        (mock.id("wps", "alice", "/hello.txt").await, mock.id("wps", "alice", "/Documents").await);
    let drive = drive_of(&mock, "alice", "/").await;
    let body = format!(
        r#"{{"objects":[{{"id":"{folder}","type":"folder"}},{{"id":"{hello}","type":"file"}},{{"id":"{drive}","type":"drive"}}]}}"#
    );
    let path = format!("{LABELS}/{id}/objects");
    let added = mock.send(&post("alice-token", &format!("{path}/batch_add"), &body)).await;
    assert_eq!(added.line(), r#"200 {"code":0,"msg":"success"}"#);
    let mut told = Vec::new();
    for query in [
        "",
        "&file_type=file",
        "&file_type=folder",
        "&object_type=drive",
        "&object_type=url",
        "&include_exts=txt",
    ] {
        let answer = mock.send(&get("alice-token", &format!("{path}?page_size=100{query}"))).await;
        told.push(format!("{query}: {}", objects(&answer)));
    }
    expect![[r#"
        : file Documents 1767323045, file hello.txt 1767323045, drive null 1767323045
        &file_type=file: file hello.txt 1767323045
        &file_type=folder: file Documents 1767323045
        &object_type=drive: drive null 1767323045
        &object_type=url: 
        &include_exts=txt: file hello.txt 1767323045"#]]
    .assert_eq(&told.join("\n"));
    let one = mock.send(&get("alice-token", &format!("{path}?page_size=1"))).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "ctime": 1767323045,
                "file": {
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "drive_id": "<alice's drive in WPS>",
                  "id": "<Documents in WPS>",
                  "link_id": "c12AhOQy0TS5",
                  "link_url": "https://www.kdocs.cn/l/c12AhOQy0TS5",
                  "modified_by": "<alice's identity in WPS>",
                  "mtime": 1767254400,
                  "name": "Documents",
                  "parent_id": "0",
                  "shared": false,
                  "size": 0,
                  "type": "folder",
                  "version": 0
                },
                "label_id": "<label>",
                "object_id": "<Documents in WPS>",
                "object_type": "file"
              }
            ],
            "next_page_token": "WB45w6UQFqUAAAAAAAAAAQ"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&one.to_string().replace(&id, "<label>"));
    let body = format!(r#"{{"objects":["{folder}","{folder}"]}}"#);
    mock.send(&post("alice-token", &format!("{path}/batch_remove"), &body)).await;
    let left = mock.send(&get("alice-token", &format!("{path}?page_size=10&object_type=file"))).await;
    assert_eq!(objects(&left), "file hello.txt 1767323045");
}

#[tokio::test]
async fn the_labels_of_the_service_have_fixed_ids_and_stand_for_what_they_say() {
    let mock = Mock::new();
    let all =
        mock.send(&get("alice-token", &format!("{LABELS}?page_size=10&label_type=system"))).await.json();
    let all: Vec<String> = all["data"]["items"]
        .as_array()
        .expect("items")
        .iter()
        .map(|label| format!("{} {} {}", label["id"], label["name"], label["label_type"]).replace('"', ""))
        .collect();
    assert_eq!(
        all.join(", "),
        "1 星标 system, 2 待办 system, 3 未确认协作 system, 4 同步文件夹 system, 5 常用 system, 6 快速访问 system"
    );
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let body = format!(r#"{{"objects":[{{"id":"{hello}","type":"file"}}]}}"#);
    let change = async |label: &str, what: &str| {
        mock.send(&post("alice-token", &format!("{LABELS}/{label}/objects/{what}"), &body)).await.line()
    };
    let list = async |label: &str| {
        objects(&mock.send(&get("alice-token", &format!("{LABELS}/{label}/objects?page_size=100"))).await)
    };
    let done = r#"200 {"code":0,"msg":"success"}"#;
    for (label, listed) in [("1", "file hello.txt 0"), ("2", "file hello.txt 1767323045")] {
        assert_eq!(change(label, "batch_add").await, done);
        assert_eq!(list(label).await, listed);
    }
    let stars = mock.send(&get("alice-token", "/v7/drive_star/items?page_size=10")).await.json();
    assert_eq!(stars["data"]["items"][0]["id"], hello);
    assert!(list("5").await.contains("hello.txt"), "she made it");
    for label in ["1", "2"] {
        assert_eq!(change(label, "batch_remove").await, done);
        assert_eq!(list(label).await, "");
    }
    let own = mock.send(&get("alice-token", &format!("{LABELS}?page_size=10"))).await.json();
    assert_eq!(
        own["data"]["items"].as_array().map(Vec::len),
        Some(0),
        "what keeps the objects is no label of hers"
    );
}

#[tokio::test]
async fn a_group_has_labels_that_its_members_share() {
    let mock = Mock::new();
    let team = mock
        .send(&get(
            "alice-token",
            "/v7/files/search?type=file_name&keyword=handbook&page_size=1&with_drive=true",
        ))
        .await
        .json();
    let group = team["data"]["items"][0]["file"]["drive"]["allotee_id"].as_str().expect("an id").to_owned();
    let id = make(
        &mock,
        "alice-token",
        &format!(r#"{{"name":"ours","allotee_type":"group","allotee_id":"{group}"}}"#),
    )
    .await;
    let seen = mock
        .send(&get("bob-token", &format!("{LABELS}?page_size=10&allotee_type=group&allotee_id={group}")))
        .await
        .json();
    assert_eq!(seen["data"]["items"][0]["id"], id);
    assert_eq!(seen["data"]["items"][0]["allotee_id"], group);
    let own = make(&mock, "alice-token", r#"{"name":"mine","allotee_type":"user"}"#).await;
    let refused = [
        ("a label of somebody else", get("bob-token", &format!("{LABELS}/{own}/meta"))),
        (
            "a group of other people",
            get("bob-token", &format!("{LABELS}?page_size=1&allotee_type=group&allotee_id=1")),
        ),
        ("a group without an id", get("bob-token", &format!("{LABELS}?page_size=1&allotee_type=group"))),
        ("another person", get("bob-token", &format!("{LABELS}?page_size=1&allotee_type=user&allotee_id=1"))),
        ("an application's", get("bob-token", &format!("{LABELS}?page_size=1&allotee_type=app"))),
    ];
    refusals(&mock, refused, expect![[r#"
        a label of somebody else: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no label `16855275721983083892`."},"msg":"资源不存在"}
        a group of other people: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no group `1`."},"msg":"资源不存在"}
        a group without an id: 400 {"code":400000004,"more":{"code":400000004,"msg":"allotee_id is missing."},"msg":"请求参数不支持"}
        another person: 403 {"code":403000001,"more":{"code":403000001,"msg":"allotee_id names somebody else than the caller."},"msg":"无权限"}
        an application's: 403 {"code":403000001,"more":{"code":403000001,"msg":"The operation needs an application's token; this is a user's."},"msg":"无权限"}
    "#]]).await;
}

#[tokio::test]
async fn labels_that_make_no_sense_are_refused() {
    let mock = Mock::new();
    let id = make(&mock, "alice-token", r#"{"name":"l","allotee_type":"user"}"#).await;
    let hello = mock.id("wps", "alice", "/hello.txt").await;
    let create = |body: &str| post("alice-token", &format!("{LABELS}/create"), body);
    let add =
        |label: &str, body: &str| post("alice-token", &format!("{LABELS}/{label}/objects/batch_add"), body);
    let many = format!(r#"{{"objects":[{}]}}"#, vec![format!("\"{hello}\""); 101].join(","));
    let good = format!(r#"{{"objects":["{hello}"]}}"#);
    let rows = [
        ("no name", create(r#"{"allotee_type":"user"}"#)),
        ("an empty name", create(r#"{"name":"","allotee_type":"user"}"#)),
        ("a long name", create(&format!(r#"{{"name":"{}","allotee_type":"user"}}"#, "n".repeat(241)))),
        (
            "a long property",
            create(&format!(r#"{{"name":"n","attr":"{}","allotee_type":"user"}}"#, "n".repeat(128))),
        ),
        ("nobody's", create(r#"{"name":"n"}"#)),
        ("a company's", create(r#"{"name":"n","allotee_type":"company"}"#)),
        ("one of the service", create(r#"{"name":"n","allotee_type":"user","label_type":"system"}"#)),
        ("a rank that is no number", create(r#"{"name":"n","allotee_type":"user","rank":"1"}"#)),
        ("an unknown label", add("7", &good)),
        ("what the service counts", add("5", &good)),
        ("too many objects", add(&id, &many)),
        ("no objects", add(&id, r#"{"objects":[]}"#)),
        ("an unknown object", add(&id, &format!(r#"{{"objects":["{hello}","x"]}}"#))),
        ("an unknown object of the service's", add("2", &format!(r#"{{"objects":["{hello}","x"]}}"#))),
        (
            "an unknown object taken off",
            post("alice-token", &format!("{LABELS}/{id}/objects/batch_remove"), r#"{"objects":["x"]}"#),
        ),
        ("objects of an unknown label", get("alice-token", &format!("{LABELS}/x/objects?page_size=1"))),
        (
            "objects of another type",
            get("alice-token", &format!("{LABELS}/{id}/objects?page_size=1&file_type=x")),
        ),
        ("an unknown label by itself", get("alice-token", &format!("{LABELS}/12/meta"))),
    ];
    refusals(&mock, rows, expect![[r#"
        no name: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `name` at line 1 column 23."},"msg":"请求参数格式有误"}
        an empty name: 400 {"code":400000003,"more":{"code":400000003,"msg":"name is empty."},"msg":"请求参数取值无效"}
        a long name: 400 {"code":400000106,"more":{"code":400000106,"msg":"name has more than 240 characters."},"msg":"长度限制超出"}
        a long property: 400 {"code":400000106,"more":{"code":400000106,"msg":"attr has more than 127 characters."},"msg":"长度限制超出"}
        nobody's: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `allotee_type` at line 1 column 12."},"msg":"请求参数格式有误"}
        a company's: 400 {"code":400000004,"more":{"code":400000004,"msg":"allotee_type is none of user, group, app."},"msg":"请求参数不支持"}
        one of the service: 400 {"code":400000004,"more":{"code":400000004,"msg":"Labels of the type system are the service's."},"msg":"请求参数不支持"}
        a rank that is no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"1\", expected i64 at line 1 column 44."},"msg":"请求参数格式有误"}
        an unknown label: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no label `7`."},"msg":"资源不存在"}
        what the service counts: 400 {"code":400000004,"more":{"code":400000004,"msg":"The service counts what is used often; the label cannot be put on anything."},"msg":"请求参数不支持"}
        too many objects: 400 {"code":400000105,"more":{"code":400000105,"msg":"objects has more than 100 items."},"msg":"数目限制超出"}
        no objects: 400 {"code":400000101,"more":{"code":400000101,"msg":"objects is empty."},"msg":"集合为空"}
        an unknown object: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown object of the service's: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown object taken off: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        objects of an unknown label: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no label `x`."},"msg":"资源不存在"}
        objects of another type: 400 {"code":400000004,"more":{"code":400000004,"msg":"file_type is none of file, folder, short_cut, shortcut."},"msg":"请求参数不支持"}
        an unknown label by itself: 400 {"code":400000103,"more":{"code":400000103,"msg":"There is no label `12`."},"msg":"资源不存在"}
    "#]]).await;
}
