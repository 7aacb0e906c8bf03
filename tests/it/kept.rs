//! Servers that start with a state that another one had.

use std::{
    fs,
    net::SocketAddr,
    path::PathBuf,
    process::{Child, Command},
};

use expect_test::expect;
use mockdrive::MockServer;

use crate::support::{
    folder,
    program::{end, signal, start},
    raw,
};

/// A file in a new folder of the test's own.
fn file(test: &str) -> PathBuf {
    folder(&format!("kept/{test}")).join("state.zip")
}

/// Tells a program to stop. Returns its exit code and its log, which has the file by name.
fn stop(child: Child, file: &str) -> (Option<i32>, String) {
    signal(&child, "TERM");
    let (code, log) = end(child);
    (code, log.replace(file, "FILE"))
}

/// Sends a request of alice's, on a connection of its own.
fn send(to: SocketAddr, request: &str, body: &str) -> String {
    let length = body.len();
    raw::exchange(
        to,
        &format!(
            "{request} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer alice-token\r\nContent-Length: {length}\r\n\r\n{body}"
        ),
    )
}

/// Writes a file through Graph.
fn put(to: SocketAddr, name: &str) {
    let answer = send(to, &format!("PUT /v1.0/me/drive/root:/{name}:/content"), "here");
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
}

/// Insists that a file is there.
fn get(to: SocketAddr, name: &str) {
    let answer = send(to, &format!("GET /_mock/content?drive=alice&path=/{name}"), "");
    assert!(answer.starts_with("HTTP/1.1 200") && answer.ends_with("\r\n\r\nhere"), "{answer}");
}

/// The pace of tasks.
fn pace(to: SocketAddr) -> String {
    let answer = send(to, "GET /_mock/settings", "");
    let settings = answer.split_once("\r\n\r\n").expect("a body").1;
    serde_json::from_str::<serde_json::Value>(settings).expect("JSON")["tasks"].to_string()
}

#[test]
fn a_program_that_persists_goes_on_where_it_was_stopped() {
    let file = file("persist");
    let name = file.to_str().expect("text");
    let (child, address) = start(&["--persist", name, "--tasks", "manual"]);
    put(address, "a.txt");
    let (code, log) = stop(child, name);
    assert_eq!(code, Some(0));
    expect!["INFO mockdrive::snapshot::files: the state was written file=FILE"].assert_eq(&log);
    let (child, address) = start(&["--persist", name]);
    get(address, "a.txt");
    assert_eq!(pace(address), "\"manual\"");
    put(address, "b.txt");
    assert_eq!(stop(child, name).0, Some(0));
    // What only starts with it leaves it as it is.
    let before = fs::read(&file).expect("written");
    let (child, address) = start(&["--snapshot", name, "--tasks", "polls:2"]);
    get(address, "b.txt");
    assert_eq!(pace(address), "\"polls:2\"");
    put(address, "c.txt");
    assert_eq!(stop(child, name).0, Some(0));
    assert!(fs::read(&file).expect("still there") == before);
    let left: Vec<_> = fs::read_dir(file.parent().expect("a folder")).expect("a folder").collect();
    assert_eq!(left.len(), 1, "{left:?}");
}

#[test]
fn what_cannot_be_started_with_is_said_at_once() {
    let file = file("no-start");
    let name = file.to_str().expect("text");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mockdrive"));
        let output =
            command.env_clear().args(["--listen", "127.0.0.1:0"]).args(arguments).output().expect("ended");
        let text = String::from_utf8(output.stderr).expect("text").replace(name, "FILE");
        format!("{:?}: {}\n", output.status.code(), text.lines().next().unwrap_or_default())
    };
    let mut said = run(&["--snapshot", name]);
    fs::write(&file, "{}").expect("room");
    said += &run(&["--snapshot", name]);
    said += &run(&["--persist", name]);
    said += &run(&["--persist", &format!("{name}/state.zip")]);
    said += &run(&["--persist", name, "--snapshot", name]);
    said += &run(&["--snapshot", name, "--fixture", name]);
    expect![[r#"
        Some(1): mockdrive: the snapshot FILE: No such file or directory (os error 2)
        Some(1): mockdrive: the snapshot FILE: it is no zip that can be read: invalid Zip archive: Could not find EOCD
        Some(1): mockdrive: the snapshot FILE: it is no zip that can be read: invalid Zip archive: Could not find EOCD
        Some(1): mockdrive: the snapshot FILE/state.zip: Not a directory (os error 20)
        Some(2): error: the argument '--persist <FILE>' cannot be used with '--snapshot <FILE>'
        Some(2): error: the argument '--snapshot <FILE>' cannot be used with '--fixture <FILE>'
    "#]].assert_eq(&said);
    assert_eq!(fs::read(&file).expect("as it was"), b"{}");
}

#[test]
fn a_server_in_a_test_persists_when_it_is_dropped() {
    let file = file("dropped");
    let mock = MockServer::builder().persist(&file).start().expect("started");
    put(mock.address(), "a.txt");
    drop(mock);
    let mock = MockServer::builder().snapshot(&file).start().expect("started");
    get(mock.address(), "a.txt");
}
