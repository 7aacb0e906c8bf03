//! Templates: made, changed, listed and removed.

use std::time::Duration;

use expect_test::expect;
use serde_json::{Value, json};

use super::{DOWNLOAD, PERMISSION, TEAM, VIEW_ONLY, amend, code, flags, new, template};
use crate::{
    koodrive::{get, post},
    support::Mock,
};

#[tokio::test]
async fn a_template_is_made_and_looked_at() {
    let mock = Mock::new();
    let path = |verb: &str| format!("{PERMISSION}/template/{verb}");
    let mut body = new("Reviewers", &["listChildNode", "view"]);
    body["description"] = json!("Look, and no more.");
    let made = post(&mock, &path("create"), &body).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "id": "1590626552721181441"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&made.to_string());
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "capabilities": {
                "addChildNodePermission": false,
                "copyPermission": false,
                "deletePermission": false,
                "downloadPermission": false,
                "editPermission": false,
                "listChildNodePermission": true,
                "removeChildNodePermission": false,
                "renameFilePermission": false,
                "shareFilePermission": false,
                "uploadPermission": false,
                "viewPermission": true
              },
              "company": "9190086000000198331",
              "createTime": "2026-01-02T03:04:05.000Z",
              "description": "Look, and no more.",
              "id": "1590626552721181441",
              "name": "Reviewers",
              "status": 1,
              "templateType": 1,
              "updateTime": "2026-01-02T03:04:05.000Z"
            }
          ],
          "msg": "success"
        }"#]]
    .assert_eq(&post(&mock, &path("batchGet"), &json!({ "ids": [id] })).await.to_string());
}

#[tokio::test]
async fn a_template_is_edited_disabled_and_removed() {
    let mock = Mock::new();
    let path = |verb: &str| format!("{PERMISSION}/template/{verb}");
    let mut body = new("Reviewers", &["listChildNode", "view"]);
    body["description"] = json!("Look, and no more.");
    let made = post(&mock, &path("create"), &body).await;
    let id = made.json()["data"]["id"].as_str().expect("an id").to_owned();
    mock.advance(Duration::from_hours(1));
    let edited = json!({ "id": id, "name": "只读", "capabilities": flags(&["view"]) });
    let edited = post(&mock, &path("edit"), &edited).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&edited.to_string());
    // The page's example: the id as a text.
    let disabled = post(&mock, &path("status/modify"), &json!({ "id": id, "status": 0 })).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success"
        }"#]]
    .assert_eq(&disabled.to_string());
    let list = get(&mock, &path("list?limit=1&offset=0&templateType=1&status=0")).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": [
            {
              "capabilities": {
                "addChildNodePermission": false,
                "copyPermission": false,
                "deletePermission": false,
                "downloadPermission": false,
                "editPermission": false,
                "listChildNodePermission": false,
                "removeChildNodePermission": false,
                "renameFilePermission": false,
                "shareFilePermission": false,
                "uploadPermission": false,
                "viewPermission": true
              },
              "company": "9190086000000198331",
              "createTime": "2026-01-02T03:04:05.000Z",
              "description": "Look, and no more.",
              "id": "1590626552721181441",
              "name": "只读",
              "status": 0,
              "templateType": 1,
              "updateTime": "2026-01-02T04:04:05.000Z"
            }
          ],
          "msg": "success",
          "total": 7
        }"#]]
    .assert_eq(&list.to_string());
    let given = amend(&mock, json!({ "template": id }), json!({})).await;
    assert_eq!(given.json()["code"], 13_000_102, "it is disabled");
    assert_eq!(code(&mock, "/template/status/modify", &json!({ "id": id, "status": 1 })).await, 0);
    assert_eq!(code(&mock, "/template/delete", &json!({ "ids": [id, id] })).await, 0);
    assert_eq!(code(&mock, "/template/batchGet", &json!({ "ids": [id] })).await, 13_000_309);
}

#[tokio::test]
async fn templates_are_listed_by_condition() {
    let mock = Mock::new();
    let first = template(&mock, "first", &[]).await;
    mock.advance(Duration::from_hours(1));
    let second = template(&mock, "second", &["view"]).await;
    assert_eq!(code(&mock, "/template/status/modify", &json!({ "id": first, "status": 0 })).await, 0);
    let mut seen = Vec::new();
    for query in [
        "",
        "&preBefore=false",
        "&orderByTime=0",
        "&orderByTime=0&preBefore=false",
        "&templateType=0&status=1",
        "&templateType=1",
        "&status=0",
        &format!("&id={second}"),
        "&id=7",
    ] {
        let list = get(&mock, &format!("{PERMISSION}/template/list?limit=100&offset=0{query}")).await.json();
        let names: Vec<&str> =
            list["data"].as_array().expect("a list").iter().filter_map(|row| row["name"].as_str()).collect();
        seen.push(format!("{query}: {} of {}", names.join(", "), list["total"]));
    }
    let page = get(&mock, &format!("{PERMISSION}/template/list?limit=2&offset=5")).await.json();
    assert_eq!((&page["data"][1]["name"], page["data"].as_array().map(Vec::len)), (&json!("first"), Some(2)));
    expect![[r#"
        : Manage, Edit, Download, Preview, Upload, View only, first, second of 8
        &preBefore=false: first, second, Manage, Edit, Download, Preview, Upload, View only of 8
        &orderByTime=0: View only, Upload, Preview, Download, Edit, Manage, second, first of 8
        &orderByTime=0&preBefore=false: second, first, View only, Upload, Preview, Download, Edit, Manage of 8
        &templateType=0&status=1: Manage, Edit, Download, Preview, Upload, View only of 8
        &templateType=1: first, second of 8
        &status=0: first of 8
        &id=1590626552725375745: second of 8
        &id=7:  of 8"#]]
    .assert_eq(&seen.join("\n"));
}

#[tokio::test]
async fn the_services_own_templates_are_there_from_the_start() {
    let mock = Mock::new();
    let list =
        get(&mock, &format!("{PERMISSION}/template/list?limit=100&offset=0&templateType=0")).await.json();
    let line = |row: &Value| {
        let granted = row["capabilities"].as_object().expect("flags").iter();
        let granted: Vec<&str> = granted
            .filter(|(_, is_granted)| **is_granted == true)
            .map(|(name, _)| name.trim_end_matches("Permission"))
            .collect();
        format!("{} {}: {}", row["id"], row["name"], granted.join(" "))
    };
    let lines: Vec<String> = list["data"].as_array().expect("a list").iter().map(line).collect();
    expect![[r#"
        "1590626552448551681" "Manage": addChildNode copy delete download edit listChildNode removeChildNode renameFile shareFile upload view
        "1590626552452745985" "Edit": addChildNode copy delete download edit listChildNode removeChildNode renameFile shareFile upload view
        "1590626552456940289" "Download": copy download listChildNode view
        "1590626552461134593" "Preview": listChildNode view
        "1590626552465328897" "Upload": addChildNode listChildNode upload
        "1590626552469523201" "View only": listChildNode"#]].assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn a_template_that_is_used_stays_enabled_and_there() {
    let mock = Mock::new();
    let id = template(&mock, "used", &["view"]).await;
    let used = async || {
        let answer = get(&mock, &format!("{PERMISSION}/template/ref/{id}")).await;
        let disable = code(&mock, "/template/status/modify", &json!({ "id": id, "status": 0 })).await;
        let other = template(&mock, "other", &[]).await;
        let delete = code(&mock, "/template/delete", &json!({ "ids": [other, id] })).await;
        let kept = code(&mock, "/template/delete", &json!({ "ids": [other] })).await;
        format!("{} {disable} {delete} {kept}", answer.line())
    };
    let mut seen = Vec::new();
    amend(&mock, json!({ "template": id }), json!({})).await;
    seen.push(format!("on the space: {}", used().await));
    amend(&mock, json!({ "template": DOWNLOAD }), json!({})).await;
    let file = json!({ "fileId": "<Team handbook.txt in KooDrive>" });
    amend(&mock, json!({ "template": id }), file.clone()).await;
    seen.push(format!("on a file: {}", used().await));
    amend(&mock, json!({ "template": -1, "capabilities": flags(&[]) }), file).await;
    let initial = json!({ "spaceId": TEAM, "templateId": id });
    assert_eq!(code(&mock, "/member/initial", &initial).await, 0);
    seen.push(format!("for who joins: {}", used().await));
    let initial = json!({ "spaceId": TEAM, "templateId": VIEW_ONLY });
    assert_eq!(code(&mock, "/member/initial", &initial).await, 0);
    let unused = get(&mock, &format!("{PERMISSION}/template/ref/{id}")).await;
    seen.push(format!("no longer: {}", unused.line()));
    assert_eq!(code(&mock, "/template/delete", &json!({ "ids": [id] })).await, 0);
    expect![[r#"
        on the space: 200 {"code":0,"msg":"success","templateRef":true} 13000102 13000102 0
        on a file: 200 {"code":0,"msg":"success","templateRef":true} 13000102 13000102 0
        for who joins: 200 {"code":0,"msg":"success","templateRef":true} 13000102 13000102 0
        no longer: 200 {"code":0,"msg":"success","templateRef":false}"#]]
    .assert_eq(&seen.join("\n"));
}
