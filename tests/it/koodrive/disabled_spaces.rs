//! Spaces that are disabled: nobody reaches what they hold, in any API, until they are in use again.

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, file, get, get_text, post, post_text};
use crate::support::{Mock, refusals};

const BASE: &str = "/koodrive/ose/v1";

/// Disables alice's space, or puts it into use again, in the words of the page.
async fn set(mock: &Mock, status: Value) {
    let body = json!({ "status": status, "type": 1 });
    let answer = by(mock, "alice", &format!("PUT {BASE}/space/alice"), &body).await;
    assert_eq!(answer.json(), json!({ "code": 0, "msg": "success" }));
}

#[tokio::test]
async fn nothing_is_done_in_a_space_that_is_disabled() {
    let mock = Mock::new();
    let space = super::space(&mock, "alice").await;
    let plan = file(&mock, "/Documents/plan.txt").await;
    let one = json!({ "containerId": space, "fileIds": [plan] });
    let url =
        post(&mock, &format!("{BASE}/files/download"), &one).await.json()["downloads"][0]["url"].clone();
    let url = url.as_str().expect("an address").to_owned();
    set(&mock, json!(1)).await;
    let into = json!({ "taskInfo": { "newFilePath": "root" } });
    let batch = super::body(&mock, 1, 101, &[&plan], into).await;
    let item = json!({ "containerId": space });
    let new = json!({ "containerId": space, "fileName": "new" });
    let upload = json!({ "containerId": space, "fileName": "a.txt", "length": 1 });
    let version = json!({ "containerId": space, "fileId": plan, "revisionId": "1.1" });
    let share = json!({ "containerId": space, "fileIds": [plan], "scope": 2, "validDays": 1 });
    let search = json!({ "searchType": "personal", "filter": { "keyWord": "plan" } });
    let path = |path: &str| format!("{BASE}{path}");
    let rows: Vec<(&str, String)> = vec![
        ("a list", post_text(&path("/files/0"), &json!({}))),
        ("a list of the space", post_text(&path("/files/0"), &item)),
        ("the bin", post_text(&path("/files/1"), &item)),
        ("a file", post_text(&path(&format!("/files/{plan}/detail")), &item)),
        ("a folder", post_text(&path("/directory"), &new)),
        ("an upload", post_text(&path("/files/create"), &upload)),
        ("addresses", post_text(&path("/files/download"), &one)),
        (
            "a rename",
            post_text(&path(&format!("/files/rename/{plan}")), &json!({ "containerId": space, "name": "b" })),
        ),
        ("an empty bin", post_text(&path("/files/recycle"), &json!({ "containerId": space }))),
        ("sizes", get_text(&path(&format!("/files/statsDir?fileId=root&containerId={space}")))),
        ("a path", get_text(&path(&format!("/files/path?fileId={plan}&containerId={space}")))),
        (
            "an archive",
            post_text(&path("/archive/listFile"), &json!({ "containerId": space, "fileId": plan })),
        ),
        ("a version", post_text(&path("/revision/getRevision"), &version)),
        ("a share", post_text(&path("/share"), &share)),
        ("a task", post_text(&path("/jobs"), &batch)),
        (
            "a search in it",
            post_text(
                &path("/files/search"),
                &json!({ "searchType": "personal", "filter": { "containerId": space } }),
            ),
        ),
        ("an address from before", format!("GET {url}")),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
        a list: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a list of the space: 400 {"code":13000412,"msg":"空间不是激活状态"}
        the bin: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a file: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a folder: 400 {"code":13000412,"msg":"空间不是激活状态"}
        an upload: 400 {"code":13000412,"msg":"空间不是激活状态"}
        addresses: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a rename: 400 {"code":13000412,"msg":"空间不是激活状态"}
        an empty bin: 400 {"code":13000412,"msg":"空间不是激活状态"}
        sizes: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a path: 400 {"code":13000412,"msg":"空间不是激活状态"}
        an archive: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a version: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a share: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a task: 400 {"code":13000412,"msg":"空间不是激活状态"}
        a search in it: 400 {"code":13000412,"msg":"空间不是激活状态"}
        an address from before: 400 {"code":13000412,"msg":"空间不是激活状态"}
    "#]],
    )
    .await;
    let found = post(&mock, &path("/files/search"), &search).await;
    assert_eq!(found.json()["total"], 0, "{found}");
    assert_eq!(get(&mock, &path("/space/alice?type=1")).await.json()["data"]["status"], 1);
    set(&mock, json!("0")).await;
    assert_eq!(get(&mock, &path("/space/alice?type=1")).await.json()["data"]["status"], 0);
    assert_eq!(post(&mock, &path("/files/0"), &item).await.status, 200);
    assert_eq!(mock.send(&format!("GET {url}")).await.status, 200, "the address leads there again");
}

#[tokio::test]
async fn the_other_services_treat_a_disabled_space_as_one_of_others() {
    let mock = Mock::new();
    set(&mock, json!(1)).await;
    let graph = |path: &str| format!("GET /v1.0{path}\nAuthorization: Bearer alice-token");
    let rows = [
        ("Graph: the drive", graph("/me/drive")),
        ("Graph: its root", graph("/me/drive/root/children")),
        ("Graph: a file", graph("/me/drive/items/<plan.txt>")),
        ("Graph: the bytes", graph("/me/drive/items/<plan.txt>/content")),
        (
            "Graph: an upload",
            "PUT /v1.0/me/drive/root:/a.txt:/content\nAuthorization: Bearer alice-token\n\na".to_owned(),
        ),
        ("KDocs: a copy", "POST /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token\n\n{\"file_ids\": [\"kvqxrspxjctdojjqdildjhonzwusaquc\"]}".to_owned()),
        ("WPS: the drive", "GET /v7/drives/<alice's drive in WPS>/meta\nAuthorization: Bearer alice-token".into()),
        (
            "WPS: its root",
            "GET /v7/drives/<alice's drive in WPS>/files/root/children?page_size=10\nAuthorization: Bearer alice-token".into(),
        ),
    ];
    refusals(
        &mock,
        rows,
        expect![[r#"
            Graph: the drive: 403 accessDenied -: The caller doesn't have permission to perform the action.
            Graph: its root: 403 accessDenied -: The caller doesn't have permission to perform the action.
            Graph: a file: 403 accessDenied -: The caller doesn't have permission to perform the action.
            Graph: the bytes: 403 accessDenied -: The caller doesn't have permission to perform the action.
            Graph: an upload: 403 accessDenied -: The caller doesn't have permission to perform the action.
            KDocs: a copy: 404 {"code":30012,"hint":"kvqxrspxjctdojjqdildjhonzwusaquc","message":"FileNotExists","msg":"FileNotExists"}
            WPS: the drive: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
            WPS: its root: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `root`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        "#]],
    )
    .await;
}

#[tokio::test]
async fn a_task_stops_where_a_space_is_disabled_meanwhile() {
    let mock = Mock::with(|settings| settings.tasks = "manual".parse().expect("a pace"));
    let (plan, photos) = (file(&mock, "/Documents/plan.txt").await, file(&mock, "/Photos").await);
    let body = super::body(&mock, 2, 201, &[&plan, &photos], json!({})).await;
    let task = post(&mock, &format!("{BASE}/jobs"), &body).await.json()["data"].clone();
    let task = task.as_str().expect("a task").to_owned();
    set(&mock, json!(1)).await;
    mock.send(&format!("POST /_mock/tasks/{task}/finish")).await;
    let detail = get(&mock, &format!("{BASE}/{task}")).await.json()["data"].clone();
    assert_eq!(super::outcome(&detail), "2 3 13000412 [2 2]");
}
