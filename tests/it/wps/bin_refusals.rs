//! What is refused of recycle bins.

use expect_test::expect;

use super::{
    bins::{FILES, delete, seeded},
    request,
};
use crate::support::refusals;

#[tokio::test]
async fn calls_about_the_bin_are_refused() {
    let mock = seeded().await;
    delete(&mock, "bob-token", "bob's drive", &["<todo.txt in WPS>"]).await;
    let many = format!(r#"{{"file_ids":[{}"x"]}}"#, r#""x","#.repeat(1024));
    let rows = [
        ("no size of pages", "GET /v7/deleted_files", ""),
        ("an unknown drive", "GET /v7/deleted_files?page_size=1&drive_id=nothing", ""),
        ("a drive out of reach", "GET /v7/deleted_files?page_size=1&drive_id=<bob's drive in WPS>", ""),
        ("no bool", "GET /v7/deleted_files?page_size=1&with_drive=x", ""),
        ("an unknown item", "GET /v7/deleted_files/nothing/meta", ""),
        ("an item that is live", "GET /v7/deleted_files/<Photos in WPS>/meta", ""),
        ("an item below one in the bin", "GET /v7/deleted_files/<plan.txt in WPS>/meta", ""),
        ("somebody else's item", "GET /v7/deleted_files/<todo.txt in WPS>/meta", ""),
        ("somebody else's item to restore", "POST /v7/deleted_files/<todo.txt in WPS>/restore", ""),
        ("somebody else's item to delete", "POST /v7/deleted_files/<todo.txt in WPS>/delete", ""),
        ("a live item to restore", "POST /v7/deleted_files/<Photos in WPS>/restore", ""),
        ("the same level", "POST /v7/deleted_files/<hello.txt in WPS>/delete", r#"{"delete_type":"first"}"#),
        ("no level", "POST /v7/deleted_files/<hello.txt in WPS>/delete", r#"{"delete_type":"third"}"#),
        ("no ids", "POST /v7/deleted_files/batch_restore", r#"{"file_ids":[]}"#),
        ("no list of ids", "POST /v7/deleted_files/batch_delete", "{}"),
        ("too many ids", "POST /v7/deleted_files/batch_delete", &many),
        ("unknown ids only", "POST /v7/deleted_files/batch_restore", r#"{"file_ids":["x","y"]}"#),
        (
            "the same level for many",
            "POST /v7/deleted_files/batch_delete",
            r#"{"file_ids":["<hello.txt in WPS>"],"delete_type":"first"}"#,
        ),
        (
            "the same second level for many",
            "POST /v7/second_deleted_files/batch_delete",
            r#"{"file_ids":["<hello.txt in WPS>"],"delete_type":"second"}"#,
        ),
        ("an unknown drive to empty", "POST /v7/deleted_files/clear", r#"{"drive_id":"nothing"}"#),
        (
            "a drive out of reach to empty",
            "POST /v7/deleted_files/clear",
            r#"{"drive_id":"<bob's drive in WPS>"}"#,
        ),
    ];
    let rows = rows.map(|(what, line, body)| (what, request("alice-token", line, body)));
    refusals(&mock, rows, expect![[r#"
        no size of pages: 400 {"code":400000004,"more":{"code":400000004,"msg":"page_size is missing."},"msg":"请求参数不支持"}
        an unknown drive: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        a drive out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        no bool: 400 {"code":400000004,"more":{"code":400000004,"msg":"with_drive is neither true nor false."},"msg":"请求参数不支持"}
        an unknown item: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        an item that is live: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Photos in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        an item below one in the bin: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<plan.txt in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        somebody else's item: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        somebody else's item to restore: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        somebody else's item to delete: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<todo.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
        a live item to restore: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<Photos in WPS>`: It does not lie in this level of the recycle bin."},"msg":"文件不存在"}
        the same level: 400 {"code":400000004,"more":{"code":400000004,"msg":"delete_type has to name a lower place than the present."},"msg":"请求参数不支持"}
        no level: 400 {"code":400000004,"more":{"code":400000004,"msg":"delete_type is none of first, second, permanent."},"msg":"请求参数不支持"}
        no ids: 400 {"code":400000101,"more":{"code":400000101,"msg":"file_ids is empty."},"msg":"集合为空"}
        no list of ids: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `file_ids` at line 1 column 2."},"msg":"请求参数格式有误"}
        too many ids: 400 {"code":400000105,"more":{"code":400000105,"msg":"file_ids has more than 1024 items."},"msg":"数目限制超出"}
        unknown ids only: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `x`: There is no such file or folder."},"msg":"文件不存在"}
        the same level for many: 400 {"code":400000004,"more":{"code":400000004,"msg":"delete_type has to name a lower place than the present."},"msg":"请求参数不支持"}
        the same second level for many: 400 {"code":400000004,"more":{"code":400000004,"msg":"delete_type has to name a lower place than the present."},"msg":"请求参数不支持"}
        an unknown drive to empty: 400 {"code":400008011,"more":{"code":400008011,"msg":"There is no such drive."},"msg":"drive 不存在"}
        a drive out of reach to empty: 403 {"code":403000001,"more":{"code":403000001,"msg":"It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
    let only = request("readonly-token", "POST /v7/deleted_files/<hello.txt in WPS>/restore", "");
    refusals(&mock, [("a token that only reads", only)], expect![[r#"
        a token that only reads: 403 {"code":400000003,"desc":"The requested scope is invalid, unknown, or malformed. The request scopes 'kso.deleted_file.readwrite' are needed.","message":"kso: PermissionDenied access_token verify err: invalid_scope"}
    "#]]).await;
    let path = format!("{FILES}/<hello.txt in WPS>/meta");
    let gone = request("alice-token", &format!("GET {path}"), "");
    refusals(&mock, [("as a live file", gone)], expect![[r#"
        as a live file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `<hello.txt in WPS>`: It is in the recycle bin."},"msg":"文件不存在"}
    "#]]).await;
}
