//! The program as people start it: its arguments, its environment, what it prints, and its log.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::PathBuf,
    process::{Child, Command, Output, Stdio},
};

use clap::CommandFactory;
use expect_test::expect;
use mockdrive::config::Cli;

use crate::support::folder;

/// The program without an environment.
fn mockdrive(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mockdrive"));
    command.env_clear().args(arguments).current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

/// A server that is killed in the end.
struct Server {
    child: Child,
    address: String,
    greeting: String,
}

impl Server {
    /// Starts it and reads what it says when it is ready.
    fn start(command: &mut Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
        let mut lines = BufReader::new(child.stdout.take().expect("piped")).lines();
        let greeting: Vec<_> = lines.by_ref().take(4).map(|line| line.expect("text")).collect();
        let mut server = Self { child, address: String::new(), greeting: greeting.join("\n") };
        let Some(url) = greeting.first().and_then(|line| line.strip_prefix("Ready. http://")) else {
            let log = server.log(|_| false);
            panic!("it is not ready: {}{log}", server.greeting);
        };
        server.address = String::from(url);
        server.greeting = server.greeting.replace(url.rsplit_once(':').expect("a port").1, "PORT");
        server
    }

    fn send(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).expect("a connection");
        let (first, rest) = request.split_once('\n').unwrap_or((request, ""));
        write!(stream, "{first} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{rest}\r\n\r\n")
            .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("text");
        answer
    }

    /// Reads the log until a line is the last one that is wanted, or to its end.
    fn log(&mut self, is_last: impl Fn(&str) -> bool) -> String {
        let mut log = String::new();
        let mut lines = BufReader::new(self.child.stderr.take().expect("read once")).lines();
        while let Some(Ok(line)) = lines.next() {
            log.push_str(&line);
            log.push('\n');
            if is_last(&line) {
                break;
            }
        }
        log
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Every environment variable that an argument of the program has.
fn variables(command: &clap::Command) -> Vec<String> {
    let own = command.get_arguments().filter_map(|argument| argument.get_env());
    let own = own.map(|name| name.to_str().expect("text").to_owned());
    own.chain(command.get_subcommands().flat_map(variables)).collect()
}

#[test]
fn empty_variables_are_no_variables() {
    let variables = variables(&Cli::command());
    assert!(variables.len() > 10, "{variables:?}");
    let empty = variables.iter().map(|name| (name, ""));
    let server = Server::start(mockdrive(&["--listen", "127.0.0.1:0"]).envs(empty.clone()));
    assert!(server.send("GET /_mock/health").contains("200 OK"));
    // The address is the one that the test of a server cannot leave to its default.
    let exports = mockdrive(&["env"]).envs(empty).output().expect("done");
    assert!(text(&exports.stdout).contains("export MOCKDRIVE_URL='http://127.0.0.1:8080'\n"), "{exports:?}");
}

#[test]
fn a_server_says_where_it_is_who_may_call_and_what_it_holds() {
    let server = Server::start(&mut mockdrive(&["--listen", "127.0.0.1:0"]));
    expect![[r#"
        Ready. http://127.0.0.1:PORT
        Graph http://127.0.0.1:PORT/v1.0, KDocs http://127.0.0.1:PORT/api/v1/openapi, WPS http://127.0.0.1:PORT, KooDrive http://127.0.0.1:PORT/koodrive/ose/v1
        alice's token is alice-token; wrong credentials are refused (--auth strict); http://127.0.0.1:PORT/_mock/info lists all credentials and operations
        4 drives of the built-in fixture with 27 items"#]].assert_eq(&server.greeting);
    let folder = folder("greeting");
    fs::create_dir_all(folder.join("a")).expect("a folder");
    fs::write(folder.join("a/b.txt"), "b").expect("written");
    let arguments =
        ["--listen", "0.0.0.0:0", "--auth", "lenient", "--external-url", "https://mock.example/", "--import"];
    let server = Server::start(mockdrive(&arguments).arg(&folder));
    expect![[r#"
        Ready. http://127.0.0.1:PORT
        Graph https://mock.example/v1.0, KDocs https://mock.example/api/v1/openapi, WPS https://mock.example, KooDrive https://mock.example/koodrive/ose/v1
        alice's token is alice-token; all credentials are accepted (--auth lenient); https://mock.example/_mock/info lists all credentials and operations
        4 drives of the built-in fixture with 17 items; 2 of them in alice's, imported from DIR; open to the network on 0.0.0.0:PORT"#]].assert_eq(&server.greeting.replace(&*folder.to_string_lossy(), "DIR"));
    assert!(server.send("GET /_mock/health").ends_with("{\"status\":\"ok\"}\n"));
}

#[test]
fn a_port_replaces_that_of_the_address() {
    let exports = |arguments: &[&str]| {
        let output = mockdrive(arguments).env("MOCKDRIVE_LISTEN", "0.0.0.0:8081").output().expect("done");
        text(&output.stdout).lines().nth(1).map(str::to_owned)
    };
    assert_eq!(exports(&["env"]).as_deref(), Some("export MOCKDRIVE_URL='http://127.0.0.1:8081'"));
    assert_eq!(
        exports(&["env", "--port", "9"]).as_deref(),
        Some("export MOCKDRIVE_URL='http://127.0.0.1:9'")
    );
    let listen = exports(&["env", "--listen", ":9"]);
    assert_eq!(listen.as_deref(), Some("export MOCKDRIVE_URL='http://127.0.0.1:9'"));
}

/// The first line of what the program says when it does not start.
fn refusal(output: &Output) -> String {
    let text = text(&output.stderr);
    format!("{}: {}", output.status.code().unwrap_or(-1), text.lines().next().unwrap_or_default())
}

#[test]
fn what_cannot_be_started_says_what_would_work() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let rows: [&[&str]; 12] = [
        &["--port", &port],
        &["--listen", "example.com:80"],
        &["--listen", "localhost:99999"],
        &["--port", "http"],
        &["--auth", "off"],
        &["--tasks", "slow"],
        &["--signature-skew", "1h"],
        &["--sync-max-items", "many"],
        &["--external-url", "mock.example"],
        &["--notify-hosts", "a,http://b"],
        &["--log", "inof"],
        &["--lisen", "9090"],
    ];
    let said: String = rows
        .iter()
        .map(|arguments| {
            let line = refusal(&mockdrive(arguments).output().expect("done"));
            format!("{}\n    {line}\n", arguments.join(" ")).replace(&port, "PORT")
        })
        .collect();
    expect![[r#"
        --port PORT
            1: mockdrive: 127.0.0.1:PORT: another program listens there; `--listen 127.0.0.1:0` picks a free port
        --listen example.com:80
            2: error: invalid value 'example.com:80' for '--listen <ADDRESS,...>': it is no address: write 127.0.0.1:9090, localhost:9090, [::1]:9090, :9090 or 9090, or 0.0.0.0:9090 for all interfaces; port 0 picks a free one
        --listen localhost:99999
            2: error: invalid value 'localhost:99999' for '--listen <ADDRESS,...>': 99999 is beyond the last port, 65535: write 127.0.0.1:9090, localhost:9090, [::1]:9090, :9090 or 9090, or 0.0.0.0:9090 for all interfaces; port 0 picks a free one
        --port http
            2: error: invalid value 'http' for '--port <PORT>': it is a number from 0 to 65535, such as 9090; 0 picks a free one
        --auth off
            2: error: invalid value 'off' for '--auth <MODE>': `off` is neither `strict` nor `lenient`
        --tasks slow
            2: error: invalid value 'slow' for '--tasks <PACE>': `slow` is none of `at-once`, `polls:N`, `manual` or `timed:BASE+EACH` in milliseconds, such as `timed:500+50`
        --signature-skew 1h
            2: error: invalid value '1h' for '--signature-skew <SECONDS>': `1h` is neither a number of seconds, such as 900, nor `off`
        --sync-max-items many
            2: error: invalid value 'many' for '--sync-max-items <N>': it is a whole number from 0 on, such as 5
        --external-url mock.example
            2: error: invalid value 'mock.example' for '--external-url <URL>': it begins with http:// or https:// and has a host, such as https://mock.example
        --notify-hosts a,http://b
            2: error: invalid value 'http://b' for '--notify-hosts <HOST,...>': it is the name of a host, without scheme and port, such as mock.example
        --log inof
            2: error: invalid value 'inof' for '--log <FILTER>': `inof` is no level: off, error, warn, info, debug, trace; of a part of the program `mockdrive::http=debug`
        --lisen 9090
            2: error: unexpected argument '--lisen' found
    "#]].assert_eq(&said);
}

#[test]
fn a_shell_reads_every_credential() {
    let script = r#"eval "$("$0" env --url 'http://a/it'\''s')"; env | grep -E '^(MOCKDRIVE|GRAPH|KDOCS|WPS|KOODRIVE)_' | LC_ALL=C sort"#;
    let mut shell = Command::new("sh");
    let output = shell.env_clear().env("PATH", "/usr/bin:/bin").args(["-c", script]);
    let output = output.arg(env!("CARGO_BIN_EXE_mockdrive")).output().expect("a shell");
    assert!(text(&output.stderr).contains("for '--url <URL>': it begins with http"), "{output:?}");
    let output = Command::new("sh")
        .env_clear()
        .env("PATH", "/usr/bin:/bin")
        .args(["-c", &script.replace(r"'http://a/it'\''s'", "http://a")])
        .arg(env!("CARGO_BIN_EXE_mockdrive"))
        .output()
        .expect("a shell");
    expect![[r#"
        GRAPH_BASE_URL=http://a/v1.0
        GRAPH_CLIENT_ID=22222222-2222-2222-2222-222222222222
        GRAPH_CLIENT_SECRET=mock-graph-secret
        GRAPH_TENANT_ID=11111111-1111-1111-1111-111111111111
        GRAPH_TOKEN=alice-token
        GRAPH_TOKEN_URL=http://a/11111111-1111-1111-1111-111111111111/oauth2/v2.0/token
        KDOCS_ACCESS_TOKEN=alice-token
        KDOCS_APP_ID=SX20260101MOCKED
        KDOCS_APP_ID_2=AK20260101MOCKED
        KDOCS_APP_ID_3=SX20220101ABCDEF
        KDOCS_APP_ID_4=SX20220714PWALPQ
        KDOCS_APP_KEY=mock-kdocs-test-key
        KDOCS_APP_KEY_2=mock-kdocs-prod-key
        KDOCS_APP_KEY_3=mock-kdocs-example-key
        KDOCS_APP_KEY_4=wJalrXUtnFEYEXAMPLEKES
        KDOCS_BASE_URL=http://a/api/v1/openapi
        KOODRIVE_APP_ID=mock-koodrive-app
        KOODRIVE_APP_SECRET=mock-koodrive-secret
        KOODRIVE_BASE_URL=http://a/koodrive/ose/v1
        KOODRIVE_TOKEN=alice-token
        MOCKDRIVE_TOKEN_10F88D07FA_44791E9FF=10f88d07fa************44791e9ff
        MOCKDRIVE_TOKEN_ALICE_PROD_TOKEN=alice-prod-token
        MOCKDRIVE_TOKEN_ALICE_TOKEN=alice-token
        MOCKDRIVE_TOKEN_BOB_TOKEN=bob-token
        MOCKDRIVE_TOKEN_KVQXRSPXJCTDOJJQDILDJHONZWUSAQUC=kvqxrspxjctdojjqdildjhonzwusaquc
        MOCKDRIVE_TOKEN_READONLY_TOKEN=readonly-token
        MOCKDRIVE_URL=http://a
        WPS_APP_ID=AK20260101WPSAPP
        WPS_APP_ID_2=AK123456
        WPS_APP_SECRET=mock-wps-secret
        WPS_APP_SECRET_2=sk098765
        WPS_BASE_URL=http://a
        WPS_OPENAPI_BASE_URL=http://a/openapi
        WPS_PRIVATE_BASE_URL=http://a/graph
        WPS_SIGNING_APP_ID=AK123456
        WPS_SIGNING_APP_SECRET=sk098765
        WPS_TOKEN=alice-token
    "#]]
    .assert_eq(&text(&output.stdout));
    // A fixture may hold what a shell would read.
    let file = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("quoted.json");
    let fixture = fs::read_to_string("fixtures/default.json").expect("the fixture");
    let fixture = fixture.replace("sk098765", "it's $(exit 3)").replace("\"file\": \"", "\"text\": \"");
    fs::write(&file, fixture).expect("written");
    let script =
        format!(r#"eval "$("$0" env --fixture '{}')"; echo "$WPS_SIGNING_APP_SECRET""#, file.display());
    let output = Command::new("sh")
        .args(["-c", &script])
        .arg(env!("CARGO_BIN_EXE_mockdrive"))
        .output()
        .expect("a shell");
    assert_eq!(text(&output.stdout), "it's $(exit 3)\n");
}

#[test]
fn a_fixture_is_checked_without_a_server() {
    let output = mockdrive(&["check", "fixtures/default.json"]).output().expect("done");
    expect![[r#"
        fixtures/default.json: 2 users, 8 applications, 6 tokens, 4 drives, 27 items
    "#]]
    .assert_eq(&text(&output.stdout));
    assert!(output.status.success(), "{output:?}");
    expect!["1: mockdrive: Cargo.toml:1: expected value"]
        .assert_eq(&refusal(&mockdrive(&["check", "Cargo.toml"]).output().expect("done")));
}

#[test]
fn the_log_says_who_asked_for_what_and_why_it_was_refused() {
    let mut server =
        Server::start(mockdrive(&["--listen", "127.0.0.1:0", "--log", "debug"]).env("CLICOLOR_FORCE", "1"));
    server.send("GET /_sandbox/mine/v1.0/me/drive/root:/nothing\nAuthorization: Bearer bob-token");
    server.send("POST /v1.0/me/drive/root/workbook/createSession");
    server.send("POST /v1.0/me/drive/root:/hello.txt:/copy\nAuthorization: Bearer alice-token\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}");
    server.send("GET /v1.0/last");
    let log = server.log(|line| line.contains("path=\"/v1.0/last\""));
    assert!(!log.contains('\u{1b}'), "no terminal, no colours: {log:?}");
    // Times and the number of a thread are left out.
    let plain = |line: &str| {
        let line = line.split_once("Z ").map_or(line, |(_, line)| line).trim_start();
        line.split(' ').filter(|word| !word.starts_with("micros=")).collect::<Vec<_>>().join(" ")
    };
    assert!(
        log.lines().filter(|line| line.contains("responded")).all(|line| line.contains(" micros=")),
        "{log}"
    );
    expect![[r#"
        DEBUG mockdrive::http::front: responded sandbox="mine" method=GET path="/v1.0/me/drive/root:/nothing" operation="driveItem.get" caller="bob" status=404 reason="there is no such item"
        DEBUG mockdrive::http::front: responded sandbox="default" method=POST path="/v1.0/me/drive/root/workbook/createSession" status=501 reason="mockdrive does not emulate POST /v1.0/me/drive/root/workbook/createSession"
        INFO mockdrive::http::front: not emulated: see docs/fidelity sandbox="default" method=POST path="/v1.0/me/drive/root/workbook/createSession"
        INFO mockdrive::sandbox::prepare: a task has failed task=1 provider="graph" failed=1 total=1 error=an item of this name is there already, in large or small letters
        DEBUG mockdrive::http::front: responded sandbox="default" method=POST path="/v1.0/me/drive/root:/hello.txt:/copy" operation="driveItem.copy" caller="alice" status=202
        DEBUG mockdrive::http::front: responded sandbox="default" method=GET path="/v1.0/last" status=400 reason="the gateway refuses the request: Resource not found for the segment 'last'."
    "#]].assert_eq(&log.lines().map(|line| plain(line) + "\n").collect::<String>());
}
