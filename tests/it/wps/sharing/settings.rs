//! Settings of permissions.

use axum::http::Method;
use expect_test::expect;
use mockdrive::world::{Ability, Error, Owner, Principal};

use super::{BOB, HELLO, alice, allowed, bob, by, done, give_bob, in_private, of_bob, to_bob};
use crate::support::{Mock, refusals};

const SETTINGS: &str = "/v7/files/<hello.txt in WPS>/permission_settings";

fn set(key: &str, value: &str) -> String {
    format!(r#"{{"settings": [{{"key": "{key}", "value": "{value}"}}]}}"#)
}

#[tokio::test]
async fn settings_are_read_and_written_by_their_keys() {
    let mock = Mock::new();
    let keys = "allow_guest_create_upload,share_entity,copy_content_entity,save_as_entity,upload_entity,rename_entity,move_entity";
    let before = alice(&mock, &format!("GET {SETTINGS}?keys={keys}"), "").await;
    expect![[r#"200 {"code":0,"data":{"items":[{"key":"allow_guest_create_upload","value":"true"},{"key":"share_entity","value":"manageable"},{"key":"copy_content_entity","value":"viewable"},{"key":"save_as_entity","value":"viewable"},{"key":"upload_entity","value":"editable"},{"key":"rename_entity","value":"editable"},{"key":"move_entity","value":"editable"}]},"msg":"success"}"#]].assert_eq(&before.line());
    let body = r#"{"settings": [{"key": "save_as_entity", "value": "manageable"},
        {"key": "allow_guest_create_upload", "value": "false"}]}"#;
    done(&mock, "POST /v7/files/<alice's root in WPS>/permission_settings", body).await;
    let after =
        alice(&mock, &format!("GET {SETTINGS}?keys=save_as_entity&keys=allow_guest_create_upload"), "").await;
    expect![[r#"200 {"code":0,"data":{"items":[{"key":"save_as_entity","value":"manageable"},{"key":"allow_guest_create_upload","value":"false"}]},"msg":"success"}"#]].assert_eq(&after.line());
}

#[tokio::test]
async fn what_a_setting_takes_is_taken_from_those_below_its_level() {
    let mock = Mock::new();
    give_bob(&mock, "editable").await;
    let before = of_bob(&mock).await;
    let mut lines = Vec::new();
    for (key, value) in [
        ("copy_content_entity", "manageable"),
        ("save_as_entity", "manageable"),
        ("upload_entity", "manageable"),
        ("rename_entity", "manageable"),
        ("move_entity", "manageable"),
        ("allow_guest_create_upload", "false"),
        ("share_entity", "editable"),
    ] {
        let fork = Mock::of((*mock.sandbox().snapshot()).clone());
        done(&fork, &format!("POST {SETTINGS}"), &set(key, value)).await;
        let after = of_bob(&fork).await;
        let lost =
            before.iter().filter(|ability| !after.contains(ability)).map(|ability| format!(" -{ability}"));
        let won =
            after.iter().filter(|ability| !before.contains(ability)).map(|ability| format!(" +{ability}"));
        lines.push(format!("{key} {value}:{}", lost.chain(won).collect::<String>()));
    }
    expect![[r#"
        copy_content_entity manageable: -copy_content
        save_as_entity manageable: -copy -download -print -saveas
        upload_entity manageable: -new_empty -upload
        rename_entity manageable: -rename
        move_entity manageable: -delete -move
        allow_guest_create_upload false: -new_empty -upload
        share_entity editable: +share"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn whom_the_settings_let_share_passes_on_no_more_than_they_have() {
    let mock = Mock::new();
    give_bob(&mock, "commentable").await;
    done(&mock, &format!("POST {SETTINGS}"), &set("share_entity", "commentable")).await;
    let carol = mock.sandbox().write(|world, _| {
        let carol = world.add_user("carol", "Carol Example", "carol@example.com");
        Ok::<_, Error>(Principal { user: Some(carol), app: None })
    });
    let carol = carol.expect("nothing can fail");
    let create = format!("POST {HELLO}/permissions/batch_create");
    let to = |id: &str, kind: &str, role: &str| {
        format!(
            r#"{{"role_id": "{role}", "subjects": [{{"subject_id": "{id}", "subject_type": "{kind}"}}]}}"#
        )
    };
    let id = id_of_carol(&mock).await;
    let given = bob(&mock, &create, &to(&id, "user", "viewable")).await;
    assert_eq!(given.line(), r#"200 {"code":0,"msg":"success"}"#);
    let may = mock.sandbox().read(|world, now| {
        let root = world.personal_drive(world.user_named("alice").expect("seeded").id).expect("seeded").root;
        let hello = world.node(world.child(root, "hello.txt").expect("seeded")).expect("seeded");
        world.abilities_of(&carol, hello, now).has(Ability::Download)
    });
    assert!(may);
    refusals(
        &mock,
        [
            ("a role above his", by("bob", &create, &to(&id, "user", "editable"))),
            ("a role below hers", by("bob", &create, &to(&id, "user", "view_only"))),
            ("everybody", by("bob", &create, &to("571568323", "company", "viewable"))),
            ("his own role", by("bob", &create, &to_bob("manageable"))),
        ],
        expect![[r#"
            a role above his: 403 {"code":403000001,"more":{"code":403000001,"msg":"The role allows more than the caller may do with the item."},"msg":"无权限"}
            a role below hers: 403 {"code":403000001,"more":{"code":403000001,"msg":"Only who controls the item changes what people may do already."},"msg":"无权限"}
            everybody: 403 {"code":403000001,"more":{"code":403000001,"msg":"Only who controls the item changes what people may do already."},"msg":"无权限"}
            his own role: 403 {"code":403000001,"more":{"code":403000001,"msg":"The role allows more than the caller may do with the item."},"msg":"无权限"}
        "#]],
    )
    .await;
    let body = format!(r#"{{"items": [{{"subject": {{"subject_id": "{id}", "subject_type": "user"}}}}]}}"#);
    let taken = bob(&mock, &format!("POST {HELLO}/permissions/batch_delete"), &body).await;
    assert_eq!(taken.line(), r#"200 {"code":0,"msg":"success"}"#);
}

/// The id of carol, who owns a library for that.
async fn id_of_carol(mock: &Mock) -> String {
    let made = mock.sandbox().write(|world, now| {
        let people = ["carol", "alice"].map(|name| world.user_named(name).expect("made").id);
        let team = world.add_team("Carol's team", &people, now);
        Ok::<_, Error>(world.add_drive("Carol's library", Owner::Team(team), 1, now))
    });
    made.expect("nothing can fail");
    let list = alice(mock, "GET /v7/doclibs?page_size=2", "").await.json();
    list["data"]["items"][1]["group"]["owner_id"].as_str().expect("an id").to_owned()
}

#[tokio::test]
async fn settings_that_are_wrong_are_refused() {
    let mock = Mock::new();
    let get = |query: &str| by("alice", &format!("GET {SETTINGS}{query}"), "");
    let post = |body: &str| by("alice", &format!("POST {SETTINGS}"), body);
    let rows = [
        ("no keys", get("")),
        ("unknown key", get("?keys=share_entity,color")),
        ("no settings", post("{}")),
        ("empty settings", post(r#"{"settings": []}"#)),
        ("unknown key to set", post(&set("color", "red"))),
        ("value that is no flag", post(&set("allow_guest_create_upload", "editable"))),
        ("value that is no level", post(&set("share_entity", "true"))),
        ("level of readers for a change", post(&set("rename_entity", "viewable"))),
        (
            "value that is no text",
            post(r#"{"settings": [{"key": "allow_guest_create_upload", "value": true}]}"#),
        ),
        ("unknown file", by("alice", "GET /v7/files/nothing/permission_settings?keys=share_entity", "")),
        ("file out of reach", by("bob", &format!("GET {SETTINGS}?keys=share_entity"), "")),
    ];
    refusals(&mock, rows, expect![[r#"
        no keys: 400 {"code":400000004,"more":{"code":400000004,"msg":"keys is missing."},"msg":"请求参数不支持"}
        unknown key: 400 {"code":400000004,"more":{"code":400000004,"msg":"key is none of allow_guest_create_upload, share_entity, copy_content_entity, save_as_entity, upload_entity, rename_entity, move_entity."},"msg":"请求参数不支持"}
        no settings: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: missing field `settings` at line 1 column 2."},"msg":"请求参数格式有误"}
        empty settings: 400 {"code":400000101,"more":{"code":400000101,"msg":"settings is empty."},"msg":"集合为空"}
        unknown key to set: 400 {"code":400000004,"more":{"code":400000004,"msg":"key is none of allow_guest_create_upload, share_entity, copy_content_entity, save_as_entity, upload_entity, rename_entity, move_entity."},"msg":"请求参数不支持"}
        value that is no flag: 400 {"code":400000004,"more":{"code":400000004,"msg":"value is none of true, false."},"msg":"请求参数不支持"}
        value that is no level: 400 {"code":400000004,"more":{"code":400000004,"msg":"value is none of viewable, editable, commentable, manageable."},"msg":"请求参数不支持"}
        level of readers for a change: 400 {"code":400000004,"more":{"code":400000004,"msg":"value is none of editable, manageable."},"msg":"请求参数不支持"}
        value that is no text: 400 {"code":400000002,"more":{"code":400000002,"msg":"The body is wrong: invalid type: boolean `true`, expected a string at line 1 column 64."},"msg":"请求参数格式有误"}
        unknown file: 400 {"code":400008009,"more":{"code":400008009,"msg":"File `nothing`: There is no such file or folder."},"msg":"文件不存在"}
        file out of reach: 403 {"code":403000001,"more":{"code":403000001,"msg":"File `<hello.txt in WPS>`: It lies in a drive that the caller cannot reach."},"msg":"无权限"}
    "#]]).await;
    let private = in_private("alice", Method::GET, &format!("{SETTINGS}?keys=share_entity"), "");
    refusals(&mock, [("key of the public cloud", private)], expect![[r#"
        key of the public cloud: 400 {"code":400000004,"detail":"key is none of allow_guest_create_upload.","msg":"请求参数不支持"}
    "#]]).await;
}

#[tokio::test]
async fn guests_create_nothing_where_that_is_set() {
    let mock = Mock::new();
    let folder = "/v7/drives/<alice's drive in WPS>/files/<Documents in WPS>";
    done(&mock, &format!("POST {folder}/permissions/batch_create"), &to_bob("editable")).await;
    let path = "/v7/files/<Documents in WPS>/permission_settings";
    done(&mock, &format!("POST {path}"), &set("allow_guest_create_upload", "false")).await;
    let acl = alice(&mock, &format!("GET {folder}/permissions/acl?user_ids={BOB}"), "").await.json();
    let may = allowed(&acl["data"]["items"][0]["permission_bits"]);
    assert!(!may.contains(&"new_empty".into()) && may.contains(&"update".into()), "{may:?}");
}
