//! What the program does for clients that have the vendors' hosts built in, and for scripts that wait for a server.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpListener,
    path::Path,
    process::{Command, Output, Stdio},
};

use expect_test::expect;
use mockdrive::MockServer;

use crate::support::folder;

/// The program, with a folder of its own for what it keeps, and without Java.
fn mockdrive(state: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mockdrive"));
    command.env_clear().env("XDG_STATE_HOME", state).env("PATH", "/nowhere").stdin(Stdio::null());
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// The exit code, and what was said to people.
fn refusal(output: &Output) -> String {
    let line = text(&output.stderr).lines().next().unwrap_or_default().to_owned();
    format!("{}: {line}", output.status.code().unwrap_or(-1))
}

#[test]
fn a_command_is_led_to_a_server_of_its_own() {
    let state = folder("leading/exec");
    let script = r#"env | grep -v '^\(PWD\|SHLVL\|_\|OLDPWD\|PATH\|XDG_STATE_HOME\)=' | LC_ALL=C sort
        tail -n "$(wc -l <"$NODE_EXTRA_CA_CERTS")" "$SSL_CERT_FILE" | cmp - "$NODE_EXTRA_CA_CERTS" && echo trusted
        exit 7"#;
    let mut command = mockdrive(&state);
    let command = command
        .env("PATH", "/usr/bin:/bin")
        .env("NO_PROXY", "db.test,localhost")
        .env("JAVA_TOOL_OPTIONS", "-Da=b");
    let output =
        command.args(["exec", "--sandbox", "t1", "--", "/bin/sh", "-c", script]).output().expect("run");
    assert_eq!(output.status.code(), Some(7), "{output:?}");
    let said = text(&output.stdout);
    let url = said.lines().find_map(|line| line.strip_prefix("MOCKDRIVE_URL=http://")).expect("a server");
    let at = url.strip_suffix("/_sandbox/t1").expect("its sandbox");
    let port = at.rsplit_once(':').expect("a port").1;
    let plain = said.replace(&*state.to_string_lossy(), "STATE").replace(port, "PORT");
    let plain: Vec<_> = plain.lines().filter(|line| !line.starts_with("JAVA_TOOL_OPTIONS=")).collect();
    expect![[r#"
        CURL_CA_BUNDLE=STATE/mockdrive/127.0.0.1-PORT/bundle.pem
        HTTPS_PROXY=http://t1:x@127.0.0.1:PORT
        HTTP_PROXY=http://t1:x@127.0.0.1:PORT
        MOCKDRIVE_URL=http://127.0.0.1:PORT/_sandbox/t1
        NODE_EXTRA_CA_CERTS=STATE/mockdrive/127.0.0.1-PORT/ca.pem
        NODE_USE_ENV_PROXY=1
        NO_PROXY=localhost,127.0.0.1,::1,db.test
        REQUESTS_CA_BUNDLE=STATE/mockdrive/127.0.0.1-PORT/bundle.pem
        SSL_CERT_FILE=STATE/mockdrive/127.0.0.1-PORT/bundle.pem
        http_proxy=http://t1:x@127.0.0.1:PORT
        https_proxy=http://t1:x@127.0.0.1:PORT
        no_proxy=localhost,127.0.0.1,::1,db.test
        trusted"#]]
    .assert_eq(&plain.join("\n"));
    let left: Vec<_> = fs::read_dir(state.join("mockdrive")).expect("a folder").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_command_that_cannot_be_run_says_so_as_in_a_shell() {
    let state = folder("leading/codes");
    // Signals are handed on by a shell.
    let path = state.join("bin");
    fs::create_dir(&path).expect("a folder");
    std::os::unix::fs::symlink("/bin/sh", path.join("sh")).expect("a link");
    let mut lines = Vec::new();
    for arguments in [
        &["--", "/bin/sh", "-c", "kill -9 $$"][..],
        &["--", "/bin/sh", "-c", "kill -TERM $PPID; exec /bin/sleep 60"],
        &["--", "no-such-program"],
        &["--", "/"],
        &["--"],
        &[],
        &["--tls", "off", "--", "/bin/true"],
        &["--sandbox", "a b", "--", "/bin/true"],
        &["--url", "https://127.0.0.1:1", "--", "/bin/true"],
        &["--url", "http://127.0.0.1:1", "--", "/bin/true"],
        &["--url", "http://127.0.0.1:1", "--tasks", "manual", "--", "/bin/true"],
        &["--url", "mock", "--", "/bin/true"],
    ] {
        let mut command = mockdrive(&state);
        let output = command.env("PATH", &path).arg("exec").args(arguments).output().expect("run");
        lines.push(format!("{}\n    {}", arguments.join(" "), refusal(&output)));
    }
    expect![[r#"
        -- /bin/sh -c kill -9 $$
            137: 
        -- /bin/sh -c kill -TERM $PPID; exec /bin/sleep 60
            143: 
        -- no-such-program
            127: mockdrive: no-such-program: No such file or directory (os error 2)
        -- /
            126: mockdrive: /: Permission denied (os error 13)
        --
            2: error: the following required arguments were not provided:

            2: error: the following required arguments were not provided:
        --tls off -- /bin/true
            1: mockdrive: http://127.0.0.1:PORT/_mock/tls/ca.pem: There is no certificate: TLS is off (--tls off).
        --sandbox a b -- /bin/true
            2: error: invalid value 'a b' for '--sandbox <NAME>': `a b` is no sandbox name: it takes 1 to 64 letters, digits, dots, hyphens and underscores, and not of dots alone
        --url https://127.0.0.1:1 -- /bin/true
            1: mockdrive: https://127.0.0.1:1: a server is asked over plain http, which it speaks on the port of https, too: whom it is to trust is what the program asks for
        --url http://127.0.0.1:1 -- /bin/true
            1: mockdrive: 127.0.0.1:1: Connection refused (os error 111); is a server running there?
        --url http://127.0.0.1:1 --tasks manual -- /bin/true
            2: error: --tasks is a setting of a server that `exec` starts, and --url names another one
        --url mock -- /bin/true
            2: error: invalid value 'mock' for '--url <URL>': it begins with http:// or https:// and has a host, such as https://mock.example"#]].assert_eq(&hidden(&lines.join("\n")));
}

/// The same text in every run: free ports are not told.
fn hidden(text: &str) -> String {
    let hidden = text.split("127.0.0.1:").map(|part| {
        let digits = part.len() - part.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits > 1 { format!("PORT{}", &part[digits..]) } else { part.to_owned() }
    });
    hidden.collect::<Vec<_>>().join("127.0.0.1:")
}

#[test]
fn a_running_server_hands_out_its_authority() {
    let (state, mock) = (folder("leading/ca"), MockServer::start());
    let printed = mockdrive(&state).args(["ca", "--url", &mock.uri()]).output().expect("run");
    assert_eq!(text(&printed.stdout), mock.ca_pem());
    let (file, address) = (state.join("ca.pem"), mock.address().to_string());
    let written = mockdrive(&state).args(["ca", "--listen", &address, "--out"]).arg(&file).output();
    assert_eq!(text(&written.expect("run").stdout), "");
    assert_eq!(fs::read_to_string(&file).expect("written"), mock.ca_pem());
    let missing = mockdrive(&state).args(["ca", "--url", &mock.uri(), "--out", "/nowhere/ca.pem"]).output();
    expect!["1: mockdrive: /nowhere/ca.pem: No such file or directory (os error 2)"]
        .assert_eq(&refusal(&missing.expect("run")));
}

#[test]
fn a_shell_is_led_to_a_running_server() {
    let (state, mock) = (folder("leading/env"), MockServer::start());
    let run = |arguments: &[&str], bundle: &str| {
        let mut command = mockdrive(&state);
        let command = command.env("SSL_CERT_FILE", bundle).args(["env", "--hosts", "--url", &mock.uri()]);
        text(&command.args(arguments).output().expect("run").stdout)
    };
    let known = state.join("known.pem");
    fs::write(&known, "known\n").expect("written");
    let plain = |said: &str| {
        let said = said.replace(&*state.to_string_lossy(), "STATE");
        said.replace(&mock.address().port().to_string(), "PORT")
    };
    let first = run(&["--sandbox", "t1"], &known.to_string_lossy());
    expect![[r#"
        # Where the server is itself, for tests
        export MOCKDRIVE_URL='http://127.0.0.1:PORT/_sandbox/t1'
        # The server as a proxy; programs look for either spelling
        export HTTPS_PROXY='http://t1:x@127.0.0.1:PORT'
        export https_proxy='http://t1:x@127.0.0.1:PORT'
        export HTTP_PROXY='http://t1:x@127.0.0.1:PORT'
        export http_proxy='http://t1:x@127.0.0.1:PORT'
        export NO_PROXY='localhost,127.0.0.1,::1'
        export no_proxy='localhost,127.0.0.1,::1'
        export NODE_USE_ENV_PROXY='1'
        # Whom they trust: the authorities of the system, and the server's
        export SSL_CERT_FILE='STATE/mockdrive/127.0.0.1-PORT/bundle.pem'
        export REQUESTS_CA_BUNDLE='STATE/mockdrive/127.0.0.1-PORT/bundle.pem'
        export CURL_CA_BUNDLE='STATE/mockdrive/127.0.0.1-PORT/bundle.pem'
        export NODE_EXTRA_CA_CERTS='STATE/mockdrive/127.0.0.1-PORT/ca.pem'
        # Java asks for a key store, and takes its options in JAVA_TOOL_OPTIONS:
        # keytool -importcert -noprompt -alias mockdrive -file STATE/mockdrive/127.0.0.1-PORT/ca.pem -keystore STATE/mockdrive/127.0.0.1-PORT/ca.p12 -storepass changeit
        # -Djavax.net.ssl.trustStore=STATE/mockdrive/127.0.0.1-PORT/ca.p12 -Djavax.net.ssl.trustStorePassword=changeit -Dhttps.proxyHost=127.0.0.1 -Dhttps.proxyPort=PORT -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=PORT -Dhttp.nonProxyHosts=localhost|127.*|[::1]
    "#]].assert_eq(&plain(&first));
    let bundle =
        state.join("mockdrive").join(mock.address().to_string().replace(':', "-")).join("bundle.pem");
    assert_eq!(fs::read_to_string(&bundle).expect("written"), format!("known\n{}", mock.ca_pem()));
    // A shell that was led here before does not trust a server twice.
    run(&[], &bundle.to_string_lossy());
    let again = fs::read_to_string(&bundle).expect("written");
    assert_eq!(again.matches(&*mock.ca_pem()).count(), 1);
    let json = run(&["--format", "json"], "");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["HTTPS_PROXY"], mock.uri());
    assert_eq!(json["MOCKDRIVE_URL"], mock.uri());
}

#[test]
fn a_script_waits_until_a_server_is_well() {
    let state = folder("leading/health");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("bound").port().to_string();
    let mut waiting =
        mockdrive(&state).args(["health", "--wait", "60", "--port", &port]).spawn().expect("run");
    for answer in ["", "hello\r\n\r\n", "HTTP/1.1 503 Service Unavailable\r\n\r\n", "HTTP/1.0 200 OK\r\n\r\n"]
    {
        let (mut stream, _) = listener.accept().expect("a connection");
        let mut request = BufReader::new(&stream).lines();
        assert_eq!(request.next().expect("a line").expect("text"), "GET /_mock/health HTTP/1.0");
        while request.next().is_some_and(|line| line.is_ok_and(|line| !line.is_empty())) {}
        stream.write_all(answer.as_bytes()).expect("sent");
    }
    assert!(waiting.wait().expect("ended").success());
    drop(listener);
    let mut gone = mockdrive(&state);
    let mut gone =
        gone.args(["health", "--wait", "0", "--port", &port]).stderr(Stdio::piped()).spawn().expect("run");
    let mut error = String::new();
    gone.stderr.take().expect("piped").read_to_string(&mut error).expect("text");
    assert_eq!(gone.wait().expect("ended").code(), Some(1));
    expect![[r#"
        mockdrive: 127.0.0.1:PORT: Connection refused (os error 111), after 0 s
    "#]]
    .assert_eq(&error.replace(&port, "PORT"));
}
