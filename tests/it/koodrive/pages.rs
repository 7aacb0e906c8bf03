//! Pages of lists that change while they are read: no item is repeated, and none is skipped.

use mockdrive::world::{Content, MemberRole, MessageKind, NodeId, OnConflict};
use serde_json::{Value, json};

use super::{by, edit, post, upload};
use crate::support::Mock;

const BASE: &str = "/koodrive/ose/v1";
const SPACE: &str = "<alice's space>";

/// A list, and how it is asked for.
struct List<'m> {
    mock: &'m Mock,
    who: &'static str,
    /// The method and the path; what is in braces is put in by [`Self::page`].
    request: String,
    /// The body, unless the request has none.
    body: Value,
    /// The member with the rows, and the one that tells them apart.
    rows: [&'static str; 2],
}

impl List<'_> {
    async fn page(&self, size: u32, cursor: &str) -> (Vec<String>, String) {
        let put = |text: &str| text.replace("{size}", &size.to_string()).replace("{cursor}", cursor);
        let body = put(&self.body.to_string()).parse().expect("JSON");
        let answer = by(self.mock, self.who, &put(&self.request), &body).await.json();
        let rows = answer[self.rows[0]].as_array().unwrap_or_else(|| panic!("{answer}"));
        let rows = rows.iter().map(|row| row.pointer(self.rows[1]).expect("a name").to_string()).collect();
        let next = answer["nextCursor"].as_str().or(answer["nextPageCursor"].as_str());
        (rows, next.unwrap_or_default().to_owned())
    }

    /// Reads two rows, changes what stands before them and in their place, and reads on.
    async fn holds(&self, change: impl AsyncFnOnce(&Mock)) {
        let (all, _) = self.page(100, "0").await;
        assert!(all.len() > 2, "{}: {all:?}", self.request);
        let (first, cursor) = self.page(2, "0").await;
        assert_eq!(first, all[..2], "{}", self.request);
        change(self.mock).await;
        assert_ne!(self.page(100, "0").await.0, all, "{} changes", self.request);
        assert_eq!(self.page(100, &cursor).await.0, all[2..], "{}", self.request);
    }
}

fn queried<'m>(mock: &'m Mock, who: &'static str, path: &str, rows: [&'static str; 2]) -> List<'m> {
    let mark = if path.contains('?') { '&' } else { '?' };
    let request = format!("GET {BASE}{path}{mark}pageSize={{size}}&pageCursor={{cursor}}");
    List { mock, who, request, body: json!({}), rows: [rows[0], rows[1]] }
}

fn posted<'m>(mock: &'m Mock, path: &str, body: Value, rows: [&'static str; 2]) -> List<'m> {
    List { mock, who: "alice", request: format!("POST {BASE}{path}"), body, rows }
}

fn put_in_bin(mock: &Mock, id: NodeId) {
    edit(mock, |world, by, now| world.trash(by, id, now));
}

/// Puts four files into alice's root, before all others.
fn four(mock: &Mock) -> [NodeId; 4] {
    ["!b", "!c", "!d", "!e"].map(|name| upload(mock, name, name.into()))
}

#[tokio::test]
async fn files_that_come_and_go_shift_no_page() {
    let page = json!({ "pageSize": "{size}", "pageCursor": "{cursor}" });
    for sort in [json!({}), json!({ "sortType": 2, "sortDirection": 2 }), json!({ "sortType": 6 })] {
        let mock = Mock::new();
        let files = four(&mock);
        let body = json!({ "containerId": SPACE, "pageInfo": page, "sortInfo": sort });
        let list = posted(&mock, "/files/0", body, ["files", "/fileName"]);
        list.holds(async |mock| {
            let name = list.page(1, "0").await.0[0].trim_matches('"').to_owned();
            edit(mock, |world, by, now| {
                let root = world.node(files[0]).expect("made").parent.expect("a root");
                world.trash(by, world.child(root, &name).expect("listed"), now)
            });
            if sort == json!({}) {
                upload(mock, "!a", b"new".to_vec());
            }
        })
        .await;
    }
    let mock = Mock::new();
    let files = four(&mock);
    let body = json!({ "searchType": "personal", "pageInfo": page, "filter": { "keyWord": "!" } });
    let found = posted(&mock, "/files/search", body, ["files", "/fileName"]);
    found
        .holds(async |mock| {
            put_in_bin(mock, files[0]);
            upload(mock, "!a", b"new".to_vec());
        })
        .await;
    files[1..].iter().for_each(|id| put_in_bin(&mock, *id));
    let body = json!({ "containerId": SPACE, "pageInfo": page });
    let bin = posted(&mock, "/files/1", body, ["files", "/fileName"]);
    bin.holds(async |mock| edit(mock, |world, by, now| world.restore(by, files[0], OnConflict::Fail, now)))
        .await;
}

#[tokio::test]
async fn versions_and_favorites_that_come_and_go_shift_no_page() {
    let mock = Mock::new();
    let files = four(&mock);
    let write = |mock: &Mock, text: &'static str| {
        edit(mock, |world, by, now| world.write(by, files[0], Content::new(text.into()), now));
    };
    for text in ["1", "2", "3"] {
        write(&mock, text);
    }
    let page = json!({ "pageSize": "{size}", "pageCursor": "{cursor}" });
    let body = json!({ "containerId": SPACE, "fileId": super::file(&mock, "/!b").await, "pageInfo": page });
    let versions = posted(&mock, "/revision/listRevision", body, ["revisionList", "/revisionVersion"]);
    versions.holds(async |mock| write(mock, "4")).await;
    edit(&mock, |world, _, now| {
        let alice = super::alice(world);
        files.iter().try_for_each(|id| world.star(alice, *id, now))
    });
    let stars = queried(&mock, "alice", "/star/files", ["starFiles", "/fileName"]);
    stars.holds(async |mock| put_in_bin(mock, files[3])).await;
}

#[tokio::test]
async fn shares_that_come_and_go_shift_no_page() {
    let mock = Mock::new();
    four(&mock);
    let share = async |name: &str| {
        let body = json!({
            "scope": 3, "userIds": ["bob"], "fileIds": [super::file(&mock, name).await],
            "containerId": SPACE, "validDays": 7,
        });
        post(&mock, &format!("{BASE}/share"), &body).await.json()["shareLink"].clone()
    };
    for name in ["/!b", "/!c", "/!d"] {
        share(name).await;
    }
    for (who, path, rows) in [
        ("alice", "/share", ["shareLinks", "/shareId"]),
        ("bob", "/share/received", ["shareLinks", "/shareId"]),
        ("bob", "/related", ["relatedToMeInfos", "/id"]),
    ] {
        let newest = share("/!e").await["shareId"].clone();
        let list = queried(&mock, who, path, rows);
        list.holds(async |mock| {
            post(mock, &format!("{BASE}/share/cancel"), &json!({ "shareIds": [newest] })).await;
            share("/!e").await;
        })
        .await;
    }
    let folder = edit(&mock, |world, by, now| {
        let root = world.personal_drive(super::alice(world)).expect("seeded").root;
        let folder = world.create_folder(by, root, "shared", OnConflict::Fail, now)?;
        for name in ["b", "c", "d", "e"] {
            world.create_file(by, folder, name, Content::default(), OnConflict::Fail, now)?;
        }
        Ok(folder)
    });
    let short = share("/shared").await["shortUrl"].clone();
    let body = json!({
        "shortUrl": short, "parentFolder": super::file(&mock, "/shared").await,
        "pageSize": "{size}", "pageCursor": "{cursor}",
    });
    let files = posted(&mock, "/share/files", body, ["files", "/fileName"]);
    files
        .holds(async |mock| {
            edit(mock, |world, by, now| {
                world.trash(by, world.child(folder, "b").expect("made"), now)?;
                world.create_file(by, folder, "a", Content::default(), OnConflict::Fail, now)
            });
        })
        .await;
}

#[tokio::test]
async fn messages_groups_people_and_tasks_that_come_and_go_shift_no_page() {
    let mock = Mock::new();
    let tell = |mock: &Mock, text: &str| {
        edit(mock, |world, _, now| {
            let (alice, bob) = (super::alice(world), world.user_named("bob").expect("seeded").id);
            world.tell(alice, bob, MessageKind::Team, text, now);
            Ok(())
        });
    };
    for text in ["1", "2", "3"] {
        tell(&mock, text);
    }
    queried(&mock, "alice", "/message/list", ["messages", "/id"]).holds(async |mock| tell(mock, "4")).await;
    let (team, people) = edit(&mock, |world, _, now| {
        let people = ["carl", "dora", "emil"].map(|name| world.add_user(name, name, name));
        let alice = super::alice(world);
        let groups = ["a", "b", "c"].map(|name| world.add_team(name, &[alice], now));
        let bytes = 1 << 30;
        world.add_drive("a", mockdrive::world::Owner::Team(groups[0]), bytes, now);
        for user in people {
            world.join_group(groups[0], user, MemberRole::Normal)?;
        }
        Ok((groups[0], people))
    });
    let drives = mock.sandbox().snapshot();
    let first = drives.groups().find(|group| group.role(super::alice(&drives)).is_some()).expect("seeded").id;
    let id = 1_243_693_141_656_107_521 + team.number() * (1 << 22);
    let space = super::get(&mock, &format!("{BASE}/space/{id}?type=2")).await.json()["data"].clone();
    let container = space["containerId"].as_str().expect("a space");
    let path = format!("/permission/userList?spaceType=1&groupId={id}&containerId={container}");
    let mut members = queried(&mock, "alice", &path, ["userPermissonList", "/userName"]);
    members.request = members.request.replace("pageSize", "count").replace("pageCursor", "cursor");
    members
        .holds(async |mock| {
            edit(mock, |world, _, _| world.leave_group(team, people[0], super::alice(world)));
        })
        .await;
    let groups = queried(&mock, "alice", "/usergroups", ["userGroupList", "/id"]);
    groups
        .holds(async |mock| {
            edit(mock, |world, _, _| {
                let bob = world.user_named("bob").expect("seeded").id;
                world.join_group(first, bob, MemberRole::Owner)?;
                world.leave_group(first, super::alice(world), bob)
            });
        })
        .await;
    let hand_over = async |from: &str| {
        let body = json!({ "taskType": 0, "srcUserId": from, "dstUserId": "alice" });
        post(&mock, &format!("{BASE}/task/create"), &body).await.json()["taskId"].clone()
    };
    for name in ["carl", "dora", "emil"] {
        hand_over(name).await;
    }
    let tasks = queried(&mock, "alice", "/task/list", ["taskList", "/taskId"]);
    tasks.holds(async |_| assert!(hand_over("bob").await.is_string())).await;
}
