//! Faults that are there from the start, and those that a test in Rust asks for.

use std::{fmt::Write as _, fs, time::Duration};

use expect_test::expect;
use mockdrive::{Config, Fault, MockServer, server};

use super::READS;
use crate::support::{Mock, panic_of};

/// A mock that starts with these faults.
fn starting(config: &Config) -> Mock {
    let faults = config.start_faults(&server::catalogue()).expect("possible");
    let sandboxes = config.sandboxes().expect("a seed");
    Mock::serving(sandboxes.starting_with(faults).into(), Mock::address())
}

#[tokio::test]
async fn faults_of_the_command_line_are_part_of_the_start_of_every_sandbox() {
    let mock =
        starting(&Config { fault: vec!["provider=graph,status=503,times=1".into()], ..Config::default() });
    mock.fork("forked");
    for prefix in ["", "/_sandbox/new", "/_sandbox/forked"] {
        let request = READS[0].1.replace("/v1.0", &format!("{prefix}/v1.0"));
        let mut statuses = Vec::new();
        for _ in 0..2 {
            statuses.push(mock.send(&request).await.status.as_u16());
        }
        mock.send(&format!("DELETE {prefix}/_mock/faults")).await;
        mock.send(&format!("POST {prefix}/_mock/reset")).await;
        statuses.push(mock.send(&request).await.status.as_u16());
        assert_eq!(statuses, [503, 200, 503], "{prefix}");
    }
}

#[tokio::test]
async fn a_file_has_a_fault_a_line() {
    let file = std::env::temp_dir().join(format!("mockdrive-faults-{}", std::process::id()));
    let config = Config { fault: vec!["delay=1".into()], faults: Some(file.clone()), ..Config::default() };
    fs::write(
        &file,
        "# Busy.\n\nprovider=kdocs,status=503\n{\"id\": \"a\", \"effects\": [\"reset\", null]}\n",
    )
    .expect("written");
    let listed = starting(&config).send("GET /_mock/faults").await.json();
    let ids: Vec<_> =
        listed["faults"].as_array().expect("a list").iter().map(|rule| rule["id"].clone()).collect();
    assert_eq!(ids, ["f1", "f2", "a"]);
    let mut said = String::new();
    for text in
        ["status=503\nop=driveItem.cpoy,status=503\n", "{\"effect\": 1}", "{", "id=a,reset\nid=a,close", ""]
    {
        fs::write(&file, text).expect("written");
        let name = file.display().to_string();
        match config.start_faults(&server::catalogue()) {
            Ok(rules) => writeln!(said, "{} rules", rules.len()).expect("text"),
            Err(error) => writeln!(said, "{}", error.replace(&name, "FILE")).expect("text"),
        }
    }
    fs::remove_file(&file).expect("removed");
    let config = Config { fault: vec!["op=driveItem.copy,tsatus=503".into()], ..Config::default() };
    said += &config.start_faults(&server::catalogue()).map(|_| ()).expect_err("refused");
    expect![[r#"
        FILE:2: `match.operation` names an operation that no API has, `driveItem.cpoy`; the nearest are `driveItem.copy`, `driveItem.put`, `driveItem.get`, and GET /_mock/info lists all
        FILE:1: `effect` is an object, not 1
        FILE:1: EOF while parsing an object at line 1 column 1
        --fault: there is a rule `a` already
        1 rules
        --fault op=driveItem.copy,tsatus=503: `tsatus` is not known here; there are `status`, `path`, `stall`, `times`, `after`, `cut`, `hang`, `pace`, `reset`, `seed`, `skip`, `before`, `caller`, `close`, `corrupt`, `delay`, `drip`, `error`, `every`, `id`, `message`, `method`, `op`, `p`, `upload`, `enforce`, `provider`, `retry_after`, `for_seconds`, `item_error`, `fail_at_item`, `retry_after_as`"#]].assert_eq(&said);
}

#[tokio::test]
async fn a_test_in_rust_asks_for_a_fault_and_counts_its_hits() {
    let mock = MockServer::builder().fault("op=drive.get,delay=1").start().expect("started");
    let sandbox = mock.sandbox("t1");
    let busy = sandbox.fault(Fault::on("drive.get").error("activityLimitReached").retry_after(60).times(1));
    let get = async || {
        let request =
            reqwest::Client::new().get(format!("{}/v1.0/me/drive", sandbox.uri())).bearer_auth("alice-token");
        let response = request.send().await.expect("a response");
        (response.status().as_u16(), response.headers()["x-mock-fault"].to_str().expect("text").to_owned())
    };
    assert_eq!(get().await, (429, busy.id().to_owned()));
    assert_eq!(get().await, (429, busy.id().to_owned()));
    assert_eq!((busy.hits(), busy.early()), (1, 1));
    busy.remove();
    assert_eq!(get().await, (200, "f1".to_owned()));
    let all = [
        Fault::any().provider("kdocs").path("/api/**").method("GET").skip(1).every(2).status(503),
        Fault::on("driveItem.copy").after().reset(),
        Fault::on(mockdrive::Match::any().header("If-Match", "*").body("/name", "a")).close(),
        Fault::any().close().probability(0.5, 7),
        Fault::any().hang().times(1),
        Fault::any().delay(Duration::from_millis(5)).cut(100),
        Fault::any().upload_reset(1000),
        Fault::on("driveItem.copy").fail_at_item(1).pace(mockdrive::Pace::Manual),
        "cut=5:close".into(),
    ];
    for fault in all {
        assert_eq!(sandbox.fault(fault).hits(), 0);
    }
    sandbox.clear_faults();
    let text = panic_of(|| mock.sandbox("t2").fault(Fault::on("driveItem.cpoy").reset())).expect("a panic");
    assert!(text.contains("the nearest are `driveItem.copy`"), "{text}");
}
