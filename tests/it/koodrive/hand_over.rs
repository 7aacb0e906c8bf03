//! Tasks that hand over what a person has, and remove the person.

use expect_test::expect;
use serde_json::{Value, json};

use super::{by, edit, get, get_text, post, post_text};
use crate::{
    graph,
    support::{Mock, refusals},
};

const TASK: &str = "/koodrive/ose/v1/task";

/// Hands over what bob has to alice and returns the id of the task; `more` is a header.
async fn hand_over(mock: &Mock, more: &str) -> String {
    let body = json!({ "taskType": 0, "srcUserId": "bob", "dstUserId": "alice" });
    let created =
        mock.send(&format!("POST {TASK}/create\nAuthorization: Bearer alice-token{more}\n\n{body}")).await;
    created.json()["taskId"].as_str().unwrap_or_else(|| panic!("{created}")).to_owned()
}

#[tokio::test]
async fn all_files_of_a_person_move_and_the_person_goes() {
    let mock = Mock::new();
    let before = mock.paths("bob").await;
    let bob = get(&mock, "/koodrive/ose/v1/users/bob").await.json()["data"]["userId"].clone();
    let bob = bob.as_str().expect("an id");
    let task = hand_over(&mock, "").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "status": 2,
          "taskId": "1309243162262502656",
          "taskName": "Bob Example",
          "taskType": 0,
          "tenantId": "40086000019617946",
          "userId": "366392415860730132"
        }"#]]
    .assert_eq(&get(&mock, &format!("{TASK}/{task}")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "msg": "success",
          "taskList": [
            {
              "status": 2,
              "taskId": "1309243162262502656",
              "taskName": "Bob Example",
              "taskType": 0,
              "tenantId": "40086000019617946",
              "userId": "366392415860730132"
            }
          ]
        }"#]]
    .assert_eq(&get(&mock, &format!("{TASK}/list?taskType=0&status[]=2")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "failCount": 0,
            "failInfoList": [],
            "successCount": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&get(&mock, &format!("{TASK}/result?taskId={task}")).await.to_string());
    expect![[r#"
        200 OK
        {
          "code": 0,
          "id": "1008600002655785327",
          "msg": "success",
          "name": "Alice Example"
        }"#]]
    .assert_eq(&get(&mock, &format!("{TASK}/dstUserInfo/{bob}")).await.to_string());
    let now = mock.paths("alice").await;
    for path in before.iter().filter(|path| *path != "/") {
        assert!(now.contains(&format!("/Bob Example{path}")), "{path} of {now:?}");
    }
    let seen = graph::alice(&mock, "GET /v1.0/me/drive/root:/Bob%20Example:/children", "").await;
    assert_eq!(seen.status, 200, "Graph sees the folder: {seen}");
    assert_eq!(get(&mock, "/koodrive/ose/v1/users/bob").await.json()["code"], 13_000_309);
    assert_eq!(mock.send(&format!("GET {TASK}/list\nAuthorization: Bearer bob-token")).await.status, 401);
    assert_eq!(graph::bob(&mock, "GET /v1.0/me/drive", "").await.status, 401, "nor in Graph");
    let told = get(&mock, "/koodrive/ose/v1/message/list").await.json()["messages"][0].clone();
    assert_eq!(
        (&told["type"], &told["context"]),
        (&json!("002"), &json!("The files of Bob Example were handed over to you."))
    );
    let jobs = get(&mock, "/koodrive/ose/v1/jobs?offset=0&limit=9").await.json();
    assert_eq!(jobs["data"], json!([]), "it is no batch task");
    assert_eq!(get(&mock, &format!("/koodrive/ose/v1/{task}")).await.json()["code"], 13_000_309);
}

#[tokio::test]
async fn a_task_that_waits_has_done_nothing_and_one_that_fails_leaves_no_trace() {
    let mock = Mock::new();
    let task = hand_over(&mock, "\nX-Mock-Task: manual").await;
    let state = async || {
        let task = get(&mock, &format!("{TASK}/{task}")).await.json();
        format!("{} {}", task["status"], task["resultCode"])
    };
    assert_eq!(state().await, "0 null");
    assert_eq!(get(&mock, &format!("{TASK}/list?status=1,2,3")).await.json()["taskList"], json!([]));
    let result = get(&mock, &format!("{TASK}/result?taskId={task}")).await.json()["data"].clone();
    assert_eq!((&result["successCount"], &result["failCount"]), (&json!(0), &json!(0)));
    let (alices, bobs) = (mock.paths("alice").await, mock.paths("bob").await);
    edit(&mock, |world, _, now| {
        let drive = world.personal_drive(world.user_named("alice").expect("seeded").id).expect("seeded").id;
        world.set_total(drive, 0)?;
        let task = world.tasks().next().expect("made").id;
        world.finish(task, now)
    });
    assert_eq!(state().await, r#"3 "13000311""#);
    let result = get(&mock, &format!("{TASK}/result?taskId={task}")).await.json()["data"].clone();
    assert_eq!(result["failInfoList"], json!([{ "userName": "Bob Example", "desc": "Insufficient space." }]));
    assert_eq!((mock.paths("alice").await, mock.paths("bob").await), (alices, bobs));
}

#[tokio::test]
async fn a_task_names_two_people_whom_the_caller_manages() {
    let mock = Mock::new();
    edit(&mock, |world, _, _| {
        world.add_user("carol", "Carol", "carol@example.com");
        Ok(())
    });
    let task = hand_over(&mock, "\nX-Mock-Task: manual").await;
    let body = |from: &str, to: &str| json!({ "taskType": 0, "srcUserId": from, "dstUserId": to });
    let create = |body: Value| post_text(&format!("{TASK}/create"), &body);
    let as_bob = |path: &str| format!("GET {TASK}/{path}\nAuthorization: Bearer bob-token");
    let rows = [
        ("no type", create(json!({ "srcUserId": "bob", "dstUserId": "alice" }))),
        ("an import", create(json!({ "taskType": 1, "resultId": "7", "orgId": "7", "orgUserId": "7" }))),
        ("type 2", create(json!({ "taskType": 2 }))),
        ("nobody hands over", create(json!({ "taskType": 0, "dstUserId": "alice" }))),
        ("nobody receives", create(json!({ "taskType": 0, "srcUserId": "bob" }))),
        ("an unknown person", create(body("1397687227244555008", "alice"))),
        ("an unknown receiver", create(body("bob", "1507947856550550784"))),
        ("to oneself", create(body("bob", "bob"))),
        ("what the caller has", create(body("alice", "bob"))),
        ("to somebody without a space", create(body("bob", "carol"))),
        (
            "by bob",
            format!("POST {TASK}/create\nAuthorization: Bearer bob-token\n\n{}", body("carol", "bob")),
        ),
        ("a task of others", as_bob(&task)),
        ("a result of others", as_bob(&format!("result?taskId={task}"))),
        ("a receiver of others", as_bob("dstUserInfo/bob")),
        ("an unknown task", get_text(&format!("{TASK}/1534087020903704704"))),
        ("no task", get_text(&format!("{TASK}/result"))),
        ("who hands nothing over", get_text(&format!("{TASK}/dstUserInfo/carol"))),
        ("a list of type 1", get_text(&format!("{TASK}/list?taskType=1"))),
        ("status 4", get_text(&format!("{TASK}/list?status=4"))),
        ("a cursor of nothing", get_text(&format!("{TASK}/list?pageCursor=7"))),
    ];
    refusals(&mock, rows, expect![[r#"
        no type: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an import: 501 {"code":501,"msg":"mockdrive does not emulate taskType 1 of POST /koodrive/ose/v1/task/create yet."}
        type 2: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody hands over: 400 {"code":13000102,"msg":"Verify parameters failed."}
        nobody receives: 400 {"code":13000102,"msg":"Verify parameters failed."}
        an unknown person: 400 {"code":13000309,"msg":"Resource not found."}
        an unknown receiver: 400 {"code":13000309,"msg":"Resource not found."}
        to oneself: 400 {"code":13000102,"msg":"Verify parameters failed."}
        what the caller has: 400 {"code":13000102,"msg":"Verify parameters failed."}
        to somebody without a space: 400 {"code":13000301,"msg":"Space not found."}
        by bob: 400 {"code":13000410,"msg":"当前用户没有权限操作该空间"}
        a task of others: 400 {"code":13000309,"msg":"Resource not found."}
        a result of others: 400 {"code":13000309,"msg":"Resource not found."}
        a receiver of others: 400 {"code":13000309,"msg":"Resource not found."}
        an unknown task: 400 {"code":13000309,"msg":"Resource not found."}
        no task: 400 {"code":13000102,"msg":"Verify parameters failed."}
        who hands nothing over: 400 {"code":13000309,"msg":"Resource not found."}
        a list of type 1: 400 {"code":13000102,"msg":"Verify parameters failed."}
        status 4: 400 {"code":13000102,"msg":"Verify parameters failed."}
        a cursor of nothing: 400 {"code":13000102,"msg":"Verify parameters failed."}
    "#]]).await;
    let job = post(&mock, "/koodrive/ose/v1/cancel", &json!({ "jobId": task })).await;
    assert_eq!(job.json()["code"], 13_000_309, "it is no batch task");
    assert_eq!(by(&mock, "bob", &format!("GET {TASK}/list"), &json!({})).await.json()["taskList"], json!([]));
}
