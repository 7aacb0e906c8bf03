//! `GET /v7/drives/{drive_id}/files/{file_id}/content`: what documents say.

use std::time::Duration;

use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict, Pace};

use super::{drive_of, get, in_world};
use crate::support::{Answer, Mock, refusals};

/// A mock whose tasks take a second.
fn slow() -> Mock {
    Mock::with(|settings| {
        settings.tasks.0 = Pace::Timed { base: Duration::from_secs(1), each: Duration::ZERO };
    })
}

async fn content(mock: &Mock, path: &str, query: &str) -> Answer {
    let (drive, file) = (drive_of(mock, "alice", path).await, mock.id("wps", "alice", path).await);
    mock.send(&get("alice-token", &format!("/v7/drives/{drive}/files/{file}/content?{query}"))).await
}

#[tokio::test]
async fn a_document_is_had_in_four_formats() {
    let mock = Mock::new();
    let mut told = Vec::new();
    for query in ["format=plain", "format=markdown", "format=html", "format=kdc&include_elements=all"] {
        let answer = content(&mock, "/Documents/Reports/quarterly.docx", query).await;
        told.push(format!("{query}: {}", answer.line()));
    }
    expect![[r#"
        format=plain: 200 {"code":0,"data":{"dst_format":"plain","plain":"Quarterly report\nThree drives were connected, none of them by hand.\nFindings\nCopies finish when their task does.\nA name that is taken is refused, replaced or counted up.\nQuotas are counted by the day.\n","src_format":"docx","version":"1.0.0"},"msg":"success"}
        format=markdown: 200 {"code":0,"data":{"dst_format":"markdown","markdown":"Quarterly report\n\nThree drives were connected, none of them by hand.\n\n# Findings\n\nCopies finish when their task does.\n\nA name that is taken is refused, replaced or counted up.\n\nQuotas are counted by the day.\n","src_format":"docx","version":"1.0.0"},"msg":"success"}
        format=html: 200 {"code":0,"data":{"dst_format":"html","html":"<p>Quarterly report</p>\n<p>Three drives were connected, none of them by hand.</p>\n<h1>Findings</h1>\n<p>Copies finish when their task does.</p>\n<p>A name that is taken is refused, replaced or counted up.</p>\n<p>Quotas are counted by the day.</p>\n","src_format":"docx","version":"1.0.0"},"msg":"success"}
        format=kdc&include_elements=all: 200 {"code":0,"data":{"doc":{"tree":{"blocks":[{"id":"1","index":0,"para":{"prop":{"outline_level":10},"runs":[{"id":"2","text":"Quarterly report"}]},"type":"para"},{"id":"3","index":1,"para":{"prop":{"outline_level":10},"runs":[{"id":"4","text":"Three drives were connected, none of them by hand."}]},"type":"para"}],"children":[{"blocks":[{"id":"5","index":2,"para":{"prop":{"outline_level":1},"runs":[{"id":"6","text":"Findings"}]},"type":"para"},{"id":"7","index":3,"para":{"prop":{"outline_level":10},"runs":[{"id":"8","text":"Copies finish when their task does."}]},"type":"para"},{"id":"9","index":4,"para":{"prop":{"outline_level":10},"runs":[{"id":"10","text":"A name that is taken is refused, replaced or counted up."}]},"type":"para"},{"id":"11","index":5,"para":{"prop":{"outline_level":10},"runs":[{"id":"12","text":"Quotas are counted by the day."}]},"type":"para"}],"children":[],"outline_level":1}],"outline_level":10}},"dst_format":"kdc","src_format":"docx","version":"1.0.0"},"msg":"success"}"#]].assert_eq(&told.join("\n"));
}

#[tokio::test]
async fn a_plain_text_is_a_paragraph_a_line_in_the_vendors_structure() {
    let mock = Mock::new();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "doc": {
              "tree": {
                "blocks": [
                  {
                    "id": "1",
                    "index": 0,
                    "para": {
                      "prop": {
                        "outline_level": 10
                      },
                      "runs": [
                        {
                          "id": "2",
                          "text": "Hello, mockdrive!"
                        }
                      ]
                    },
                    "type": "para"
                  }
                ],
                "children": [],
                "outline_level": 10
              }
            },
            "dst_format": "kdc",
            "src_format": "txt",
            "version": "1.0.0"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&content(&mock, "/hello.txt", "").await.to_string());
}

#[tokio::test]
async fn a_sheet_is_a_table_where_tables_are_asked_for() {
    let mock = Mock::new();
    let mut told = Vec::new();
    for query in [
        "format=plain",
        "format=markdown",
        "format=markdown&include_elements=table",
        "format=html&include_elements[]=para&include_elements[]=table",
    ] {
        let answer = content(&mock, "/Documents/Reports/budget.xlsx", query).await;
        told.push(format!("{query}: {}", answer.line()));
    }
    expect![[r#"
        format=plain: 200 {"code":0,"data":{"dst_format":"plain","plain":"Item\tJanuary\tFebruary\tMarch\nStorage\t120\t128\t131\nTraffic\t40\t44\t39\nSupport\t75\t75\t80\nTotal\t\t\t\n","src_format":"xlsx","version":"1.0.0"},"msg":"success"}
        format=markdown: 200 {"code":0,"data":{"dst_format":"markdown","markdown":"Item\tJanuary\tFebruary\tMarch\n\nStorage\t120\t128\t131\n\nTraffic\t40\t44\t39\n\nSupport\t75\t75\t80\n\nTotal\t\t\t\n","src_format":"xlsx","version":"1.0.0"},"msg":"success"}
        format=markdown&include_elements=table: 200 {"code":0,"data":{"dst_format":"markdown","markdown":"| Item | January | February | March |\n| --- | --- | --- | --- |\n| Storage | 120 | 128 | 131 |\n| Traffic | 40 | 44 | 39 |\n| Support | 75 | 75 | 80 |\n| Total |  |  |  |\n","src_format":"xlsx","version":"1.0.0"},"msg":"success"}
        format=html&include_elements[]=para&include_elements[]=table: 200 {"code":0,"data":{"dst_format":"html","html":"<table>\n<tr><td>Item</td><td>January</td><td>February</td><td>March</td></tr>\n<tr><td>Storage</td><td>120</td><td>128</td><td>131</td></tr>\n<tr><td>Traffic</td><td>40</td><td>44</td><td>39</td></tr>\n<tr><td>Support</td><td>75</td><td>75</td><td>80</td></tr>\n<tr><td>Total</td><td></td><td></td><td></td></tr>\n</table>\n","src_format":"xlsx","version":"1.0.0"},"msg":"success"}"#]].assert_eq(&told.join("\n"));
}

#[tokio::test]
async fn a_task_hands_the_text_out_when_it_ends() {
    let mock = slow();
    let first = content(&mock, "/hello.txt", "format=plain&mode=async").await;
    let id = first.json()["data"]["task_id"].as_str().expect("an id").to_owned();
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "dst_format": "plain",
            "src_format": "txt",
            "task_id": "<task>",
            "task_status": "running",
            "version": "1.0.0"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&first.to_string().replace(&id, "<task>"));
    let ask = async |path: &str, query: &str| content(&mock, path, &format!("{query}&task_id={id}")).await;
    // The format is the one that was asked for first.
    let running = ask("/hello.txt", "mode=auto").await;
    assert_eq!(running.json()["data"], first.json()["data"]);
    mock.advance(Duration::from_mins(1));
    let done = ask("/hello.txt", "mode=async").await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "dst_format": "plain",
            "plain": "Hello, mockdrive!\n",
            "src_format": "txt",
            "task_id": "<task>",
            "task_status": "success",
            "version": "1.0.0"
          },
          "msg": "success"
        }"#]]
    .assert_eq(&done.to_string().replace(&id, "<task>"));
    let other = ask("/Documents/plan.txt", "mode=async").await;
    let rows = [("of another file", other.line()), ("within the call", ask("/hello.txt", "").await.line())];
    let rows = rows.map(|(what, line)| format!("{what}: {}", line.replace(&id, "<task>")));
    expect![[r#"
        of another file: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no task `<task>`."},"msg":"任务不存在"}
        within the call: 400 {"code":400000004,"more":{"code":400000004,"msg":"task_id goes with the modes async and auto."},"msg":"请求参数不支持"}"#]].assert_eq(&rows.join("\n"));
}

#[tokio::test]
async fn only_what_is_large_becomes_a_task_by_itself() {
    let mock = slow();
    in_world(&mock, |world| {
        let alice = world.user_named("alice").expect("seeded").id;
        let root = world.personal_drive(alice).expect("seeded").root;
        let text = "a line of text\n".repeat(100_000);
        let now = crate::support::NOW;
        world
            .create_file(
                Actor::User(alice),
                root,
                "long.txt",
                Content::new(text.into()),
                OnConflict::Fail,
                now,
            )
            .map(drop)
    });
    let small = content(&mock, "/hello.txt", "format=plain&mode=auto").await;
    assert_eq!(small.json()["data"]["task_status"], "success");
    assert_eq!(small.json()["data"]["task_id"], serde_json::Value::Null);
    let large = content(&mock, "/long.txt", "format=plain&mode=auto").await;
    assert_eq!(large.json()["data"]["task_status"], "running");
}

#[tokio::test]
async fn a_document_that_cannot_be_read_fails_in_the_task() {
    let mock = Mock::new();
    in_world(&mock, |world| {
        let alice = world.user_named("alice").expect("seeded").id;
        let root = world.personal_drive(alice).expect("seeded").root;
        let (broken, now) = (Content::new("no zip".into()), crate::support::NOW);
        world.create_file(Actor::User(alice), root, "broken.docx", broken, OnConflict::Fail, now).map(drop)
    });
    let mut told = vec![content(&mock, "/broken.docx", "format=plain").await.line()];
    let first = content(&mock, "/broken.docx", "format=plain&mode=async").await;
    let id = first.json()["data"]["task_id"].as_str().expect("an id").to_owned();
    mock.advance(Duration::from_mins(1));
    told.push(content(&mock, "/broken.docx", &format!("mode=async&format=plain&task_id={id}")).await.line());
    expect![[r#"
        400 {"code":400008018,"more":{"code":400008018,"msg":"The file is no .docx file, or its text has more than 4194304 bytes."},"msg":"文档内容抽取失败"}
        200 {"code":0,"data":{"dst_format":"plain","src_format":"docx","task_id":"<task>","task_status":"failed","version":"1.0.0"},"msg":"success"}"#]].assert_eq(&told.join("\n").replace(&id, "<task>"));
}

#[tokio::test]
async fn what_cannot_be_read_is_refused() {
    let mock = Mock::new();
    let drive = drive_of(&mock, "alice", "/").await;
    let (hello, zip) =
        (mock.id("wps", "alice", "/hello.txt").await, mock.id("wps", "alice", "/archive.zip").await);
    let folder = mock.id("wps", "alice", "/Documents").await;
    super::share(&mock, "Documents", "List");
    let (plan, bobs) =
        (mock.id("wps", "alice", "/Documents/plan.txt").await, drive_of(&mock, "bob", "/").await);
    let ask = |token: &str, drive: &str, file: &str, query: &str| {
        get(token, &format!("/v7/drives/{drive}/files/{file}/content?{query}"))
    };
    let alice = |file: &str, query: &str| ask("alice-token", &drive, file, query);
    let rows = [
        ("another kind of file", alice(&zip, "")),
        ("a folder", alice(&folder, "")),
        ("another format", alice(&hello, "format=pdf")),
        ("other elements", alice(&hello, "include_elements=para,picture")),
        ("another mode", alice(&hello, "mode=later")),
        ("an unknown task", alice(&hello, "mode=async&task_id=x")),
        ("an unknown file", alice("x", "")),
        ("a file of another drive", ask("alice-token", &bobs, &hello, "")),
        ("an unknown drive", ask("alice-token", "x", &hello, "")),
        ("a file of somebody else", ask("bob-token", &drive, &hello, "")),
        ("a file that may be listed and not read", ask("bob-token", &drive, &plan, "")),
    ];
    refusals(&mock, rows, expect![[r#"
        another kind of file: 400 {"code":400008018,"more":{"code":400008018,"msg":"No text can be read out of .zip files."},"msg":"文档内容抽取失败"}
        a folder: 400 {"code":400000003,"more":{"code":400000003,"msg":"It is not a file."},"msg":"请求参数取值无效"}
        another format: 400 {"code":400000004,"more":{"code":400000004,"msg":"format is none of kdc, plain, markdown, html."},"msg":"请求参数不支持"}
        other elements: 400 {"code":400000004,"more":{"code":400000004,"msg":"include_elements is none of para, table, component, textbox, all."},"msg":"请求参数不支持"}
        another mode: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode is none of sync, async, auto."},"msg":"请求参数不支持"}
        an unknown task: 400 {"code":400008014,"more":{"code":400008014,"msg":"There is no task `x`."},"msg":"任务不存在"}
        an unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        a file of another drive: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: There is no such file or folder."},"msg":"文件不存在"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        a file of somebody else: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        a file that may be listed and not read: 400 {"code":400008019,"more":{"code":400008019,"msg":"File `<plan.txt in WPS>`: the caller's role does not allow it (Preview)."},"msg":"文档禁止访问"}
    "#]]).await;
}

#[tokio::test]
async fn a_private_deployment_reads_the_same() {
    let mock = Mock::new();
    let (drive, file) = (drive_of(&mock, "alice", "/").await, mock.id("wps", "alice", "/hello.txt").await);
    let path = format!("/v7/drives/{drive}/files/{file}/content?format=markdown");
    expect![[r#"200 {"code":0,"data":{"dst_format":"markdown","markdown":"Hello, mockdrive!\n","src_format":"txt","version":"1.0.0"},"detail":"","msg":"success"}"#]].assert_eq(&super::signed("alice-token", "GET", &path, "").send(&mock).await.line());
}
