//! One drive in four dialects: what one API does, the others see at once.

use mockdrive::world::{Api, Error, Principal, Scopes, Token};
use serde_json::{Value, json};

use crate::{
    graph::{alice, bob},
    kdocs::Signed,
    koodrive,
    support::Mock,
    wps::sign::Draft,
};

/// The metadata of a file from WPS.
async fn wps(mock: &Mock, token: &str, id: &str) -> Value {
    Draft::files(&[id]).by(token).send(mock).await.json()["data"]["items"][0].clone()
}

/// Runs a KooDrive job and returns its state.
async fn run(mock: &Mock, job: &Value) -> Value {
    let created = koodrive::post(mock, "/koodrive/ose/v1/jobs", job).await;
    assert_eq!(created.json()["code"], 0, "{created}");
    let id = created.json()["data"].as_str().expect("an id").to_owned();
    koodrive::get(mock, &format!("/koodrive/ose/v1/{id}")).await.json()
}

async fn containers(mock: &Mock) -> (String, String) {
    let tree = mock.send("GET /_mock/tree").await.json();
    let of = |drive: usize| tree["drives"][drive]["koodrive_container"].as_str().expect("an id").to_owned();
    (of(0), of(3))
}

#[tokio::test]
async fn alices_file_goes_through_all_four_apis() {
    let mock = Mock::new();

    // Graph makes a copy of it, which WPS knows at once,
    let copy = r#"{"name": "traveller.txt"}"#;
    let accepted = alice(&mock, "POST /v1.0/me/drive/root:/hello.txt:/copy", copy).await;
    assert_eq!(accepted.status, 202);
    let wps_id = mock.id("wps", "alice", "/traveller.txt").await;
    let file = wps(&mock, "alice-token", &wps_id).await;
    assert_eq!(
        (&file["name"], &file["size"], &file["parent_id"]),
        (&json!("traveller.txt"), &json!(18), &json!("0"))
    );

    // KDocs copies that one beside it,
    let open_id = mock.id("kdocs_open_id", "alice", "/traveller.txt").await;
    let kdocs = "POST /api/v1/openapi/personal/tasks/files/copy?access_token=alice-token";
    let copied = mock.send(&format!("{kdocs}\n\n{}", json!({ "file_ids": [open_id] }))).await.json();
    let made = copied["data"]["file_ids"][0]["open_id"].as_str().expect("done within the call").to_owned();
    assert_eq!(mock.find("kdocs_open_id", &made).await, "/traveller(1).txt");

    // KooDrive moves the copy to the team,
    let (mine, teams) = containers(&mock).await;
    let file = mock.id("koodrive", "alice", "/traveller(1).txt").await;
    let info = json!({ "srcContainerId": mine, "newFilePath": "root", "fileInfo": [{ "fileId": file }] });
    let job = json!({ "taskType": 3, "actionType": 301, "dstContainerId": teams, "taskInfo": info });
    assert_eq!(run(&mock, &job).await["data"]["jobInfo"]["taskResultCode"], 1);

    // and Graph finds it there.
    let tree = mock.send("GET /_mock/tree?drive=team").await.json();
    let (group, id) =
        (tree["drives"][0]["graph_group"].clone(), mock.id("graph", "team", "/traveller(1).txt").await);
    let path = format!("GET /v1.0/groups/{}/drive/items/{id}", group.as_str().expect("an id"));
    let found = alice(&mock, &path, "").await.json();
    assert_eq!((&found["name"], &found["size"]), (&json!("traveller(1).txt"), &json!(18)));
    assert_eq!(found["createdBy"]["user"]["displayName"], "Alice Example");

    // What KooDrive puts into the recycle bin is gone everywhere, and back when it restores it.
    let file = mock.id("koodrive", "alice", "/traveller.txt").await;
    let info = json!({ "srcContainerId": mine, "fileInfo": [{ "fileId": file }] });
    let job = json!({ "taskType": 2, "actionType": 201, "dstContainerId": mine, "taskInfo": info });
    run(&mock, &job).await;
    let get = "GET /v1.0/me/drive/root:/traveller.txt";
    assert_eq!(alice(&mock, get, "").await.status, 404);
    assert_eq!(wps(&mock, "alice-token", &wps_id).await, Value::Null);
    run(&mock, &json!({ "taskType": 4, "dstContainerId": mine, "taskInfo": info })).await;
    assert_eq!(alice(&mock, get, "").await.status, 200);
    assert_eq!(wps(&mock, "alice-token", &wps_id).await["id"], json!(wps_id));
}

#[tokio::test]
async fn what_koodrive_uploads_is_everybodys_until_it_is_thrown_away() {
    let mock = Mock::new();
    let (_, teams) = containers(&mock).await;
    let call = async |path: &str, body: &Value| {
        let answer = koodrive::post(&mock, &format!("/koodrive/ose/v1/{path}"), body).await.json();
        assert_eq!(answer["code"], 0, "{path}: {answer}");
        answer
    };

    // Alice makes a folder in her team's space and uploads a file into it,
    let folder = call("directory", &json!({ "containerId": teams, "fileName": "Plans" })).await["id"].clone();
    let text = "Everything will be well.\n";
    let file = json!({ "containerId": teams, "parentFolder": [folder], "fileName": "plan.md", "length": text.len() });
    let upload = call("files/create", &file).await;
    let address = upload["multiParts"][0]["uploadUrl"].as_str().expect("one part").to_owned();
    assert_eq!(mock.send(&format!("PUT {address}\n\n{text}")).await.status, 200);
    call("files/complete", &json!({ "fileId": upload["fileId"] })).await;

    // which bob reads with Graph, writes anew, and renames.
    let id = mock.id("graph", "team", "/Plans/plan.md").await;
    let tree = mock.send("GET /_mock/tree?drive=team").await.json();
    let drive = tree["drives"][0]["graph_drive"].as_str().expect("an id").to_owned();
    let item = format!("/v1.0/drives/{drive}/items/{id}");
    let read = bob(&mock, &format!("GET {item}/content"), "").await;
    let read = mock.send(&format!("GET {}", read.header("location"))).await;
    assert_eq!(read.body, text.as_bytes());
    bob(&mock, &format!("PUT {item}/content"), "Nothing will be well.\n").await;
    bob(&mock, &format!("PATCH {item}"), r#"{"name": "doubt.md"}"#).await;

    // Alice sees both, brings her text back, and marks the file.
    let path = format!("files/{}/detail", upload["fileId"].as_str().expect("an id"));
    let detail = call(&path, &json!({ "containerId": teams })).await;
    assert_eq!(
        (&detail["fileName"], &detail["lastEditor"]["userName"]),
        (&json!("doubt.md"), &json!("Bob Example"))
    );
    let revision = detail["revisionId"].as_str().expect("an id");
    let (asset, version) = revision.split_once('.').expect("two numbers");
    let first = format!("{asset}.{}", version.parse::<u64>().expect("a number") - 1);
    let this = json!({ "containerId": teams, "fileId": upload["fileId"] });
    let restored = json!({ "containerId": teams, "fileId": upload["fileId"], "revisionId": first });
    call("revision/restoreRevision", &restored).await;
    call("star/batch", &json!({ "starred": true, "subRequestList": [this] })).await;
    let again = bob(&mock, &format!("GET {item}?$select=size"), "").await.json();
    assert_eq!(again["size"], text.len());

    // What goes into the bin is gone for bob, and back with the folder that it lay in.
    let info = json!({ "srcContainerId": teams, "fileInfo": [{ "fileId": folder, "filePath": "" }] });
    let job = json!({ "taskType": 2, "actionType": 201, "dstContainerId": teams, "taskInfo": info });
    assert_eq!(run(&mock, &job).await["data"]["jobInfo"]["taskResultCode"], 1);
    assert_eq!(bob(&mock, &format!("GET {item}"), "").await.status, 404);
    let stars = koodrive::get(&mock, "/koodrive/ose/v1/star/files").await.json();
    assert_eq!((&stars["starFiles"], &stars["autoDeleted"]), (&json!([]), &json!(1)));
    run(&mock, &json!({ "taskType": 4, "dstContainerId": teams, "taskInfo": info })).await;
    assert_eq!(bob(&mock, &format!("GET {item}"), "").await.status, 200);
}

#[tokio::test]
async fn the_app_drive_is_one_for_kdocs_and_wps() {
    let mock = Mock::new();
    let order = mock.id("kdocs_file_token", "apps", "/Inbox/order-1001.txt").await;
    let archive = mock.id("kdocs_file_token", "apps", "/Archive").await;
    let moved = Signed::default()
        .post(&mock, &json!({ "file_tokens": [order], "parent_token": archive }).to_string())
        .await
        .json();
    assert_eq!(moved, json!({ "code": 0, "data": { "task_id": "" } }));
    let parent = mock.id("wps", "apps", "/Archive").await;
    let order = mock.id("wps", "apps", "/Archive/order-1001.txt").await;
    // A person does not reach it; the application's own token does.
    assert_eq!(wps(&mock, "alice-token", &order).await, Value::Null);
    let issued = mock.sandbox().write(|world, now| {
        let app = world.app_keyed(Api::Wps, "AK20260101WPSAPP").ok_or(Error::NotFound)?.id;
        let bearer = Principal { user: None, app: Some(app) };
        let (value, scopes) = ("app-token".into(), Scopes::All);
        world.issue(Token { value, bearer, scopes, api: None, issued: now, life: None, sliding: false });
        Ok::<_, Error>(())
    });
    assert_eq!(issued, Ok(()));
    assert_eq!(wps(&mock, "app-token", &order).await["parent_id"], json!(parent));
}

#[tokio::test]
async fn what_alice_shares_in_koodrive_bob_saves_and_reads_in_graph() {
    let mock = Mock::new();
    let (mine, _) = containers(&mock).await;
    let tree = mock.send("GET /_mock/tree?drive=bob&depth=0").await.json();
    let bobs = tree["drives"][0]["koodrive_container"].as_str().expect("an id").to_owned();
    let call = async |who: &str, path: &str, body: &Value| {
        let request = format!("POST /koodrive/ose/v1/{path}\nAuthorization: Bearer {who}-token\n\n{body}");
        let answer = mock.send(&request).await.json();
        assert_eq!(answer["code"], 0, "{path}: {answer}");
        answer
    };

    // Alice uploads a file and shares it for a week, behind a code.
    let text = "Meet me at noon.\n";
    let file = json!({ "containerId": mine, "parentFolder": ["root"], "fileName": "note.txt", "length": text.len() });
    let upload = call("alice", "files/create", &file).await;
    let address = upload["multiParts"][0]["uploadUrl"].as_str().expect("one part").to_owned();
    assert_eq!(mock.send(&format!("PUT {address}\n\n{text}")).await.status, 200);
    call("alice", "files/complete", &json!({ "fileId": upload["fileId"] })).await;
    let terms = json!({
        "scope": 2, "containerId": mine, "fileIds": [upload["fileId"]], "extractCode": "31945314", "validDays": 7,
    });
    let link = call("alice", "share", &terms).await["shareLink"].clone();
    let (short, share) = (&link["shortUrl"], &link["shareId"]);

    // In Graph it has a link with a password, which does not let bob in.
    let id = mock.id("graph", "alice", "/note.txt").await;
    let drive = tree_drive(&mock, "alice").await;
    let item = format!("/v1.0/drives/{drive}/items/{id}");
    let permissions = alice(&mock, &format!("GET {item}/permissions"), "").await.json();
    assert_eq!(permissions["value"][1]["hasPassword"], true);
    assert_eq!(bob(&mock, &format!("GET {item}"), "").await.status, 403);

    // Bob comes, knows the code, and is let in everywhere.
    let visit = format!("GET /koodrive/ose/v1/share/visit?shortUrl={}", short.as_str().expect("an address"));
    let visited = mock.send(&format!("{visit}\nAuthorization: Bearer bob-token")).await.json();
    assert_eq!(
        (&visited["shareLink"]["displayName"], &visited["shareLink"]["files"]),
        (&json!("note.txt"), &Value::Null)
    );
    let known = call("bob", "share/verify", &json!({ "shortUrl": short, "extractCode": "31945314" })).await;
    let token = known["kdstoken"].clone();
    assert_eq!(bob(&mock, &format!("GET {item}?$select=name"), "").await.json()["name"], "note.txt");

    // He saves the file in his own space, and follows the task until it is done.
    let task = json!({
        "taskType": 2, "containerId": mine, "fileIds": [upload["fileId"]], "shareId": share, "kdstoken": token,
        "targetFileId": { "fileId": "root", "containerId": bobs },
    });
    let task = call("bob", "share/tasks", &task).await["taskId"].clone();
    let detail = call("bob", "share/taskDetail", &json!({ "taskId": task, "shareId": share })).await;
    assert_eq!(
        (&detail["jobInfo"]["taskResultCode"], &detail["taskInfos"][0]["status"]),
        (&json!(1), &json!("1"))
    );
    let copy = bob(&mock, "GET /v1.0/me/drive/root:/note.txt?$select=size,createdBy", "").await.json();
    assert_eq!(
        (&copy["size"], &copy["createdBy"]["user"]["displayName"]),
        (&json!(text.len()), &json!("Bob Example"))
    );

    // Alice throws her file away: the share says so, and bob's copy stays.
    let info =
        json!({ "srcContainerId": mine, "fileInfo": [{ "fileId": upload["fileId"], "filePath": "" }] });
    run(&mock, &json!({ "taskType": 2, "actionType": 201, "dstContainerId": mine, "taskInfo": info })).await;
    let status = async || {
        let list = koodrive::get(&mock, "/koodrive/ose/v1/share").await.json();
        list["shareLinks"][0]["status"].clone()
    };
    assert_eq!(
        (status().await, bob(&mock, &format!("GET {item}"), "").await.status.as_u16()),
        (json!(1), 403)
    );
    assert_eq!(bob(&mock, "GET /v1.0/me/drive/root:/note.txt", "").await.status, 200);

    // She takes it back, and all of it is there again.
    run(&mock, &json!({ "taskType": 4, "dstContainerId": mine, "taskInfo": info })).await;
    assert_eq!(
        (status().await, bob(&mock, &format!("GET {item}"), "").await.status.as_u16()),
        (json!(0), 200)
    );
    let files = call("bob", "share/files", &json!({ "shortUrl": short, "kdstoken": token })).await;
    assert_eq!(files["files"][0]["fileName"], "note.txt");
}

async fn tree_drive(mock: &Mock, owner: &str) -> String {
    let tree = mock.send(&format!("GET /_mock/tree?drive={owner}&depth=0")).await.json();
    tree["drives"][0]["graph_drive"].as_str().expect("an id").to_owned()
}
