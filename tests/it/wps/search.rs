//! `GET /v7/files/search` and what is said of the search of a drive.

use expect_test::expect;
use mockdrive::world::{
    Actor, Content, Grantee, LinkKind, LinkScope, OnConflict, Permission, Permit, Role, Stamp,
};

use super::{get, in_world, share};
use crate::support::{Answer, Mock};

/// The found items, a line each: name, place, highlights.
fn lines(answer: &Answer) -> String {
    let json = answer.json();
    let items = json["data"]["items"].as_array().unwrap_or_else(|| panic!("no items: {answer}"));
    let lines: Vec<String> = items
        .iter()
        .map(|item| {
            let (place, marked) = (&item["file_src"], &item["highlights"]);
            let place = format!("{} {}", place["type"], place["path"]).replace('"', "");
            format!("{}: {place} {marked}", item["file"]["name"].as_str().expect("a name"))
        })
        .collect();
    lines.join("\n")
}

pub async fn search(mock: &Mock, token: &str, query: &str) -> Answer {
    mock.send(&get(token, &format!("/v7/files/search?{query}"))).await
}

#[tokio::test]
async fn a_file_is_found_by_its_text_with_all_that_is_known_of_it() {
    let mock = Mock::new();
    let query = "type=all&keyword=break%20things&page_size=10&with_total=true&with_permission=true&with_drive=true&with_link=true";
    let answer = search(&mock, "alice-token", query).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "file": {
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "drive": {
                    "allotee_id": "1690375745",
                    "allotee_type": "user",
                    "company_id": "571568323",
                    "created_by": "<alice's identity in WPS>",
                    "ctime": 1767254400,
                    "description": "",
                    "id": "<alice's drive in WPS>",
                    "mtime": 1767254400,
                    "name": "Alice's drive",
                    "quota": {
                      "deleted": 0,
                      "remaining": 1099511576706,
                      "total": 1099511627776,
                      "used": 51070
                    },
                    "source": "special",
                    "status": "inuse"
                  },
                  "drive_id": "<alice's drive in WPS>",
                  "hash": {
                    "sum": "bcafb1bab87cd5043eea47095ec148f0250c0077",
                    "type": "sha1"
                  },
                  "id": "<plan.txt in WPS>",
                  "link_id": "cLBoUnaFZmVv",
                  "link_url": "https://www.kdocs.cn/l/cLBoUnaFZmVv",
                  "modified_by": "<alice's identity in WPS>",
                  "mtime": 1767254400,
                  "name": "plan.txt",
                  "parent_id": "<Documents in WPS>",
                  "permission": {
                    "comment": true,
                    "copy": true,
                    "copy_content": true,
                    "delete": true,
                    "download": true,
                    "history": true,
                    "list": true,
                    "move": true,
                    "new_empty": true,
                    "perm_ctl": true,
                    "preview": true,
                    "print": true,
                    "rename": true,
                    "saveas": true,
                    "secret": true,
                    "share": true,
                    "update": true,
                    "upload": true
                  },
                  "shared": false,
                  "size": 74,
                  "type": "file",
                  "version": 1
                },
                "file_src": {
                  "name": "Alice's drive",
                  "path": "Alice's drive/Documents",
                  "type": "user_private"
                },
                "highlights": {
                  "content": [
                    "he client at it.\n3. <em>Break</em> <em>things</em> on purpose."
                  ]
                }
              }
            ],
            "next_page_token": "",
            "total": 1
          },
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn words_are_looked_for_in_all_drives_that_the_caller_may_see() {
    let mock = Mock::new();
    share(&mock, "Documents/Reports", "all");
    let mut told = Vec::new();
    for (token, query) in [
        ("alice-token", "type=file_name&keyword=O"),
        ("alice-token", "type=content&keyword=quarter"),
        ("alice-token", "type=all&keyword=txt"),
        ("bob-token", "type=all&keyword=txt"),
        ("bob-token", "type=all&keyword=hello"),
        ("bob-token", "type=all&keyword=nothing%20billed"),
    ] {
        let answer = search(&mock, token, &format!("{query}&page_size=100")).await;
        told.push(format!("{token} {query}\n{}", lines(&answer)));
    }
    expect![[r#"
        alice-token type=file_name&keyword=O
        Minutes.one: group_normal Team drive/Team notebook {"file_name":["Minutes.<em>o</em>ne"]}
        Team notebook: group_normal Team drive {"file_name":["Team n<em>o</em>teb<em>o</em><em>o</em>k"]}
        notes.md: group_normal Team drive/Projects {"file_name":["n<em>o</em>tes.md"]}
        roadmap.txt: group_normal Team drive/Projects {"file_name":["r<em>o</em>admap.txt"]}
        Projects: group_normal Team drive {"file_name":["Pr<em>o</em>jects"]}
        Team handbook.txt: group_normal Team drive {"file_name":["Team handb<em>o</em><em>o</em>k.txt"]}
        From Graph: group_normal Team drive {"file_name":["Fr<em>o</em>m Graph"]}
        locked.zip: user_private Alice's drive {"file_name":["l<em>o</em>cked.zip"]}
        mountains.jpg: user_private Alice's drive/Photos {"file_name":["m<em>o</em>untains.jpg"]}
        Photos: user_private Alice's drive {"file_name":["Ph<em>o</em>t<em>o</em>s"]}
        quarterly.docx: user_private Alice's drive/Documents/Reports {"file_name":["quarterly.d<em>o</em>cx"]}
        Reports: user_private Alice's drive/Documents {"file_name":["Rep<em>o</em>rts"]}
        Documents: user_private Alice's drive {"file_name":["D<em>o</em>cuments"]}
        hello.txt: user_private Alice's drive {"file_name":["hell<em>o</em>.txt"]}

        alice-token type=content&keyword=quarter
        quarterly.docx: user_private Alice's drive/Documents/Reports {"content":["<em>Quarter</em>ly report\nThree driv"]}

        alice-token type=all&keyword=txt
        roadmap.txt: group_normal Team drive/Projects {"file_name":["roadmap.<em>txt</em>"]}
        Team handbook.txt: group_normal Team drive {"file_name":["Team handbook.<em>txt</em>"]}
        summary.txt: user_private Alice's drive/Documents/Reports {"file_name":["summary.<em>txt</em>"]}
        plan.txt: user_private Alice's drive/Documents {"file_name":["plan.<em>txt</em>"]}
        hello.txt: user_private Alice's drive {"file_name":["hello.<em>txt</em>"]}

        bob-token type=all&keyword=txt
        roadmap.txt: group_normal Team drive/Projects {"file_name":["roadmap.<em>txt</em>"]}
        Team handbook.txt: group_normal Team drive {"file_name":["Team handbook.<em>txt</em>"]}
        diary.txt: user_private Bob's drive/Private {"file_name":["diary.<em>txt</em>"]}
        todo.txt: user_private Bob's drive {"file_name":["todo.<em>txt</em>"]}
        summary.txt: link null {"file_name":["summary.<em>txt</em>"]}

        bob-token type=all&keyword=hello


        bob-token type=all&keyword=nothing%20billed
        summary.txt: link null {"content":["<em>Nothing</em> was lost, <em>nothing</em> w","s lost, <em>nothing</em> was <em>billed</em>."]}"#]].assert_eq(&told.join("\n\n"));
}

#[tokio::test]
async fn an_application_finds_everything_of_its_company() {
    let mock = Mock::new();
    let token = super::token::public_token(&mock, super::consent::APP).await;
    let answer = search(&mock, &token, "type=file_name&keyword=order&page_size=10").await;
    expect![[r#"
        order-1002.txt: null null {"file_name":["<em>order</em>-1002.txt"]}
        order-1001.txt: null null {"file_name":["<em>order</em>-1001.txt"]}"#]]
    .assert_eq(&lines(&answer));
}

#[tokio::test]
async fn a_search_is_limited_in_many_ways() {
    let mock = Mock::new();
    share(&mock, "Documents/Reports", "all");
    mock.advance(std::time::Duration::from_mins(1));
    in_world(&mock, |world| {
        let bob = Actor::User(world.user_named("bob").expect("seeded").id);
        let team = world.drives().find(|drive| &*drive.name == "Team drive").expect("seeded").root;
        let later = mockdrive::world::Timestamp::from_seconds(1_800_000_000);
        let made = world.create_file(bob, team, "new.txt", Content::default(), OnConflict::Fail, later)?;
        world.trash(bob, made, later)?;
        let todo = world.child(team, "Team handbook.txt").expect("seeded");
        world.write(bob, todo, Content::new("Be kind.".into()), later).map(drop)
    });
    let reports = mock.id("wps", "alice", "/Documents/Reports").await;
    let me = search(&mock, "alice-token", "type=all&page_size=1").await.json();
    let alice = me["data"]["items"][0]["file"]["created_by"]["id"].as_str().expect("an id").to_owned();
    let mut told = Vec::new();
    for query in [
        "file_type=folder".to_owned(),
        "file_type=shortcut".to_owned(),
        "with_folder=false&scope=group_drive".to_owned(),
        "file_exts=docx,xlsx".to_owned(),
        "exclude_file_exts=txt&file_type=file".to_owned(),
        format!("parent_ids={reports}"),
        format!("creator_ids={alice}&scope=group_drive"),
        format!("modifier_ids={alice}&scope=group_drive"),
        format!("sharer_ids={alice}"),
        format!("receiver_ids={alice}"),
        format!("filter_user_id={alice}&file_exts=xlsx"),
        "start_time=1790000000".to_owned(),
        "time_type=stime&start_time=1767323045&end_time=1767323045".to_owned(),
        "scope=share_by_me".to_owned(),
        "scope=share_to_me".to_owned(),
        "scope=recycle".to_owned(),
        "scope=recycle,share_by_me".to_owned(),
        "scope=personal_drive&file_exts=zip&order_by=ctime&order=asc".to_owned(),
        "keyword=alice&search_operator_name=true&scope=group_drive&file_type=folder".to_owned(),
        "channels=x&device_ids=y&drive_ids=z&file_ext_groups=w&exclude_channels=v&file_exts=xlsx".to_owned(),
    ] {
        let answer = search(&mock, "alice-token", &format!("type=file_name&page_size=100&{query}")).await;
        let names = lines(&answer);
        let names: Vec<&str> = names.lines().map(|line| line.split(':').next().expect("a name")).collect();
        told.push(format!(
            "{}: {}",
            query.replace(&alice, "<alice>").replace(&reports, "<Reports>"),
            names.join(", ")
        ));
    }
    expect![[r#"
        file_type=folder: Team notebook, Projects, From Graph, Photos, Shared examples, Reports, Documents
        file_type=shortcut: 
        with_folder=false&scope=group_drive: Team handbook.txt, Minutes.one, notes.md, roadmap.txt
        file_exts=docx,xlsx: budget.xlsx, quarterly.docx
        exclude_file_exts=txt&file_type=file: Minutes.one, notes.md, locked.zip, archive.zip, mountains.jpg, budget.xlsx, quarterly.docx
        parent_ids=<Reports>: summary.txt, budget.xlsx, quarterly.docx
        creator_ids=<alice>&scope=group_drive: Team handbook.txt, Minutes.one, Team notebook, notes.md, roadmap.txt, Projects, From Graph
        modifier_ids=<alice>&scope=group_drive: Minutes.one, Team notebook, notes.md, roadmap.txt, Projects, From Graph
        sharer_ids=<alice>: summary.txt, budget.xlsx, quarterly.docx, Reports
        receiver_ids=<alice>: 
        filter_user_id=<alice>&file_exts=xlsx: budget.xlsx
        start_time=1790000000: Team handbook.txt
        time_type=stime&start_time=1767323045&end_time=1767323045: summary.txt, budget.xlsx, quarterly.docx, Reports
        scope=share_by_me: Reports
        scope=share_to_me: 
        scope=recycle: new.txt
        scope=recycle,share_by_me: new.txt, Reports
        scope=personal_drive&file_exts=zip&order_by=ctime&order=asc: archive.zip, locked.zip
        keyword=alice&search_operator_name=true&scope=group_drive&file_type=folder: Team notebook, Projects, From Graph
        channels=x&device_ids=y&drive_ids=z&file_ext_groups=w&exclude_channels=v&file_exts=xlsx: budget.xlsx"#]].assert_eq(&told.join("\n"));
}

#[tokio::test]
async fn a_text_that_may_not_be_read_is_not_searched() {
    let mock = Mock::new();
    share(&mock, "hello.txt", "all");
    let found = async |place: &str| {
        lines(&search(&mock, "bob-token", &format!("type={place}&keyword=hello&page_size=9")).await)
    };
    assert_eq!(found("content").await, r#"hello.txt: link null {"content":["<em>Hello</em>, mockdrive!"]}"#);
    in_world(&mock, |world| {
        let (id, number) =
            world.all_permissions().map(|(id, given)| (id, given.number)).next().expect("shared");
        let drive = world.node(id)?.drive;
        let only_list = mockdrive::world::Abilities::of(&[mockdrive::world::Ability::List]);
        let role = world.add_custom_role(drive, "lists", only_list)?;
        world.edit_permission(id, number, |given| {
            given.named = Some(mockdrive::world::NamedRole::Custom(role));
        })
    });
    assert_eq!(found("content").await, "");
    assert_eq!(found("file_name").await, r#"hello.txt: link null {"file_name":["<em>hello</em>.txt"]}"#);
}

#[tokio::test]
async fn pages_lead_from_one_to_the_next() {
    let mock = Mock::new();
    let all = lines(&search(&mock, "alice-token", "type=all&keyword=txt&page_size=100").await);
    let (mut found, mut token) = (Vec::new(), String::new());
    loop {
        let query = format!("type=all&keyword=txt&page_size=2&with_total=true&page_token={token}");
        let answer = search(&mock, "alice-token", &query).await;
        assert_eq!(answer.json()["data"]["total"], all.lines().count());
        found.push(lines(&answer));
        token = answer.json()["data"]["next_page_token"].as_str().expect("a token").to_owned();
        if token.is_empty() {
            break;
        }
    }
    assert_eq!(found.join("\n"), all);
}

#[tokio::test]
async fn a_private_deployment_finds_the_same() {
    let mock = Mock::new();
    let path = "/v7/files/search?type=file_name&keyword=hello&page_size=1024";
    let answer = super::signed("alice-token", "GET", path, "").send(&mock).await;
    expect![[r#"
        200 OK
        {
          "code": 0,
          "data": {
            "items": [
              {
                "file": {
                  "created_by": "<alice's identity in WPS>",
                  "ctime": 1767254400,
                  "drive_id": "<alice's drive in WPS>",
                  "hash": {
                    "sum": "26b2e58eec7df0d276b2f5a724b218efcfac4b6c",
                    "type": "s2s"
                  },
                  "id": "<hello.txt in WPS>",
                  "link_id": "c1A9gjsA8DuR",
                  "link_url": "https://www.kdocs.cn/l/c1A9gjsA8DuR",
                  "modified_by": "<alice's identity in WPS>",
                  "mtime": 1767254400,
                  "name": "hello.txt",
                  "parent_id": "0",
                  "size": 18,
                  "type": "file",
                  "version": 1
                },
                "file_src": {
                  "name": "Alice's drive",
                  "path": "Alice's drive",
                  "type": "user_private"
                },
                "highlights": {
                  "file_name": [
                    "<em>hello</em>.txt"
                  ]
                }
              }
            ],
            "next_page_token": ""
          },
          "detail": "",
          "msg": "success"
        }"#]]
    .assert_eq(&answer.to_string());
}

#[tokio::test]
async fn links_that_a_person_was_given_are_among_what_was_shared_with_them() {
    let mock = Mock::new();
    mock.sandbox()
        .write(|world, now| {
            let alice = world.user_named("alice").expect("seeded").id;
            let bob = world.user_named("bob").expect("seeded");
            let people = vec![Grantee { user: Some(bob.id), email: bob.email.clone() }];
            let grant = Permit::Link { kind: LinkKind::View, scope: LinkScope::Users, people };
            let root = world.personal_drive(alice).expect("seeded").root;
            let id = world.child(root, "hello.txt").expect("seeded");
            let given = Stamp { at: now, by: Actor::User(alice) };
            world.share(id, Permission::new(Role::Read, grant, given, None)).map(drop)
        })
        .expect("it can be shared");
    let answer = search(&mock, "bob-token", "type=all&scope=share_to_me&page_size=10").await;
    assert_eq!(lines(&answer), "hello.txt: link null {}");
}
