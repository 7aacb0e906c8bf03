//! States of a sandbox as files.

use std::io::{Cursor, Read, Write};

use axum::{body::Body, http::Request};
use expect_test::expect;
use mockdrive::world::{Actor, Content, OnConflict};
use zip::{CompressionMethod, ZipArchive, ZipWriter, write::SimpleFileOptions};

use crate::support::{Mock, refusals};

/// The state of the default sandbox, as a file.
async fn export(mock: &Mock) -> Vec<u8> {
    let answer = mock.send("GET /_mock/snapshot").await;
    assert_eq!(answer.header("content-type"), "application/zip", "{answer}");
    assert_eq!(answer.header("content-disposition"), "attachment; filename=\"default.mockdrive.zip\"");
    answer.body
}

fn put(file: impl Into<Body>) -> Request<Body> {
    put_into("", file)
}

fn put_into(prefix: &str, file: impl Into<Body>) -> Request<Body> {
    let request = Request::put(format!("{prefix}/_mock/snapshot")).header("host", "mock.test");
    request.body(file.into()).expect("a request")
}

async fn import(mock: &Mock, file: Vec<u8>) {
    let answer = mock.call(put(file)).await;
    assert_eq!(answer.status, 204, "{answer}");
}

/// A mock in the middle of much: an open upload and its address, a waiting task and its monitor, a page of changes and the
/// next one's address, quotas used, items in the bin, a clock that was moved.
async fn busy() -> (Mock, [String; 3]) {
    let mock = Mock::new();
    let alice = "Authorization: Bearer alice-token";
    let session = format!(
        "POST /v1.0/me/drive/root:/new.bin:/createUploadSession\n{alice}\nContent-Type: application/json\n\n{{}}"
    );
    let upload = mock.send(&session).await.json()["uploadUrl"].as_str().expect("an address").to_owned();
    let first = mock.send(&format!("PUT {upload}\nContent-Range: bytes 0-4/10\n\nfirst")).await;
    assert_eq!(first.status, 202, "{first}");
    let copy = format!(
        "POST /v1.0/me/drive/root:/hello.txt:/copy\n{alice}\nX-Mock-Task: manual\nContent-Type: application/json\n\n\
         {{\"name\": \"copy.txt\"}}"
    );
    let monitor = mock.send(&copy).await.header("location").to_owned();
    let delta = mock.send(&format!("GET /v1.0/me/drive/root/delta?$top=3\n{alice}")).await;
    let next = delta.json()["@odata.nextLink"].as_str().expect("more").to_owned();
    let gone = mock.send(&format!("DELETE /v1.0/me/drive/root:/archive.zip\n{alice}")).await;
    assert_eq!(gone.status, 204, "{gone}");
    let quota = "{\"app\": \"SX20260101MOCKED\", \"operation\": \"personal.tasks.files.copy\", \"used\": 3}";
    mock.send(&format!("PUT /_mock/quotas\n\n{quota}")).await;
    mock.send("PUT /_mock/settings\n\n{\"tasks\": \"polls:2\"}").await;
    mock.send("POST /_mock/clock/advance\n\n{\"seconds\": 90}").await;
    (mock, [upload, monitor, next])
}

/// All that a test sees of a state.
async fn seen(mock: &Mock) -> String {
    let mut all = String::new();
    for path in ["tree?trashed=true&hashes=true", "tasks", "clock", "settings", "quotas", "info"] {
        all.push_str(&mock.send(&format!("GET /_mock/{path}")).await.to_string());
    }
    all
}

#[tokio::test]
async fn what_is_exported_imported_and_exported_is_the_same_to_the_byte() {
    let (mock, _) = busy().await;
    let file = export(&mock).await;
    assert_eq!(export(&mock).await, file, "as often as one likes");
    let other = Mock::new();
    import(&other, file.clone()).await;
    assert!(export(&other).await == file);
    assert_eq!(seen(&other).await, seen(&mock).await);
    let mut zip = ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut head = String::new();
    zip.by_name("mockdrive.json").expect("a head").read_to_string(&mut head).expect("text");
    let head: serde_json::Value = serde_json::from_str(&head).expect("JSON");
    assert_eq!((&head["format"], &head["clock"]["frozen"]), (&1.into(), &1_767_323_135_000_i64.into()));
}

#[tokio::test]
async fn links_tokens_and_open_uploads_go_on_where_a_state_is_imported() {
    let (mock, addresses) = busy().await;
    let other = Mock::new();
    import(&other, export(&mock).await).await;
    other.send("POST /_mock/tasks/1/finish").await;
    let [upload, monitor, next] = addresses;
    let last = other.send(&format!("PUT {upload}\nContent-Range: bytes 5-9/10\n\nsecon")).await;
    assert_eq!((last.status.as_u16(), &last.json()["name"]), (201, &"new.bin".into()), "{last}");
    let content = other.send("GET /_mock/content?drive=alice&path=/new.bin").await;
    assert_eq!(content.body, b"firstsecon");
    assert_eq!(other.send(&format!("GET {monitor}")).await.json()["status"], "completed");
    let page = other.send(&format!("GET {next}\nAuthorization: Bearer alice-token")).await;
    assert_eq!(page.status, 200, "{page}");
    let gone = mock.send("GET /_mock/tree?drive=alice&trashed=true").await.json();
    let gone = gone["drives"][0]["items"].as_array().expect("a list").iter();
    let gone =
        gone.map(|item| (&item["path"], &item["ids"]["graph"])).find(|(path, _)| *path == "/archive.zip");
    let (_, id) = gone.expect("it is in the bin");
    let restore = format!(
        "POST /v1.0/me/drive/items/{}/restore\nAuthorization: Bearer alice-token\nContent-Type: application/json\n\n{{}}",
        id.as_str().expect("text")
    );
    let restored = other.send(&restore).await;
    assert_eq!(restored.status, 200, "{restored}");
}

#[tokio::test]
async fn an_imported_state_is_what_a_reset_returns_to() {
    let (mock, _) = busy().await;
    let file = export(&mock).await;
    let other = Mock::new();
    import(&other, file.clone()).await;
    other.send("POST /_mock/tasks/1/finish").await;
    other.send("POST /_mock/clock/advance\n\n{\"seconds\": 5}").await;
    assert!(export(&other).await != file);
    other.send("POST /_mock/reset").await;
    assert!(export(&other).await == file);
    // It is the sandbox's own matter.
    let elsewhere = other.call(put_into("/_sandbox/elsewhere", export(&Mock::new()).await)).await;
    assert_eq!(elsewhere.status, 204, "{elsewhere}");
    assert!(export(&other).await == file);
}

#[tokio::test]
async fn a_snapshot_is_exported_by_its_name() {
    let (mock, _) = busy().await;
    let before = export(&mock).await;
    mock.send("POST /_mock/snapshots\n\n{\"name\": \"busy\"}").await;
    mock.send("POST /_mock/tasks/1/finish").await;
    let named = mock.send("GET /_mock/snapshot?name=busy").await;
    assert_eq!(named.header("content-disposition"), "attachment; filename=\"busy.mockdrive.zip\"");
    assert!(named.body == before && export(&mock).await != before);
    let rows = ["GET /_mock/snapshot?name=bsy", "GET /_mock/snapshot?nam=busy", "POST /_mock/snapshot"];
    refusals(&mock, rows.map(|row| (row, row)), expect![[r#"
        GET /_mock/snapshot?name=bsy: 404 {"detail":"there is no snapshot `bsy`; there are `busy`.","status":404,"title":"Not Found"}
        GET /_mock/snapshot?nam=busy: 400 {"detail":"Unknown parameter `nam`: /_mock/snapshot has `name`.","status":400,"title":"Bad Request"}
        POST /_mock/snapshot: 405 {"detail":"This path has no other methods than GET, HEAD, PUT.","status":405,"title":"Method Not Allowed"}
    "#]]).await;
}

/// The same file, with other parts: what `change` returns of each, by its name, or nothing.
fn changed(file: &[u8], change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(file)).expect("a zip");
    let mut made = ZipWriter::new(Cursor::new(Vec::new()));
    let packed = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).expect("a part");
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).expect("whole");
        let name = part.name().expect("text").into_owned();
        if let Some(bytes) = change(&name, bytes) {
            made.start_file(name, packed).expect("a name");
            made.write_all(&bytes).expect("room");
        }
    }
    made.finish().expect("whole").into_inner()
}

/// The head of a file, with something else in place of a text.
fn with_head(file: &[u8], from: &str, to: &str) -> Vec<u8> {
    changed(file, |name, bytes| {
        if name != "mockdrive.json" {
            return Some(bytes);
        }
        let head = String::from_utf8(bytes).expect("text");
        assert!(head.contains(from), "{head}");
        Some(head.replace(from, to).into_bytes())
    })
}

#[tokio::test]
async fn a_file_that_another_program_packed_is_taken() {
    let (mock, _) = busy().await;
    let file = export(&mock).await;
    let other = Mock::new();
    import(&other, changed(&file, |_, bytes| Some(bytes))).await;
    assert!(export(&other).await == file);
    // Settings and clock are for people to change.
    import(&other, with_head(&file, "\"tasks\": \"polls:2\"", "\"tasks\": \"manual\"")).await;
    assert_eq!(other.send("GET /_mock/settings").await.json()["tasks"], "manual");
}

#[tokio::test]
async fn what_is_no_snapshot_is_refused_and_changes_nothing() {
    let (mock, _) = busy().await;
    let file = export(&mock).await;
    let without = |gone: &str| changed(&file, |name, bytes| (!name.starts_with(gone)).then_some(bytes));
    let spoilt = |spoilt: &str| {
        changed(&file, |name, mut bytes| {
            if name.starts_with(spoilt) {
                bytes.push(b' ');
            }
            Some(bytes)
        })
    };
    let mut cut = file.clone();
    cut.truncate(file.len() / 2);
    let rows = [
        ("nothing", Vec::new()),
        ("no zip", b"{}".to_vec()),
        ("half a file", cut),
        ("no head", without("mockdrive.json")),
        ("no world", without("world.postcard")),
        ("no contents", without("blobs/")),
        ("another world", spoilt("world.postcard")),
        ("other contents", spoilt("blobs/")),
        ("a newer format", with_head(&file, "\"format\": 1", "\"format\": 2, \"more\": true")),
        ("a head of something else", with_head(&file, "\"format\"", "\"formt\"")),
        ("no head at all", with_head(&file, "{", "[")),
        ("a setting that is none", with_head(&file, "\"polls:2\"", "\"poll:2\"")),
        ("a member that is none", with_head(&file, "\"clock\"", "\"clocks\"")),
    ];
    refusals(&mock, rows.map(|(what, file)| (what, put(file))), expect![[r#"
        nothing: 400 {"detail":"The body is no snapshot: it is no zip that can be read: invalid Zip archive: Could not find EOCD.","status":400,"title":"Bad Request"}
        no zip: 400 {"detail":"The body is no snapshot: it is no zip that can be read: invalid Zip archive: Could not find EOCD.","status":400,"title":"Bad Request"}
        half a file: 400 {"detail":"The body is no snapshot: it has no `mockdrive.json`; a snapshot is what `GET /_mock/snapshot` answers.","status":400,"title":"Bad Request"}
        no head: 400 {"detail":"The body is no snapshot: it has no `mockdrive.json`; a snapshot is what `GET /_mock/snapshot` answers.","status":400,"title":"Bad Request"}
        no world: 400 {"detail":"The body is no snapshot: it has no `world.postcard`; a snapshot is what `GET /_mock/snapshot` answers.","status":400,"title":"Bad Request"}
        no contents: 400 {"detail":"The body is no snapshot: it has no `blobs/1b0c708e5d2b00ec1dadeb955fc07e2fccdbe7743ff53092b130d625a36943ab`; a snapshot is what `GET /_mock/snapshot` answers.","status":400,"title":"Bad Request"}
        another world: 400 {"detail":"The body is no snapshot: `world.postcard` was changed since it was written: its SHA-256 is another one.","status":400,"title":"Bad Request"}
        other contents: 400 {"detail":"The body is no snapshot: `blobs/017ae45eb94853fd7c50143331d126666a893bfb43df317cb320d580b7b25e35` was changed since it was written: its SHA-256 is another one.","status":400,"title":"Bad Request"}
        a newer format: 400 {"detail":"The body is no snapshot: its format is 2, and this version reads up to format 1: take a newer mockdrive.","status":400,"title":"Bad Request"}
        a head of something else: 400 {"detail":"The body is no snapshot: `mockdrive.json` is wrong: `formt` is not known here; there are `format`, `clock`, `mockdrive`, `settings`, `world_sha256`.","status":400,"title":"Bad Request"}
        no head at all: 400 {"detail":"The body is no snapshot: `mockdrive.json` is wrong: expected `,` or `]` at line 2 column 11.","status":400,"title":"Bad Request"}
        a setting that is none: 400 {"detail":"The body is no snapshot: `mockdrive.json` is wrong: `settings.tasks`: `poll:2` is none of `at-once`, `polls:N`, `manual` or `timed:BASE+EACH` in milliseconds, such as `timed:500+50`.","status":400,"title":"Bad Request"}
        a member that is none: 400 {"detail":"The body is no snapshot: `mockdrive.json` is wrong: `clocks` is not known here; there are `clock`, `format`, `mockdrive`, `settings`, `world_sha256`.","status":400,"title":"Bad Request"}
    "#]]).await;
    assert!(export(&mock).await == file);
    let small = Mock::with_room(file.len() as u64 / 2);
    let rows = [("no room for the file", put(file.clone()))];
    refusals(&small, rows, expect![[r#"
        no room for the file: 507 {"detail":"The body is no snapshot: 1048576 bytes are needed, and 29227 are left of the server's memory.","status":507,"title":"Insufficient Storage"}
    "#]]).await;
    let packed = changed(&export(&with(&vec![0; 4 << 20])).await, |_, bytes| Some(bytes));
    assert!(packed.len() < 1 << 20);
    let small = Mock::with_room(2 << 20);
    refusals(&small, [("no room for what it holds", put(packed))], expect![[r#"
        no room for what it holds: 507 {"detail":"The body is no snapshot: 1048576 bytes are needed, and 1044534 are left of the server's memory.","status":507,"title":"Insufficient Storage"}
    "#]]).await;
}

/// A mock with a file of these bytes.
fn with(bytes: &[u8]) -> Mock {
    let mock = Mock::new();
    let written = mock.sandbox().write(|world, now| {
        let (drive, by) = world
            .users()
            .next()
            .and_then(|user| Some((world.personal_drive(user.id)?.root, user.id)))
            .expect("a drive");
        world.create_file(
            Actor::User(by),
            drive,
            "zeros",
            Content::new(bytes.to_vec().into()),
            OnConflict::Fail,
            now,
        )
    });
    written.expect("room");
    mock
}

#[tokio::test]
async fn contents_that_take_no_memory_take_none_in_a_file() {
    let mock = Mock::new();
    let large = "{\"items\": {\"alice\": [{\"path\": \"/large.bin\", \"size\": 5000000000}]}}";
    assert_eq!(mock.send(&format!("POST /_mock/seed\n\n{large}")).await.status, 201);
    let file = export(&mock).await;
    assert!(file.len() < 2 << 20, "{}", file.len());
    let small = Mock::with_room(4 << 20);
    import(&small, file.clone()).await;
    assert!(export(&small).await == file);
    let end = "GET /_mock/content?drive=alice&path=/large.bin\nRange: bytes=4999999990-";
    assert_eq!(small.send(end).await.body, mock.send(end).await.body);
}
