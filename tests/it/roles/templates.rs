//! What a permissions template of KooDrive leaves to a member of the team, in all APIs.

use expect_test::expect;
use serde_json::Value;

use super::{Place, TEAMS, TRIES, attempt};
use crate::support::Mock;

const FLAGS: [&str; 11] = [
    "addChildNodePermission",
    "copyPermission",
    "deletePermission",
    "downloadPermission",
    "editPermission",
    "listChildNodePermission",
    "removeChildNodePermission",
    "renameFilePermission",
    "shareFilePermission",
    "uploadPermission",
    "viewPermission",
];

/// What is asked of bob's requests besides: what is done with the item in WPS and KooDrive.
const MORE: [(&str, &str); 8] = [
    ("WPS read", "GET /v7/drives/<the team's drive in WPS>/files/<{name} in WPS>/meta"),
    ("WPS download", "GET /v7/drives/<the team's drive in WPS>/files/<{name} in WPS>/download"),
    (
        "WPS rename",
        "POST /v7/drives/<the team's drive in WPS>/files/<{name} in WPS>/rename\n\n{\"dst_name\": \"x.txt\"}",
    ),
    (
        "WPS copy",
        "POST /v7/drives/<the team's drive in WPS>/files/<{name} in WPS>/copy\n\n{\"dst_drive_id\": \"<bob's drive in WPS>\", \"dst_parent_id\": \"0\"}",
    ),
    ("WPS delete", "POST /v7/drives/<the team's drive in WPS>/files/<{name} in WPS>/delete\n\n{}"),
    (
        "KooDrive read",
        "POST /koodrive/ose/v1/files/<{name} in KooDrive>/detail\n\n{\"containerId\": \"{space}\"}",
    ),
    (
        "KooDrive rename",
        "POST /koodrive/ose/v1/files/rename/<{name} in KooDrive>\n\n{\"containerId\": \"{space}\", \"name\": \"x.txt\"}",
    ),
    (
        "KooDrive share",
        "POST /koodrive/ose/v1/share\n\n{\"scope\": 2, \"validDays\": 7, \"containerId\": \"{space}\", \"fileIds\": [\"<{name} in KooDrive>\"]}",
    ),
];

/// What is done in the root of the space.
const IN_ROOT: [(&str, &str); 7] = [
    ("list", "GET /v1.0/drives/{drive}/root/children"),
    ("folder", "POST /v1.0/drives/{drive}/root/children\n\n{\"name\": \"x\", \"folder\": {}}"),
    ("WPS list", "GET /v7/drives/<the team's drive in WPS>/files/0/children?page_size=9"),
    (
        "WPS folder",
        "POST /v7/drives/<the team's drive in WPS>/files/0/create\n\n{\"file_type\": \"folder\", \"name\": \"x\"}",
    ),
    (
        "KooDrive list",
        "POST /koodrive/ose/v1/files/1243693141660301825/0?team_type=2\n\n{\"containerId\": \"{space}\", \"parentFileId\": \"root\"}",
    ),
    (
        "KooDrive folder",
        "POST /koodrive/ose/v1/directory\n\n{\"containerId\": \"{space}\", \"fileName\": \"x\"}",
    ),
    (
        "KooDrive upload",
        "POST /koodrive/ose/v1/files/create\n\n{\"containerId\": \"{space}\", \"fileName\": \"x.txt\", \"length\": 0}",
    ),
];

/// Where bob is given a template: in the team's space, or on the item itself.
#[derive(Clone, Copy)]
enum On {
    Space,
    Item,
}

/// Lets alice make a template and give it to bob, in a mock that begins anew.
async fn give(mock: &Mock, on: On, is_granted: impl Fn(&str) -> bool) {
    mock.start_over();
    let flags = FLAGS.map(|flag| format!("\"{flag}\": {}", is_granted(flag))).join(", ");
    let made = alice(
        mock,
        "POST /koodrive/ose/v1/permission/template/create",
        &format!(
            r#"{{"name": "t", "type": 1, "company": "9190086000000198331", "capabilities": {{{flags}}}}}"#
        ),
    )
    .await;
    let id = made["data"]["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
    let file = match on {
        On::Space => "",
        On::Item => r#""fileId": "<Team handbook.txt in KooDrive>", "#,
    };
    let given = alice(
        mock,
        "PUT /koodrive/ose/v1/permission/batchupdate",
        &format!(
            r#"{{"type": 1, "container": "<the team's space>", {file}"amendModRoles": [{{"userId": 1008600005272530755, "template": "{id}"}}]}}"#
        ),
    )
    .await;
    assert_eq!(given["code"], 0, "{given}");
}

async fn alice(mock: &Mock, request: &str, body: &str) -> Value {
    mock.send(&format!("{request}\nAuthorization: Bearer alice-token\n\n{body}")).await.json()
}

/// Tries everything without one permission after the other; a line has what differs from a template that grants all.
async fn without_one(place: &Place, on: On, tries: &[(&str, &str)]) -> String {
    let mock = Mock::new();
    let mut with_all = Vec::new();
    for (_, request) in tries {
        give(&mock, on, |_| true).await;
        with_all.push(attempt(&mock, &place.fill(request)).await);
    }
    let mut lines = Vec::new();
    for taken in FLAGS {
        let mut line = format!("{taken}:");
        for ((what, request), with_all) in tries.iter().zip(&with_all) {
            give(&mock, on, |flag| flag != taken).await;
            let without = attempt(&mock, &place.fill(request)).await;
            if without != *with_all {
                line.extend([" ", what, &without, ","]);
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// Tries everything with one permission alone, and with all of them.
async fn with_one(place: &Place, on: On, tries: &[(&str, &str)]) -> String {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for (what, request) in tries {
        let mut line = format!("{what}:");
        for only in FLAGS.map(Some).into_iter().chain([None]) {
            give(&mock, on, |flag| only.is_none_or(|only| only == flag)).await;
            line.push_str(&attempt(&mock, &place.fill(request)).await);
        }
        lines.push(line);
    }
    lines.join("\n")
}

#[tokio::test]
async fn what_a_template_does_not_grant_is_stopped_in_all_apis() {
    let tries = [&TRIES[..], &MORE].concat();
    let in_space = without_one(&TEAMS, On::Space, &tries).await;
    expect![[r#"
        addChildNodePermission: link 403, invite 403, KDocs link 403,
        copyPermission: copy 403, link to read 403, link 403, invite 403, KDocs copy 403, KDocs link 403, KooDrive copy 400, WPS copy 403,
        deletePermission: delete 403, destroy 403, link 403, invite 403, KDocs delete 403, KDocs batch delete 403, KDocs link 403, KooDrive delete 400, WPS delete 403,
        downloadPermission: address -, content 403, versions 403, link to read 403, link 403, invite 403, KDocs download 403, KDocs link 403, KooDrive pack 400, WPS download 403,
        editPermission: put 403, put by path 403, upload 403, describe 403, rename 403, delete 403, destroy 403, restore version 403, link to read 403, link 403, invite 403, KDocs link 403, KDocs edits 403,
        listChildNodePermission: link to read 403, link 403, invite 403, KDocs link 403, WPS read 403,
        removeChildNodePermission: link 403, invite 403, KDocs move 403, KDocs link 403,
        renameFilePermission: rename 403, link 403, invite 403, KDocs rename 403, KDocs link 403, WPS rename 403, KooDrive rename 400,
        shareFilePermission: link to read 403, link 403, invite 403, KDocs link 403, KooDrive share 400,
        uploadPermission: put 403, put by path 403, upload 403, link 403, invite 403, KDocs link 403,
        viewPermission: read 403, address 403, content 403, versions 403, put 403, put by path 403, upload 403, describe 403, rename 403, delete 403, destroy 403, restore version 403, copy 403, link to read 403, link 403, invite 403, KDocs read 404, KDocs download 404, KDocs rename 404, KDocs delete 404, KDocs copy 404, KDocs move 404, KDocs batch delete 404, KDocs link 404, KDocs edits 404, KooDrive read 400,"#]].assert_eq(&in_space);
    assert_eq!(without_one(&TEAMS, On::Item, &tries).await, in_space, "a grant on the item says as much");
}

#[tokio::test]
async fn one_permission_alone_lets_nobody_do_more_than_it_says() {
    let tries = [&TRIES[..], &MORE].concat();
    let in_space = with_one(&TEAMS, On::Space, &tries).await;
    expect![[r#"
        read: 403 403 403 403 403 403 403 403 403 403 200 200
        address: 403 403 403 403 403 403 403 403 403 403 - 200
        content: 403 403 403 403 403 403 403 403 403 403 403 302
        versions: 403 403 403 403 403 403 403 403 403 403 403 200
        put: 403 403 403 403 403 403 403 403 403 403 403 200
        put by path: 403 403 403 403 403 403 403 403 403 403 403 200
        upload: 403 403 403 403 403 403 403 403 403 403 403 200
        describe: 403 403 403 403 403 403 403 403 403 403 403 200
        rename: 403 403 403 403 403 403 403 403 403 403 403 200
        delete: 403 403 403 403 403 403 403 403 403 403 403 204
        destroy: 403 403 403 403 403 403 403 403 403 403 403 204
        restore version: 403 403 403 403 403 403 403 403 403 403 403 204
        copy: 403 403 403 403 403 403 403 403 403 403 403 202
        link to read: 403 403 403 403 403 403 403 403 403 403 403 201
        link: 403 403 403 403 403 403 403 403 403 403 403 201
        invite: 403 403 403 403 403 403 403 403 403 403 403 200
        KDocs read: 404 404 404 404 404 404 404 404 404 404 200 200
        KDocs download: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs rename: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs delete: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs copy: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs move: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs batch delete: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs link: 404 404 404 404 404 404 404 404 404 404 403 200
        KDocs edits: 404 404 404 404 404 404 404 404 404 404 403 200
        KooDrive copy: 400 200 400 400 400 400 400 400 400 400 400 200
        KooDrive delete: 400 400 200 400 400 400 400 400 400 400 400 200
        KooDrive move: 400 400 400 400 400 400 400 400 400 400 400 400
        KooDrive pack: 400 400 400 200 400 400 400 400 400 400 400 200
        WPS read: 403 403 403 403 403 200 403 403 403 403 403 200
        WPS download: 403 403 403 200 403 403 403 403 403 403 403 200
        WPS rename: 403 403 403 403 403 403 403 200 403 403 403 200
        WPS copy: 403 200 403 403 403 403 403 403 403 403 403 200
        WPS delete: 403 403 200 403 403 403 403 403 403 403 403 200
        KooDrive read: 400 400 400 400 400 400 400 400 400 400 200 200
        KooDrive rename: 400 400 400 400 400 400 400 200 400 400 400 200
        KooDrive share: 400 400 400 400 400 400 400 400 200 400 400 200"#]]
    .assert_eq(&in_space);
    assert_eq!(with_one(&TEAMS, On::Item, &tries).await, in_space, "a grant on the item says as much");
}

#[tokio::test]
async fn what_a_template_does_not_grant_is_not_done_in_the_root() {
    expect![[r#"
        list: 403 403 403 403 403 403 403 403 403 403 403 200
        folder: 403 403 403 403 403 403 403 403 403 403 403 201
        WPS list: 403 403 403 403 403 200 403 403 403 403 403 200
        WPS folder: 200 403 403 403 403 403 403 403 403 403 403 200
        KooDrive list: 400 400 400 400 400 200 400 400 400 400 400 200
        KooDrive folder: 200 400 400 400 400 400 400 400 400 400 400 200
        KooDrive upload: 400 400 400 400 400 400 400 400 400 200 400 200"#]]
    .assert_eq(&with_one(&TEAMS, On::Space, &IN_ROOT).await);
}
