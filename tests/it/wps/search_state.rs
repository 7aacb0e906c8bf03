//! The state of a drive's search, and what is refused of searches.

use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict};

use super::{get, in_world, post, search::search, share};
use crate::support::{Mock, refusals};

#[tokio::test]
async fn queries_that_say_nothing_known_are_refused() {
    let mock = Mock::new();
    let get = |query: &str| get("alice-token", &format!("/v7/files/search?{query}"));
    let other = search(&mock, "alice-token", "type=all&page_size=1").await.json();
    let token = other["data"]["next_page_token"].as_str().expect("a token").to_owned();
    let rows = [
        ("no type", get("page_size=1")),
        ("another type", get("type=name&page_size=1")),
        ("no page size", get("type=all")),
        ("a page too large", get("type=all&page_size=501")),
        ("a token of another list", get(&format!("type=content&page_size=1&page_token={token}"))),
        ("another file type", get("type=all&page_size=1&file_type=dir")),
        ("another scope", get("type=all&page_size=1&scope=all,mine")),
        ("another order", get("type=all&page_size=1&order=up")),
        ("another time", get("type=all&page_size=1&time_type=dtime")),
        ("a time that is no number", get("type=all&page_size=1&start_time=now")),
        ("an unknown folder", get("type=all&page_size=1&parent_ids=x")),
        ("no flag", get("type=all&page_size=1&with_total=maybe")),
    ];
    refusals(&mock, rows, expect![[r#"
        no type: 400 {"code":400000004,"more":{"code":400000004,"msg":"type is missing."},"msg":"请求参数不支持"}
        another type: 400 {"code":400000004,"more":{"code":400000004,"msg":"type is none of file_name, content, all."},"msg":"请求参数不支持"}
        no page size: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        a page too large: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_size lies between 1 and 500."},"msg":"请求参数取值无效"}
        a token of another list: 400 {"code":400000003,"more":{"code":400000003,"msg":"page_token is none of this list."},"msg":"请求参数取值无效"}
        another file type: 400 {"code":400000004,"more":{"code":400000004,"msg":"file_type is none of folder, file, shortcut."},"msg":"请求参数不支持"}
        another scope: 400 {"code":400000004,"more":{"code":400000004,"msg":"scope is none of all, share_by_me, share_to_me, latest, personal_drive, group_drive, recycle, customize, latest_opened, latest_edited."},"msg":"请求参数不支持"}
        another order: 400 {"code":400000004,"more":{"code":400000004,"msg":"order is none of asc, desc."},"msg":"请求参数不支持"}
        another time: 400 {"code":400000004,"more":{"code":400000004,"msg":"time_type is none of ctime, mtime, otime, stime."},"msg":"请求参数不支持"}
        a time that is no number: 400 {"code":400000002,"more":{"code":400000002,"msg":"start_time is no number."},"msg":"请求参数格式有误"}
        an unknown folder: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_total is neither true nor false."},"msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn the_state_of_a_drive_counts_its_files_by_what_can_be_read() {
    let mock = Mock::new();
    share(&mock, "Documents/plan.txt", "all");
    in_world(&mock, |world| {
        let alice = world.user_named("alice").expect("seeded").id;
        let root = world.personal_drive(alice).expect("seeded").root;
        let now = mockdrive::world::Timestamp::from_seconds(1_800_000_000);
        let broken = Content::new("no zip".into());
        world.create_file(Actor::User(alice), root, "broken.docx", broken, OnConflict::Fail, now).map(drop)
    });
    let own = search(&mock, "alice-token", "type=all&scope=personal_drive&page_size=1").await.json();
    let drive = own["data"]["items"][0]["file"]["drive_id"].as_str().expect("an id").to_owned();
    let mut told = Vec::new();
    for (token, body) in [
        ("alice-token", format!(r#"{{"drive_ids":["{drive}"]}}"#)),
        ("alice-token", "{}".to_owned()),
        ("alice-token", r#"{"mode":"private","scene":"ai_qa"}"#.to_owned()),
        ("alice-token", r#"{"mode":"roaming"}"#.to_owned()),
        ("alice-token", r#"{"mode":"file"}"#.to_owned()),
        ("bob-token", r#"{"mode":"share"}"#.to_owned()),
    ] {
        let answer = mock.send(&post(token, "/v7/files/ai_search/query_drive_status", &body)).await;
        told.push(format!("{token} {}: {}", body.replace(&drive, "<drive>"), answer.json()["data"]));
    }
    expect![[r#"
        alice-token {"drive_ids":["<drive>"]}: {"failed_cnt":1,"not_support_cnt":3,"succ_cnt":5,"to_update_cnt":0,"updating_cnt":0}
        alice-token {}: {"failed_cnt":0,"not_support_cnt":0,"succ_cnt":4,"to_update_cnt":0,"updating_cnt":0}
        alice-token {"mode":"private","scene":"ai_qa"}: {"failed_cnt":1,"not_support_cnt":3,"succ_cnt":5,"to_update_cnt":0,"updating_cnt":0}
        alice-token {"mode":"roaming"}: {"failed_cnt":0,"not_support_cnt":0,"succ_cnt":0,"to_update_cnt":0,"updating_cnt":0}
        alice-token {"mode":"file"}: {"failed_cnt":1,"not_support_cnt":3,"succ_cnt":9,"to_update_cnt":0,"updating_cnt":0}
        bob-token {"mode":"share"}: {"failed_cnt":0,"not_support_cnt":0,"succ_cnt":1,"to_update_cnt":0,"updating_cnt":0}"#]].assert_eq(&told.join("\n"));
    let ask = |body| post("bob-token", "/v7/files/ai_search/query_drive_status", body);
    let rows = [
        ("an unknown drive", ask(r#"{"drive_ids":["x"]}"#)),
        ("a drive of somebody else", ask(&format!(r#"{{"drive_ids":["{drive}"]}}"#))),
        ("another mode", ask(r#"{"mode":"all"}"#)),
        ("another scene", ask(r#"{"scene":"x"}"#)),
        ("no list", ask(r#"{"drive_ids":"x"}"#)),
    ];
    refusals(&mock, rows, expect![[r#"
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        a drive of somebody else: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        another mode: 400 {"code":400000004,"more":{"code":400000004,"msg":"mode is none of drive, private, temp, share, roaming, file."},"msg":"请求参数不支持"}
        another scene: 400 {"code":400000004,"more":{"code":400000004,"msg":"scene is none of ai_search, ai_qa, ai_graphic, ai_public_knowledge, all."},"msg":"请求参数不支持"}
        no list: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: string \"x\", expected a sequence at line 1 column 16."},"msg":"请求参数格式有误"}
    "#]]).await;
}
