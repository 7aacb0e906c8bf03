//! The flags that say who may use a server.

use std::{fmt::Write as _, time::Duration};

use clap::Parser;
use expect_test::expect;
use mockdrive::{MockServer, SandboxIdle, config::Cli};

/// What is said to a flag with this value, in its first line.
fn said(flag: &str, value: &str) -> String {
    match Cli::try_parse_from(["mockdrive", flag, value]) {
        Ok(cli) => {
            let config = cli.config;
            format!("{:?} {:?} {:?}", config.host_name, config.cors, config.sandbox_idle.0)
        }
        Err(error) => error.to_string().lines().next().unwrap_or_default().to_owned(),
    }
}

#[test]
fn names_origins_and_times_are_read_and_what_is_none_is_refused() {
    let mut lines = String::new();
    for (flag, values) in [
        (
            "--host-name",
            &["Mock.Test", "a.test,b.test", "", "10.0.0.7", "a.test:80", "http://a.test", "a b"][..],
        ),
        (
            "--cors",
            &[
                "*",
                "https://App.test:8443/",
                "https://a.test,http://b.test",
                "a.test",
                "null",
                "https://a.test/x",
            ],
        ),
        (
            "--sandbox-idle",
            &["off", "90s", "90", "30m", "2h", "0", "0s", "1d", "-1", "h", "", "99999999999h"],
        ),
    ] {
        for value in values {
            writeln!(lines, "{flag} {value:?}: {}", said(flag, value)).expect("a string");
        }
    }
    expect![[r#"
        --host-name "Mock.Test": ["mock.test"] [] None
        --host-name "a.test,b.test": ["a.test", "b.test"] [] None
        --host-name "": [""] [] None
        --host-name "10.0.0.7": ["10.0.0.7"] [] None
        --host-name "a.test:80": error: invalid value 'a.test:80' for '--host-name <NAME>': it is the name of a host, without scheme and port, such as mock.example
        --host-name "http://a.test": error: invalid value 'http://a.test' for '--host-name <NAME>': it is the name of a host, without scheme and port, such as mock.example
        --host-name "a b": error: invalid value 'a b' for '--host-name <NAME>': it is the name of a host, without scheme and port, such as mock.example
        --cors "*": [] ["*"] None
        --cors "https://App.test:8443/": [] ["https://app.test:8443"] None
        --cors "https://a.test,http://b.test": [] ["https://a.test", "http://b.test"] None
        --cors "a.test": error: invalid value 'a.test' for '--cors <ORIGIN>': it is `*` or an origin, such as https://app.example:8443
        --cors "null": error: invalid value 'null' for '--cors <ORIGIN>': it is `*` or an origin, such as https://app.example:8443
        --cors "https://a.test/x": error: invalid value 'https://a.test/x' for '--cors <ORIGIN>': it is `*` or an origin, such as https://app.example:8443
        --sandbox-idle "off": [] [] None
        --sandbox-idle "90s": [] [] Some(90s)
        --sandbox-idle "90": [] [] Some(90s)
        --sandbox-idle "30m": [] [] Some(1800s)
        --sandbox-idle "2h": [] [] Some(7200s)
        --sandbox-idle "0": error: invalid value '0' for '--sandbox-idle <DURATION>': `0` is neither a time such as `90s`, `30m` or `2h` nor `off`
        --sandbox-idle "0s": error: invalid value '0s' for '--sandbox-idle <DURATION>': `0s` is neither a time such as `90s`, `30m` or `2h` nor `off`
        --sandbox-idle "1d": error: invalid value '1d' for '--sandbox-idle <DURATION>': `1d` is neither a time such as `90s`, `30m` or `2h` nor `off`
        --sandbox-idle "-1": error: unexpected argument '-1' found
        --sandbox-idle "h": error: invalid value 'h' for '--sandbox-idle <DURATION>': `h` is neither a time such as `90s`, `30m` or `2h` nor `off`
        --sandbox-idle "": error: invalid value '' for '--sandbox-idle <DURATION>': `` is neither a time such as `90s`, `30m` or `2h` nor `off`
        --sandbox-idle "99999999999h": error: invalid value '99999999999h' for '--sandbox-idle <DURATION>': `99999999999h` is neither a time such as `90s`, `30m` or `2h` nor `off`
    "#]].assert_eq(&lines);
}

#[test]
fn flags_that_may_stand_several_times_add_up() {
    let args = [
        "mockdrive",
        "--host-name",
        "a.test",
        "--host-name",
        "b.test",
        "--cors",
        "http://a.test",
        "--cors",
        "*",
    ];
    let config = Cli::try_parse_from(args).expect("valid").config;
    assert_eq!(config.host_name, ["a.test", "b.test"]);
    assert_eq!(config.cors, ["http://a.test", "*"]);
    assert_eq!(config.sandbox_idle, SandboxIdle(None), "by default they stay");
}

#[test]
fn a_builder_takes_the_same_and_says_what_is_wrong() {
    let builder = || MockServer::builder().sandbox_idle(Duration::from_mins(1));
    assert!(builder().host_name("Mock.Test").cors("*").start().is_ok());
    let told = [builder().host_name("http://mock.test"), builder().cors("mock.test")]
        .map(|wrong| wrong.start().expect_err("refused").to_string());
    expect![[r#"
        host name `http://mock.test`: it is the name of a host, without scheme and port, such as mock.example
        origin `mock.test`: it is `*` or an origin, such as https://app.example:8443"#]]
    .assert_eq(&told.join("\n"));
}
