//! Authorities that are kept, and certificates that an operator brings.

use std::{
    fs,
    path::Path,
    process::{Command, Output, Stdio},
};

use expect_test::expect;
use mockdrive::{Config, MockServer};

use crate::support::{folder, raw, tls};

fn start(config: &Config) -> std::io::Result<MockServer> {
    MockServer::start_with(config)
}

/// Why a server does not start with these settings, without the folder.
fn refused(folder: &Path, config: &Config) -> String {
    let error = start(config).expect_err("refused").to_string();
    error.replace(&*folder.to_string_lossy(), "DIR")
}

#[test]
fn a_kept_authority_is_the_same_at_each_start() {
    let folder = folder("tls/kept").join("made");
    let config = Config { tls_dir: Some(folder.clone()), ..Config::default() };
    let pem = start(&config).expect("started").ca_pem();
    assert_eq!(fs::read_to_string(folder.join("ca.pem")).expect("kept"), pem);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.join("ca-key.pem")).expect("kept").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "nobody else reads the key");
    }
    let again = start(&config).expect("started");
    assert_eq!(again.ca_pem(), pem);
    tls::secure(raw::connect(again.address()), "graph.microsoft.com", &tls::trusting(&pem))
        .expect("still trusted");
}

#[test]
fn an_authority_that_was_made_for_other_names_is_refused_by_name() {
    let folder = folder("tls/names");
    let config = Config { tls_dir: Some(folder.clone()), ..Config::default() };
    start(&config).expect("started");
    let config = Config { tls_name: vec!["mockdrive".into()], ..config };
    expect!["DIR/ca.pem: the authority was made for other names and does not permit mockdrive: remove it and its key for a new one, and have clients trust that"].assert_eq(&refused(&folder, &config));
    let config =
        Config { tls_name: ["a", "b", "c", "localhost", "10.0.0.1"].map(Into::into).into(), ..config };
    expect!["DIR/ca.pem: the authority was made for other names and does not permit a, b, c and 1 more: remove it and its key for a new one, and have clients trust that"].assert_eq(&refused(&folder, &config));
    let config = Config { tls_name: vec!["x.sharepoint.com".into()], ..config };
    start(&config).expect("what lies below a permitted name is permitted");
}

#[test]
fn halves_and_strangers_in_the_folder_are_refused() {
    let mut lines = Vec::new();
    let mut check = |name: &str, change: &dyn Fn(&Path)| {
        let folder = folder(&format!("tls/{name}"));
        let config = Config { tls_dir: Some(folder.clone()), ..Config::default() };
        start(&config).expect("started");
        change(&folder);
        lines.push(format!("{name}: {}", refused(&folder, &config)));
    };
    check("no key", &|folder| fs::remove_file(folder.join("ca-key.pem")).expect("removed"));
    check("no certificate", &|folder| fs::remove_file(folder.join("ca.pem")).expect("removed"));
    check("no PEM", &|folder| fs::write(folder.join("ca.pem"), "hello").expect("written"));
    check("no key in PEM", &|folder| {
        fs::copy(folder.join("ca.pem"), folder.join("ca-key.pem")).map(drop).expect("copied");
    });
    check("another key", &|to| {
        let other = folder("tls/another");
        start(&Config { tls_dir: Some(other.clone()), ..Config::default() }).expect("started");
        fs::copy(other.join("ca-key.pem"), to.join("ca-key.pem")).expect("copied");
    });
    check("a folder in its place", &|folder| {
        fs::remove_file(folder.join("ca.pem")).expect("removed");
        fs::create_dir(folder.join("ca.pem")).expect("made");
    });
    expect![[r#"
        no key: DIR/ca-key.pem is missing, and DIR/ca.pem beside it is there: put it back, or remove the other for a new authority
        no certificate: DIR/ca.pem is missing, and DIR/ca-key.pem beside it is there: put it back, or remove the other for a new authority
        no PEM: DIR/ca.pem: it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)
        no key in PEM: DIR/ca-key.pem: it holds no key of an authority that mockdrive made
        another key: DIR/ca.pem and DIR/ca-key.pem do not belong together: the key is not that of the certificate
        a folder in its place: DIR/ca.pem: Is a directory (os error 21)"#]].assert_eq(&lines.join("\n"));
}

#[test]
fn a_folder_that_cannot_be_written_is_refused() {
    let folder = folder("tls/unwritable");
    fs::write(folder.join("file"), "").expect("written");
    let config = Config { tls_dir: Some(folder.join("file").join("below")), ..Config::default() };
    expect!["DIR/file/below/ca.pem: Not a directory (os error 20)"].assert_eq(&refused(&folder, &config));
}

/// Runs the program until it ends.
fn program(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mockdrive"));
    command.env_clear().args(arguments).stdin(Stdio::null()).output().expect("run")
}

#[test]
fn a_certificate_of_ones_own_belongs_to_its_key() {
    let folder = folder("tls/own");
    let other = folder.join("other");
    // Authorities are certificates with keys, and two are at hand.
    for folder in [&folder, &other] {
        start(&Config { tls_dir: Some(folder.clone()), ..Config::default() }).expect("started");
    }
    let config = |certificate: &Path, key: &Path| Config {
        tls_cert: Some(certificate.into()),
        tls_key: Some(key.into()),
        ..Config::default()
    };
    let (certificate, key) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
    let mock = start(&config(&certificate, &key)).expect("started");
    let request = "GET /_mock/tls/ca.pem HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    let answer = raw::exchange(mock.address(), request);
    assert!(answer.starts_with("HTTP/1.1 404") && answer.contains("--tls-cert"), "{answer}");
    drop(mock);
    let lines = [
        refused(&folder, &config(&certificate, &other.join("ca-key.pem"))),
        refused(&folder, &config(&key, &key)),
        refused(&folder, &config(&certificate, &certificate)),
        refused(&folder, &config(&folder.join("none.pem"), &key)),
    ];
    expect![[r#"
        DIR/ca.pem and DIR/other/ca-key.pem do not belong together: the key is not that of the certificate
        DIR/ca-key.pem: it holds no certificate in PEM (-----BEGIN CERTIFICATE-----)
        DIR/ca.pem: it holds no private key in PEM that is not encrypted (-----BEGIN PRIVATE KEY-----)
        DIR/none.pem: No such file or directory (os error 2)"#]]
    .assert_eq(&lines.join("\n"));
}

#[test]
fn flags_that_do_not_go_together_are_refused() {
    let mut lines = Vec::new();
    for arguments in [
        &["--tls-cert", "a"][..],
        &["--tls-key", "a"],
        &["--tls-dir", "a", "--tls-cert", "b", "--tls-key", "c"],
        &["--tls", "maybe"],
        &["--tls-name", "http://a"],
        &["--host", "a"],
        &["--host", "a=onedrive"],
        &["--host", "localhost=wps"],
        &["--proxy-auth", "always"],
        &["--tls-dir", "/dev/null/x"],
    ] {
        let output = program(arguments);
        let error = String::from_utf8(output.stderr).expect("text");
        let error = error.lines().take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ");
        lines.push(format!("{} ({:?}): {error}", arguments.join(" "), output.status.code()));
    }
    expect![[r#"
        --tls-cert a (Some(2)): error: the following required arguments were not provided:   --tls-key <FILE>
        --tls-key a (Some(2)): error: the following required arguments were not provided:   --tls-cert <FILE>
        --tls-dir a --tls-cert b --tls-key c (Some(2)): error: the argument '--tls-dir <DIR>' cannot be used with '--tls-cert <FILE>'
        --tls maybe (Some(2)): error: invalid value 'maybe' for '--tls <MODE>'   [possible values: on, off]
        --tls-name http://a (Some(2)): error: invalid value 'http://a' for '--tls-name <NAME,...>': it is the name of a host, without scheme and port, such as mock.example
        --host a (Some(2)): error: invalid value 'a' for '--host <NAME=PROVIDER>': it is a host and the API that is there, such as drive.example=wps; there are graph, kdocs, wps, koodrive
        --host a=onedrive (Some(2)): error: invalid value 'a=onedrive' for '--host <NAME=PROVIDER>': it is a host and the API that is there, such as drive.example=wps; there are graph, kdocs, wps, koodrive
        --host localhost=wps (Some(2)): error: invalid value 'localhost=wps' for '--host <NAME=PROVIDER>': localhost is the server's own
        --proxy-auth always (Some(2)): error: invalid value 'always' for '--proxy-auth <MODE>'   [possible values: optional, required]
        --tls-dir /dev/null/x (Some(1)): mockdrive: /dev/null/x/ca.pem: Not a directory (os error 20)"#]].assert_eq(&lines.join("\n"));
}
