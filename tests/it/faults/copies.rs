//! A copy that was committed and whose response was lost, in each API.

use std::fmt::Write as _;

use expect_test::expect;
use mockdrive::MockServer;
use serde_json::json;

use super::{
    tasks::calls,
    wire::{Ended, control, put, read, text},
};
use crate::support::{Mock, fold_text, raw};

#[tokio::test]
async fn the_copy_exists_the_client_saw_nothing_and_its_retry_meets_the_vendors_conflict() {
    let mut lines = String::new();
    for (operation, request) in calls(&Mock::new()).await {
        let server = MockServer::start();
        put(
            &server,
            &json!([{"match": {"operation": operation}, "when": "after", "times": 1, "effect": "reset"}]),
        );
        let before = copies(&server);
        let mut stream = raw::connect(server.address());
        std::io::Write::write_all(&mut stream, text(&request, false).as_bytes()).expect("sent");
        assert_eq!(read(&mut stream), (Vec::new(), Ended::Reset), "{operation}");
        let after = copies(&server);
        assert!(after > before, "{operation}: the copy is there");
        let again = raw::exchange(server.address(), &text(&request, true));
        let (head, body) = again.split_once("\r\n\r\n").expect("a head");
        let status = head.lines().next().expect("a line");
        let tasks = control(&server, "GET /_mock/tasks");
        let tasks: Vec<_> = tasks["tasks"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|task| (task["done"].clone(), task["failed"].clone()))
            .collect();
        writeln!(
            lines,
            "{operation}: {} more; {status} {}; tasks {tasks:?}; then {} more",
            after - before,
            fold_text(body),
            copies(&server) - after
        )
        .expect("text");
    }
    expect![[r#"
        driveItem.copy: 1 more; HTTP/1.1 202 Accepted ; tasks [(Number(1), Number(0)), (Number(0), Number(1))]; then 0 more
        personal.tasks.files.copy: 2 more; HTTP/1.1 200 OK {"code":0,"data":{"task_id":"","file_ids":[{"open_id":"6dBxnuGjvNS2y7w0gfOwsgK_XLQG91dHEMqct4oyUMA","union_id":"NJyvBE_AAmwDEvivY6LcmQK_XLQG91dHEMqct4oyUMA"},{"open_id":"6dBxnuGjvNS2y7w0gfOwssr0i7WAE0GzMZTep9szuBQ","union_id":"NJyvBE_AAmwDEvivY6Lcmcr0i7WAE0GzMZTep9szuBQ"}]}}; tasks [(Number(2), Number(0)), (Number(2), Number(0))]; then 2 more
        drives.files.batch_copy: 2 more; HTTP/1.1 200 OK {"data":{"task_id":"5qOYIb5xVWT9tl7qD80t7R8cyXVPsFS0s"},"code":0,"msg":"success"}; tasks [(Number(2), Number(0)), (Number(2), Number(0))]; then 2 more
        CreateJob: 2 more; HTTP/1.1 200 OK {"data":"1309243162266696960","code":0,"msg":"success"}; tasks [(Number(2), Number(0)), (Number(2), Number(0))]; then 2 more
    "#]].assert_eq(&lines);
}

/// How many files alice has.
fn copies(server: &MockServer) -> usize {
    let tree = control(server, "GET /_mock/tree?drive=alice");
    tree["drives"][0]["items"].as_array().expect("a list").len()
}
