//! Contexts: each follows the address that was asked, with what is selected in brackets.

use std::fmt::Write;

use expect_test::expect;

use super::{alice, by};
use crate::support::{Mock, fold_text};

/// What each request has for a context, one a line.
async fn contexts<'a>(mock: &Mock, requests: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut lines = String::new();
    for (person, request) in requests {
        let (request, body) = request.split_once('\n').unwrap_or((request, ""));
        let answer = mock.send(&by(person, &request.replace(" /", " /v1.0/"), body)).await;
        assert!(answer.status.is_success(), "{request}: {answer}");
        let context = answer.json()["@odata.context"].as_str().unwrap_or("none").to_owned();
        let context = context.replace("http://mock.test/v1.0/$metadata", "");
        writeln!(lines, "{person} {request}: {}", fold_text(&context)).expect("a string");
    }
    lines
}

#[tokio::test]
async fn an_item_belongs_where_it_was_asked_for() {
    let mock = Mock::new();
    let lines = contexts(
        &mock,
        [
            ("alice", "GET /me/drive/root"),
            ("bob", "GET /me/drive/root"),
            ("alice", "GET /drive/root"),
            ("alice", "GET /users/alice/drive/root"),
            ("alice", "GET /users/alice@example.com/drive/root"),
            ("alice", "GET /users/<alice>/drive/root"),
            ("alice", "GET /groups/<the team>/drive/root"),
            ("alice", "GET /sites/root/drive/root"),
            ("alice", "GET /sites/<the team's site>/drive/root"),
            ("alice", "GET /sites/mock.test:/sites/Teamdrive:/drive/root"),
            ("alice", "GET /drives/<alice's drive>/root"),
            ("bob", "GET /drives/<bob's drive>/root"),
            ("alice", "GET /me/drives/<alice's drive>/root"),
            ("alice", "GET /me/drive/items/<hello.txt>"),
            ("alice", "GET /me/drive/items/root"),
            ("alice", "GET /me/drive/root:/hello.txt"),
            ("alice", "GET /me/drive/root:/hello.txt:"),
            ("alice", "GET /me/drive/items/<Documents>:/plan.txt"),
            ("alice", "GET /me/drive/items/root%3A%2Fhello.txt%3A"),
            ("alice", "GET /me/drive/root/children/hello.txt"),
            ("bob", "GET /drives/<bob's drive>/items/<todo.txt>"),
            ("alice", "GET /me/drive/special/documents"),
            ("alice", "GET /me/drive/special/documents:/plan.txt"),
        ],
    )
    .await;
    expect![[r#"
        alice GET /me/drive/root: #users('<alice>')/drive/root/$entity
        bob GET /me/drive/root: #users('bob%40example.com')/drive/root/$entity
        alice GET /drive/root: #users('<alice>')/drive/root/$entity
        alice GET /users/alice/drive/root: #users('alice')/drive/root/$entity
        alice GET /users/alice@example.com/drive/root: #users('alice%40example.com')/drive/root/$entity
        alice GET /users/<alice>/drive/root: #users('<alice>')/drive/root/$entity
        alice GET /groups/<the team>/drive/root: #groups('<the team>')/drive/root/$entity
        alice GET /sites/root/drive/root: #sites('root')/drive/root/$entity
        alice GET /sites/<the team's site>/drive/root: #sites('mock.test%2Ce48cd0d1-ae4b-5034-0ba9-5bc60817ff98%2Cae387c4f-c265-195c-44c7-d0ac8727ea19')/drive/root/$entity
        alice GET /sites/mock.test:/sites/Teamdrive:/drive/root: #sites('mock.test%2Ce48cd0d1-ae4b-5034-0ba9-5bc60817ff98%2Cae387c4f-c265-195c-44c7-d0ac8727ea19')/drive/root/$entity
        alice GET /drives/<alice's drive>/root: #drives('<alice's drive, escaped>')/root/$entity
        bob GET /drives/<bob's drive>/root: #drives('<bob's drive>')/root/$entity
        alice GET /me/drives/<alice's drive>/root: #drives('<alice's drive, escaped>')/root/$entity
        alice GET /me/drive/items/<hello.txt>: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/items/root: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/root:/hello.txt: #users('<alice>')/drive/root/$entity
        alice GET /me/drive/root:/hello.txt:: #users('<alice>')/drive/root/$entity
        alice GET /me/drive/items/<Documents>:/plan.txt: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/items/root%3A%2Fhello.txt%3A: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/root/children/hello.txt: #users('<alice>')/drive/root/$entity
        bob GET /drives/<bob's drive>/items/<todo.txt>: #drives('<bob's drive>')/items/$entity
        alice GET /me/drive/special/documents: #users('<alice>')/drive/special/$entity
        alice GET /me/drive/special/documents:/plan.txt: #users('<alice>')/drive/special/$entity
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn a_list_belongs_to_the_item_that_was_asked_for() {
    let mock = Mock::new();
    let lines = contexts(
        &mock,
        [
            ("alice", "GET /me/drive/root/children"),
            ("bob", "GET /me/drive/root/children"),
            ("bob", "GET /users/bob@example.com/drive/items/<Private>/children"),
            ("alice", "GET /me/drive/items/<Documents>/children"),
            ("alice", "GET /me/drive/root:/Documents:/children"),
            ("alice", "GET /drives/<alice's drive>/items/<Documents>/children"),
            ("alice", "GET /groups/<the team>/drive/root/children"),
            ("alice", "GET /sites/root/drive/items/<Projects>/children"),
            ("alice", "GET /me/drive/special/documents/children"),
            ("alice", "GET /me/drive/special"),
            ("alice", "GET /me/drive/following"),
            ("alice", "GET /me/drive/root/delta"),
            ("alice", "GET /me/drive/root/search(q='plan')"),
            ("alice", "GET /me/drive/recent"),
            ("alice", "GET /me/drive/sharedWithMe"),
            ("alice", "GET /me/drive/items/<hello.txt>/versions"),
            ("alice", "GET /me/drive/items/<hello.txt>/versions/1.0"),
            ("bob", "GET /me/drive/root:/todo.txt:/versions"),
            ("alice", "GET /me/drive/items/<hello.txt>/permissions"),
            (
                "alice",
                "GET /me/drive/root:/hello.txt:/permissions/aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20",
            ),
            ("alice", "GET /drives/<alice's drive>/items/<mountains.jpg>/thumbnails"),
            ("alice", "GET /me/drive/items/<mountains.jpg>/thumbnails/0"),
            ("alice", "GET /me/drive/items/<mountains.jpg>/thumbnails/0/small"),
            ("alice", "GET /me/drive"),
            ("alice", "GET /me/drives"),
            ("alice", "GET /sites/root/drives"),
        ],
    )
    .await;
    expect![[r#"
        alice GET /me/drive/root/children: #users('<alice>')/drive/root/children
        bob GET /me/drive/root/children: #users('bob%40example.com')/drive/root/children
        bob GET /users/bob@example.com/drive/items/<Private>/children: #users('bob%40example.com')/drive/items('<bob's drive>%21s121bacde85ea7c8104170ad3307d691a')/children
        alice GET /me/drive/items/<Documents>/children: #users('<alice>')/drive/items('<Documents>')/children
        alice GET /me/drive/root:/Documents:/children: #users('<alice>')/drive/root/children
        alice GET /drives/<alice's drive>/items/<Documents>/children: #drives('<alice's drive, escaped>')/items('<Documents>')/children
        alice GET /groups/<the team>/drive/root/children: #groups('<the team>')/drive/root/children
        alice GET /sites/root/drive/items/<Projects>/children: #sites('root')/drive/items('<Projects>')/children
        alice GET /me/drive/special/documents/children: #users('<alice>')/drive/special('documents')/children
        alice GET /me/drive/special: #users('<alice>')/drive/special
        alice GET /me/drive/following: #users('<alice>')/drive/following
        alice GET /me/drive/root/delta: #Collection(driveItem)
        alice GET /me/drive/root/search(q='plan'): #Collection(driveItem)
        alice GET /me/drive/recent: #Collection(driveItem)
        alice GET /me/drive/sharedWithMe: #Collection(driveItem)
        alice GET /me/drive/items/<hello.txt>/versions: #users('<alice>')/drive/items('<hello.txt>')/versions
        alice GET /me/drive/items/<hello.txt>/versions/1.0: #users('<alice>')/drive/items('<hello.txt>')/versions/$entity
        bob GET /me/drive/root:/todo.txt:/versions: #users('bob%40example.com')/drive/root/versions
        alice GET /me/drive/items/<hello.txt>/permissions: #users('<alice>')/drive/items('<hello.txt>')/permissions
        alice GET /me/drive/root:/hello.txt:/permissions/aTowIy5mfG1lbWJlcnNoaXB8YWxpY2VAZXhhbXBsZS5jb20: #users('<alice>')/drive/root/permissions/$entity
        alice GET /drives/<alice's drive>/items/<mountains.jpg>/thumbnails: #drives('<alice's drive, escaped>')/items('<mountains.jpg>')/thumbnails
        alice GET /me/drive/items/<mountains.jpg>/thumbnails/0: #users('<alice>')/drive/items('<mountains.jpg>')/thumbnails/$entity
        alice GET /me/drive/items/<mountains.jpg>/thumbnails/0/small: #users('<alice>')/drive/items('<mountains.jpg>')/thumbnails('0')/small
        alice GET /me/drive: #drives/$entity
        alice GET /me/drives: #drives
        alice GET /sites/root/drives: #drives
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn what_is_selected_and_expanded_stands_in_brackets() {
    let mock = Mock::new();
    let lines = contexts(
        &mock,
        [
            ("alice", "GET /me/drive/root?$select=id,name"),
            ("alice", "GET /me/drive/items/<hello.txt>?select=id,@microsoft.graph.downloadUrl"),
            ("alice", "GET /me/drive/items/<hello.txt>?$select=@microsoft.graph.downloadUrl"),
            ("alice", "GET /me/drive/items/<hello.txt>?$select=*,sharepointIds"),
            ("alice", "GET /me/drive/root/children?$select=id,name&$top=1"),
            ("bob", "GET /me/drive/root/children?$select=id,name&$expand=thumbnails"),
            ("alice", "GET /me/drive/root?$expand=children($select=id,name),permissions"),
            ("alice", "GET /me/drive/root/delta?$select=id,name"),
            ("alice", "GET /me/drive/root/search(q='plan')?$select=id"),
            ("alice", "GET /me/drive/items/<hello.txt>/versions?$select=id"),
            ("alice", "GET /me/drive/items/<hello.txt>/permissions?$select=roles"),
            ("alice", "GET /me/drive?$select=id,driveType"),
            ("alice", "GET /me/drives?$select=id"),
            ("alice", "GET /me?$select=id"),
            ("alice", "GET /users?$select=id,mail"),
            ("alice", "GET /groups/<the team>?$select=id"),
            ("alice", "GET /sites/root?$select=id"),
        ],
    )
    .await;
    expect![[r#"
        alice GET /me/drive/root?$select=id,name: #users('<alice>')/drive/root(id,name)/$entity
        alice GET /me/drive/items/<hello.txt>?select=id,@microsoft.graph.downloadUrl: #users('<alice>')/drive/items(id)/$entity
        alice GET /me/drive/items/<hello.txt>?$select=@microsoft.graph.downloadUrl: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/items/<hello.txt>?$select=*,sharepointIds: #users('<alice>')/drive/items(*,sharepointIds)/$entity
        alice GET /me/drive/root/children?$select=id,name&$top=1: #users('<alice>')/drive/root/children(id,name)
        bob GET /me/drive/root/children?$select=id,name&$expand=thumbnails: #users('bob%40example.com')/drive/root/children(id,name,thumbnails())
        alice GET /me/drive/root?$expand=children($select=id,name),permissions: #users('<alice>')/drive/root(children(id,name),permissions())/$entity
        alice GET /me/drive/root/delta?$select=id,name: #Collection(driveItem)(id,name)
        alice GET /me/drive/root/search(q='plan')?$select=id: #Collection(driveItem)(id)
        alice GET /me/drive/items/<hello.txt>/versions?$select=id: #users('<alice>')/drive/items('<hello.txt>')/versions(id)
        alice GET /me/drive/items/<hello.txt>/permissions?$select=roles: #users('<alice>')/drive/items('<hello.txt>')/permissions(roles)
        alice GET /me/drive?$select=id,driveType: #drives(id,driveType)/$entity
        alice GET /me/drives?$select=id: #drives(id)
        alice GET /me?$select=id: #users(id)/$entity
        alice GET /users?$select=id,mail: #users(id,mail)
        alice GET /groups/<the team>?$select=id: #groups(id)/$entity
        alice GET /sites/root?$select=id: #sites(id)/$entity
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn what_was_changed_belongs_where_the_change_was_sent() {
    let mock = Mock::new();
    let lines = contexts(
        &mock,
        [
            ("alice", "POST /me/drive/root/children\n{\"name\": \"a\", \"folder\": {}}"),
            ("bob", "POST /drives/<bob's drive>/items/<Private>/children\n{\"name\": \"b\", \"folder\": {}}"),
            (
                "alice",
                "POST /groups/<the team>/drive/root:/Projects:/children\n{\"name\": \"c\", \"folder\": {}}",
            ),
            ("alice", "PATCH /me/drive/items/<hello.txt>\n{\"name\": \"bye.txt\"}"),
            ("alice", "PATCH /me/drive/root:/bye.txt\n{\"name\": \"hello.txt\"}"),
            ("alice", "PUT /me/drive/root:/new.txt:/content\n\"x\""),
            ("alice", "PUT /drives/<alice's drive>/items/<hello.txt>/content\n\"x\""),
            ("alice", "PUT /me/drive/root:/made\n{\"folder\": {}}"),
            ("alice", "POST /me/drive/items/<hello.txt>/createLink\n{\"type\": \"view\"}"),
            ("alice", "POST /me/drive/items/<hello.txt>/follow"),
            ("alice", "GET /me/drive/following/<hello.txt>"),
        ],
    )
    .await;
    expect![[r#"
        alice POST /me/drive/root/children: #users('<alice>')/drive/root/children/$entity
        bob POST /drives/<bob's drive>/items/<Private>/children: #drives('<bob's drive>')/items('<bob's drive>%21s121bacde85ea7c8104170ad3307d691a')/children/$entity
        alice POST /groups/<the team>/drive/root:/Projects:/children: #groups('<the team>')/drive/root/children/$entity
        alice PATCH /me/drive/items/<hello.txt>: #users('<alice>')/drive/items/$entity
        alice PATCH /me/drive/root:/bye.txt: #users('<alice>')/drive/root/$entity
        alice PUT /me/drive/root:/new.txt:/content: #users('<alice>')/drive/root/$entity
        alice PUT /drives/<alice's drive>/items/<hello.txt>/content: #drives('<alice's drive, escaped>')/items/$entity
        alice PUT /me/drive/root:/made: #users('<alice>')/drive/root/$entity
        alice POST /me/drive/items/<hello.txt>/createLink: #drives('<alice's drive, escaped>')/items('<hello.txt>')/permissions/$entity
        alice POST /me/drive/items/<hello.txt>/follow: #users('<alice>')/drive/items/$entity
        alice GET /me/drive/following/<hello.txt>: #users('<alice>')/drive/following/$entity
    "#]].assert_eq(&lines);
}

#[tokio::test]
async fn what_a_link_leads_to_belongs_to_the_link() {
    let mock = Mock::new();
    let link =
        alice(&mock, "POST /v1.0/me/drive/items/<Documents>/createLink", r#"{"type": "edit"}"#).await.json();
    let share = link["shareId"].as_str().expect("an id").to_owned();
    let requests =
        ["", "?$select=id", "/driveItem", "/root?$select=id", "/items", "/driveItem/children", "/permission"]
            .map(|rest| format!("GET /shares/{share}{rest}"));
    let lines = contexts(&mock, requests.iter().map(|request| ("bob", request.as_str()))).await;
    expect![[r#"
        bob GET /shares/<share>: #shares/$entity
        bob GET /shares/<share>?$select=id: #shares(id)/$entity
        bob GET /shares/<share>/driveItem: #shares('<share, escaped>')/driveItem/$entity
        bob GET /shares/<share>/root?$select=id: #shares('<share, escaped>')/root(id)/$entity
        bob GET /shares/<share>/items: #shares('<share, escaped>')/items
        bob GET /shares/<share>/driveItem/children: #shares('<share, escaped>')/driveItem/children
        bob GET /shares/<share>/permission: #shares('<share, escaped>')/permission/$entity
    "#]]
    .assert_eq(&lines.replace(&share, "<share>").replace(&share.replace('!', "%21"), "<share, escaped>"));
}

#[tokio::test]
async fn parts_of_a_batch_have_the_contexts_of_their_own_addresses() {
    let mock = Mock::new();
    let body = r#"{"requests": [
        {"id": "1", "method": "GET", "url": "/me/drive/root/children?$select=id"},
        {"id": "2", "method": "GET", "url": "/drives/<alice's drive>/items/<hello.txt>?$select=name"},
        {"id": "3", "method": "POST", "url": "/me/drive/root/children", "headers": {"Content-Type": "application/json"},
         "body": {"name": "a", "folder": {}}}
    ]}"#;
    let batch = alice(&mock, "POST /v1.0/$batch", body).await.json();
    let responses = batch["responses"].as_array().expect("a list");
    let contexts: Vec<_> = responses
        .iter()
        .map(|part| fold_text(part["body"]["@odata.context"].as_str().expect("a context")))
        .collect();
    expect![[r#"
        http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/children(id)
        http://mock.test/v1.0/$metadata#drives('<alice's drive, escaped>')/items(name)/$entity
        http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/children/$entity"#]]
    .assert_eq(&contexts.join("\n"));
}

#[tokio::test]
async fn an_item_of_which_a_part_is_selected_has_its_etag_all_the_same() {
    let mock = Mock::new();
    let path = "GET /v1.0/me/drive/root/children?$select=name&$expand=children($select=name)&$top=2";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/root/children(name,children(name))",
          "@odata.nextLink": "http://mock.test/v1.0/me/drive/root/children?$select=name&$expand=children($select=name)&$top=2&$skiptoken=UGFnZWQ9VFJVRSZwX1NvcnRCZWhhdmlvcj0xJnBfRmlsZUxlYWZSZWY9RG9jdW1lbnRz",
          "value": [
            {
              "@odata.etag": "\"{<guid of archive.zip>},1\"",
              "name": "archive.zip"
            },
            {
              "@odata.etag": "\"{<guid of Documents>},1\"",
              "children": [
                {
                  "@odata.etag": "\"{<guid of plan.txt>},1\"",
                  "name": "plan.txt"
                },
                {
                  "@odata.etag": "\"{<guid of Reports>},1\"",
                  "name": "Reports"
                }
              ],
              "name": "Documents"
            }
          ]
        }"#]].assert_eq(&alice(&mock, path, "").await.to_string());
    let path = "GET /v1.0/me/drive/root/search(q='hello')?$select=name";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#Collection(driveItem)(name)",
          "value": [
            {
              "@odata.etag": "\"{<guid of hello.txt>},1\"",
              "name": "hello.txt"
            }
          ]
        }"#]]
    .assert_eq(&alice(&mock, path, "").await.to_string());
    let drive = alice(&mock, "GET /v1.0/me/drive?$select=id", "").await.json();
    assert!(drive.get("@odata.etag").is_none(), "drives have none");
}

#[tokio::test]
async fn the_ids_of_sharepoint_are_told_where_they_are_selected() {
    let mock = Mock::new();
    let path = "GET /v1.0/me/drive/items/<hello.txt>?$select=id,sharepointIds";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#users('<alice>')/drive/items(id,sharepointIds)/$entity",
          "@odata.etag": "\"{<guid of hello.txt>},1\"",
          "id": "<hello.txt>",
          "sharepointIds": {
            "listId": "06c0aa26-cdc2-ff27-94da-f7d636628644",
            "listItemId": "2",
            "listItemUniqueId": "2da8620e-c3f2-d505-6ad0-ef0a88f3398c",
            "siteId": "c80d6d1f-d7e4-f22d-2638-479cd5114ea8",
            "siteUrl": "http://mock.test/personal/alice_example_com",
            "tenantId": "<the tenant>",
            "webId": "a52fdb7a-7c10-50ce-450a-bef917f72c4b"
          }
        }"#]].assert_eq(&alice(&mock, path, "").await.to_string());
    let path = "GET /v1.0/sites/root/drive/root?$select=id,sharepointIds";
    expect![[r#"
        200 OK
        {
          "@odata.context": "http://mock.test/v1.0/$metadata#sites('root')/drive/root(id,sharepointIds)/$entity",
          "@odata.etag": "\"{EA8CC6BE-FFDB-43D7-976F-BC7DA445C639},1\"",
          "id": "<the team's root>",
          "sharepointIds": {
            "listId": "fb8321fd-fe5c-e3ca-2caf-78fcd7cb7d4b",
            "siteId": "e48cd0d1-ae4b-5034-0ba9-5bc60817ff98",
            "siteUrl": "http://mock.test/sites/Teamdrive",
            "tenantId": "<the tenant>",
            "webId": "<the team>"
          }
        }"#]].assert_eq(&alice(&mock, path, "").await.to_string());
    let whole = alice(&mock, "GET /v1.0/me/drive/items/<hello.txt>?$select=*,sharepointIds", "").await.json();
    assert!(whole["sharepointIds"]["listItemUniqueId"].is_string() && whole["name"] == "hello.txt");
    for list in ["root/children", "root/delta", "root/search(q='plan')"] {
        let list = alice(&mock, &format!("GET /v1.0/me/drive/{list}?$select=sharepointIds"), "").await.json();
        assert!(list["value"][0]["sharepointIds"]["siteId"].is_string(), "{list}");
    }
    let bobs =
        mock.send(&by("bob", "GET /v1.0/me/drive/root:/todo.txt?$select=id,sharepointIds", "")).await.json();
    assert!(
        bobs.get("sharepointIds").is_none() && bobs["id"].is_string(),
        "personal drives do not tell them"
    );
}
