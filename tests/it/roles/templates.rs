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
async fn without_one(place: &Place, on: On) -> String {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for taken in FLAGS {
        let mut line = format!("{taken}:");
        for (what, request) in TRIES {
            give(&mock, on, |flag| flag != taken).await;
            let without = attempt(&mock, &place.fill(request)).await;
            give(&mock, on, |_| true).await;
            if without != attempt(&mock, &place.fill(request)).await {
                line.extend([" ", what, &without, ","]);
            }
        }
        lines.push(line);
    }
    lines.join("\n")
}

/// Tries everything with one permission alone, and with all of them.
async fn with_one(place: &Place, on: On) -> String {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for (what, request) in TRIES {
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
    let in_space = without_one(&TEAMS, On::Space).await;
    expect![[r#"
        addChildNodePermission: link 403, invite 403, KDocs link 403,
        copyPermission: copy 403, link to read 403, link 403, invite 403, KDocs copy 403, KDocs link 403, KooDrive copy 400,
        deletePermission: delete 403, destroy 403, link 403, invite 403, KDocs delete 403, KDocs batch delete 403, KDocs link 403, KooDrive delete 400,
        downloadPermission: address -, content 403, versions 403, link to read 403, link 403, invite 403, KDocs download 403, KDocs link 403, KooDrive pack 400,
        editPermission: put 403, put by path 403, upload 403, describe 403, rename 403, delete 403, restore version 403, link to read 403, link 403, invite 403, KDocs link 403, KDocs edits 403,
        listChildNodePermission: link to read 403, link 403, invite 403, KDocs link 403,
        removeChildNodePermission: link 403, invite 403, KDocs move 403, KDocs link 403,
        renameFilePermission: rename 403, link 403, invite 403, KDocs rename 403, KDocs link 403,
        shareFilePermission: link to read 403, link 403, invite 403, KDocs link 403,
        uploadPermission: put 403, put by path 403, upload 403, link 403, invite 403, KDocs link 403,
        viewPermission: read 403, address 403, content 403, versions 403, put 403, put by path 403, upload 403, describe 403, rename 403, delete 403, restore version 403, copy 403, link to read 403, link 403, invite 403, KDocs read 404, KDocs download 404, KDocs rename 404, KDocs delete 404, KDocs copy 404, KDocs move 404, KDocs batch delete 404, KDocs link 404, KDocs edits 404,"#]].assert_eq(&in_space);
    assert_eq!(without_one(&TEAMS, On::Item).await, in_space, "a grant on the item says as much");
}

#[tokio::test]
async fn one_permission_alone_lets_nobody_do_more_than_it_says() {
    let in_space = with_one(&TEAMS, On::Space).await;
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
        destroy: 403 403 204 403 403 403 403 403 403 403 403 204
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
        KooDrive pack: 400 400 400 200 400 400 400 400 400 400 400 200"#]]
    .assert_eq(&in_space);
    assert_eq!(with_one(&TEAMS, On::Item).await, in_space, "a grant on the item says as much");
}
