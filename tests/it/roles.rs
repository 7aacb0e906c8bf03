//! What the roles of WPS allow in the other APIs: one line per try, one status per role.

mod templates;

use expect_test::expect;
use mockdrive::world::{
    Actor, Content, Grantee, Level, NamedRole, Node, NodeId, OnConflict, Permission, Permit, Preset,
    Restricted, Role, Stamp, Timestamp, World,
};

use crate::support::Mock;

/// What is asked of bob's requests: a name, and the request.
const TRIES: [(&str, &str); 29] = [
    ("read", "GET /v1.0/drives/{drive}/items/{item}"),
    ("address", "GET /v1.0/drives/{drive}/items/{item}?$select=content.downloadUrl"),
    ("content", "GET /v1.0/drives/{drive}/items/{item}/content"),
    ("versions", "GET /v1.0/drives/{drive}/items/{item}/versions"),
    ("put", "PUT /v1.0/drives/{drive}/items/{item}/content\n\nnew"),
    ("put by path", "PUT /v1.0/drives/{drive}/root:/{name}:/content\n\nnew"),
    ("upload", "POST /v1.0/drives/{drive}/items/{item}/createUploadSession\n\n{}"),
    ("describe", "PATCH /v1.0/drives/{drive}/items/{item}\n\n{\"description\": \"x\"}"),
    ("rename", "PATCH /v1.0/drives/{drive}/items/{item}\n\n{\"name\": \"x.txt\"}"),
    ("delete", "DELETE /v1.0/drives/{drive}/items/{item}"),
    ("destroy", "POST /v1.0/drives/{drive}/items/{item}/permanentDelete\n\n{}"),
    ("restore version", "POST /v1.0/drives/{drive}/items/{item}/versions/1.0/restoreVersion\n\n{}"),
    (
        "copy",
        "POST /v1.0/drives/{drive}/items/{item}/copy\n\n{\"parentReference\": {\"driveId\": \"<bob's drive>\"}}",
    ),
    ("link to read", "POST /v1.0/drives/{drive}/items/{item}/createLink\n\n{\"type\": \"view\"}"),
    ("link", "POST /v1.0/drives/{drive}/items/{item}/createLink\n\n{\"type\": \"edit\"}"),
    (
        "invite",
        "POST /v1.0/drives/{drive}/items/{item}/invite\n\n{\"recipients\": [{\"email\": \"bob@example.com\"}], \"roles\": [\"write\"]}",
    ),
    ("KDocs read", "GET /api/v1/openapi/personal/files/{open id}?access_token=bob-token"),
    ("KDocs download", "GET /api/v1/openapi/personal/files/{open id}/download?access_token=bob-token"),
    (
        "KDocs rename",
        "PUT /api/v1/openapi/personal/files/{open id}/name?access_token=bob-token\n\n{\"new_name\": \"x.txt\"}",
    ),
    ("KDocs delete", "DELETE /api/v1/openapi/personal/files/{open id}?access_token=bob-token"),
    (
        "KDocs copy",
        "POST /api/v1/openapi/personal/tasks/files/copy?access_token=bob-token\n\n{\"file_ids\": [\"{open id}\"], \"parent_id\": \"<open id of bob's root>\"}",
    ),
    (
        "KDocs move",
        "POST /api/v1/openapi/personal/tasks/files/move?access_token=bob-token\n\n{\"file_ids\": [\"{open id}\"], \"parent_id\": \"<open id of bob's root>\"}",
    ),
    (
        "KDocs batch delete",
        "POST /api/v1/openapi/personal/tasks/files/delete?access_token=bob-token\n\n{\"file_ids\": [\"{open id}\"]}",
    ),
    (
        "KDocs link",
        "POST /api/v1/openapi/personal/files/{open id}/links?access_token=bob-token\n\n{\"range\": \"anyone\", \"permission\": \"read\"}",
    ),
    (
        "KDocs edits",
        "GET /api/v1/openapi/personal/files/{open id}/url/with_edit_token?access_token=bob-token",
    ),
    ("KooDrive copy", "POST /koodrive/ose/v1/jobs\n\n{job 1 101 <bob's space>}"),
    ("KooDrive delete", "POST /koodrive/ose/v1/jobs\n\n{job 2 201 {space}}"),
    ("KooDrive move", "POST /koodrive/ose/v1/jobs\n\n{job 3 301 <bob's space>}"),
    ("KooDrive pack", "POST /koodrive/ose/v1/jobs\n\n{job 6 601 {space}}"),
];

/// An item, by the words that stand for its ids.
struct Place {
    owner: &'static str,
    name: &'static str,
    drive: &'static str,
    space: &'static str,
}

const TEAMS: Place = Place {
    owner: "team",
    name: "Team handbook.txt",
    drive: "<the team's drive>",
    space: "<the team's space>",
};
const ALICES: Place =
    Place { owner: "alice", name: "hello.txt", drive: "<alice's drive>", space: "<alice's space>" };

impl Place {
    /// Writes the ids into a try.
    fn fill(&self, request: &str) -> String {
        let mut text = request.to_owned();
        for (job, (task, action)) in [
            ("{job 1 101 <bob's space>}", (1, 101)),
            ("{job 2 201 {space}}", (2, 201)),
            ("{job 3 301 <bob's space>}", (3, 301)),
            ("{job 6 601 {space}}", (6, 601)),
        ] {
            let to = if job.contains("bob") { "<bob's space>" } else { "{space}" };
            let entries = "[{\"fileId\": \"<{name} in KooDrive>\", \"filePath\": \"\"}]";
            let body = format!(
                "{{\"taskType\": {task}, \"actionType\": {action}, \"dstContainerId\": \"{to}\", \
                 \"taskInfo\": {{\"srcContainerId\": \"{{space}}\", \"newFilePath\": \"root\", \"fileInfo\": {entries}}}}}"
            );
            text = text.replace(job, &body);
        }
        let (head, body) = text.split_once("\n\n").unwrap_or((&text, ""));
        let text =
            format!("{head}\nAuthorization: Bearer bob-token\nContent-Type: application/json\n\n{body}");
        let name = if head.contains("root:/") { self.name.replace(' ', "%20") } else { self.name.to_owned() };
        text.replace("{drive}", self.drive)
            .replace("{space}", self.space)
            .replace("{item}", &format!("<{}>", self.name))
            .replace("{open id}", &format!("<open id of {}>", self.name))
            .replace("{name}", &name)
    }

    fn node<'w>(&self, world: &'w World) -> &'w Node {
        let mut drives = world.drives();
        let root = drives.find_map(|drive| world.child(drive.root, self.name)).expect("seeded");
        world.node(root).expect("seeded")
    }

    /// Lets WPS give bob a role on the item, in a mock that begins anew.
    fn give(&self, mock: &Mock, preset: Option<Preset>) {
        mock.start_over();
        let Some(preset) = preset else { return };
        let given = mock.sandbox().write(|world, now| give(world, self.node(world).id, "bob", preset, now));
        given.expect("live");
    }

    /// Tries everything with everything that may be given.
    async fn table(&self) -> String {
        let mock = Mock::new();
        let mut lines = vec![self.owner.to_owned()];
        for (what, request) in TRIES {
            let mut line = format!("{what}:");
            for preset in [None].into_iter().chain(Preset::ALL.map(Some)) {
                self.give(&mock, preset);
                line.push_str(&attempt(&mock, &self.fill(request)).await);
            }
            lines.push(line);
        }
        lines.join("\n")
    }
}

/// Gives somebody a role on an item, as WPS does.
fn give(
    world: &mut World,
    id: NodeId,
    name: &str,
    preset: Preset,
    now: Timestamp,
) -> Result<u64, mockdrive::world::Error> {
    let [alice, user] = ["alice", name].map(|name| world.user_named(name).expect("known").id);
    let person = Grantee { user: Some(user), email: format!("{name}@example.com").into() };
    let grant = Permit::Person { person, must_sign_in: true };
    let role = Role::closest(preset.abilities());
    let permission = Permission::new(role, grant, Stamp { at: now, by: Actor::User(alice) }, None);
    world.share(id, Permission { named: Some(NamedRole::Preset(preset)), ..permission })
}

/// Sends a request, and returns its status; `-` is a body without the address of a content.
async fn attempt(mock: &Mock, request: &str) -> String {
    let answer = mock.send(request).await;
    let hidden = request.contains("content.downloadUrl")
        && answer.status == 200
        && !String::from_utf8_lossy(&answer.body).contains("downloadUrl");
    if hidden { " -".into() } else { format!(" {}", answer.status.as_u16()) }
}

#[tokio::test]
async fn a_role_of_wps_holds_for_a_member_of_the_team_in_all_apis() {
    expect![[r#"
        team
        read: 200 403 403 403 200 200 200 200 200 200
        address: 200 403 403 403 - 200 200 200 200 200
        content: 302 403 403 403 403 302 302 302 302 302
        versions: 200 403 403 403 403 200 200 200 200 200
        put: 200 403 403 403 403 403 403 200 200 200
        put by path: 200 403 403 403 403 403 403 200 200 200
        upload: 200 403 403 403 403 403 403 200 200 200
        describe: 200 403 403 403 403 403 403 200 200 200
        rename: 200 403 403 403 403 403 403 200 200 200
        delete: 204 403 403 403 403 403 403 204 204 204
        destroy: 204 403 403 403 403 403 403 204 204 204
        restore version: 204 403 403 403 403 403 403 204 204 204
        copy: 202 403 403 403 403 202 202 202 202 202
        link to read: 201 403 403 403 403 403 403 403 201 201
        link: 201 403 403 403 403 403 403 403 201 201
        invite: 200 403 403 403 403 403 403 403 200 200
        KDocs read: 200 404 404 404 200 200 200 200 200 200
        KDocs download: 200 404 404 404 403 200 200 200 200 200
        KDocs rename: 200 404 404 404 403 403 403 200 200 200
        KDocs delete: 200 404 404 404 403 403 403 200 200 200
        KDocs copy: 200 404 404 404 403 200 200 200 200 200
        KDocs move: 200 404 404 404 403 403 403 200 200 200
        KDocs batch delete: 200 404 404 404 403 403 403 200 200 200
        KDocs link: 200 404 404 404 403 403 403 403 200 200
        KDocs edits: 200 404 404 404 403 403 403 200 200 200
        KooDrive copy: 200 400 400 400 400 200 200 200 200 200
        KooDrive delete: 200 400 400 400 400 400 400 200 200 200
        KooDrive move: 400 400 400 400 400 400 400 400 400 200
        KooDrive pack: 200 400 400 400 400 200 200 200 200 200"#]]
    .assert_eq(&TEAMS.table().await);
}

#[tokio::test]
async fn a_role_of_wps_holds_for_a_guest_in_all_apis() {
    expect![[r#"
        alice
        read: 403 403 403 403 200 200 200 200 200 200
        address: 403 403 403 403 - 200 200 200 200 200
        content: 403 403 403 403 403 302 302 302 302 302
        versions: 403 403 403 403 403 200 200 200 200 200
        put: 403 403 403 403 403 403 403 200 200 200
        put by path: 403 403 403 403 403 403 403 200 200 200
        upload: 403 403 403 403 403 403 403 200 200 200
        describe: 403 403 403 403 403 403 403 200 200 200
        rename: 403 403 403 403 403 403 403 200 200 200
        delete: 403 403 403 403 403 403 403 204 204 204
        destroy: 403 403 403 403 403 403 403 403 403 204
        restore version: 403 403 403 403 403 403 403 204 204 204
        copy: 403 403 403 403 403 202 202 202 202 202
        link to read: 403 403 403 403 403 403 403 403 201 201
        link: 403 403 403 403 403 403 403 403 201 201
        invite: 403 403 403 403 403 403 403 403 200 200
        KDocs read: 404 404 404 404 404 404 404 404 404 404
        KDocs download: 404 404 404 404 404 404 404 404 404 404
        KDocs rename: 404 404 404 404 404 404 404 404 404 404
        KDocs delete: 404 404 404 404 404 404 404 404 404 404
        KDocs copy: 404 404 404 404 404 404 404 404 404 404
        KDocs move: 404 404 404 404 404 404 404 404 404 404
        KDocs batch delete: 404 404 404 404 404 404 404 404 404 404
        KDocs link: 404 404 404 404 403 403 403 403 403 200
        KDocs edits: 404 404 404 404 403 403 403 200 200 200
        KooDrive copy: 400 400 400 400 400 400 400 400 400 400
        KooDrive delete: 400 400 400 400 400 400 400 400 400 400
        KooDrive move: 400 400 400 400 400 400 400 400 400 400
        KooDrive pack: 400 400 400 400 400 400 400 400 400 400"#]]
    .assert_eq(&ALICES.table().await);
}

#[tokio::test]
async fn a_setting_of_wps_holds_for_a_member_of_the_team_in_all_apis() {
    let mock = Mock::new();
    let mut lines = Vec::new();
    for what in Restricted::ALL {
        let mut line = format!("{what:?}:");
        for (name, request) in TRIES {
            mock.start_over();
            let set = mock.sandbox().write(|world, _| {
                let id = TEAMS.node(world).id;
                world.edit_access_settings(id, |settings| settings.set_level(what, Level::Manageable))
            });
            set.expect("live");
            let with = attempt(&mock, &TEAMS.fill(request)).await;
            mock.start_over();
            if with != attempt(&mock, &TEAMS.fill(request)).await {
                line.extend([" ", name, &with, ","]);
            }
        }
        lines.push(line);
    }
    expect![[r#"
        Share: link to read 403, link 403, invite 403, KDocs link 403,
        CopyContent: link to read 403, link 403, invite 403, KDocs link 403,
        SaveAs: address -, content 403, versions 403, copy 403, link to read 403, link 403, invite 403, KDocs download 403, KDocs copy 403, KDocs link 403, KooDrive copy 400, KooDrive pack 400,
        Upload: put 403, put by path 403, upload 403, link 403, invite 403, KDocs link 403,
        Rename: rename 403, link 403, invite 403, KDocs rename 403, KDocs link 403,
        Move: delete 403, destroy 403, link 403, invite 403, KDocs delete 403, KDocs move 403, KDocs batch delete 403, KDocs link 403, KooDrive delete 400,"#]].assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn what_is_closed_in_an_open_folder_is_not_taken_along() {
    let folder = Place { name: "From Graph", ..TEAMS };
    let mock = Mock::new();
    let mut lines = Vec::new();
    let takes = |what: &str| ["copy", "move", "pack"].iter().any(|verb| what.ends_with(verb));
    for (what, request) in TRIES.into_iter().filter(|(what, _)| takes(what)) {
        let mut line = format!("{what}:");
        for preset in [Preset::Viewable, Preset::Editable, Preset::Prohibited] {
            mock.start_over();
            let closed = mock.sandbox().write(|world, now| {
                let (id, by) = (folder.node(world).id, folder.node(world).created.by);
                let file = world.create_file(by, id, "x", Content::default(), OnConflict::Fail, now)?;
                give(world, file, "bob", preset, now)
            });
            closed.expect("a free name");
            line.push_str(&attempt(&mock, &folder.fill(request)).await);
        }
        lines.push(line);
    }
    expect![[r#"
        copy: 202 202 403
        KDocs copy: 200 200 403
        KDocs move: 403 200 403
        KooDrive copy: 200 200 400
        KooDrive move: 400 400 400
        KooDrive pack: 200 200 400"#]]
    .assert_eq(&lines.join("\n"));
}

#[tokio::test]
async fn who_shares_lets_nobody_in_whom_somebody_else_keeps_out() {
    let mock = Mock::new();
    let given = mock.sandbox().write(|world, now| {
        world.add_user("carl", "Carl", "carl@example.com");
        give(world, TEAMS.node(world).id, "carl", Preset::Prohibited, now)
    });
    given.expect("live");
    let item = "/v1.0/drives/{drive}/items/{item}";
    let all = mock
        .send(
            &format!("GET {item}/permissions\nAuthorization: Bearer alice-token")
                .replace("{drive}", TEAMS.drive)
                .replace("{item}", "<Team handbook.txt>"),
        )
        .await
        .json();
    let all = all["value"].as_array().expect("a list");
    let id = all.last().expect("one")["id"].as_str().expect("an id").to_owned();
    let invite = "{\"recipients\": [{\"email\": \"carl@example.com\"}], \"roles\": [\"read\"]}";
    let mut line = String::from("invite, change, delete:");
    for request in [
        format!("POST {item}/invite\n\n{invite}"),
        format!("PATCH {item}/permissions/{id}\n\n{{\"roles\": [\"write\"]}}"),
        format!("DELETE {item}/permissions/{id}"),
    ] {
        line.push_str(&attempt(&mock, &TEAMS.fill(&request)).await);
    }
    expect!["invite, change, delete: 403 403 403"].assert_eq(&line);
}
