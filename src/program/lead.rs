//! Variables that lead programs to a running server which have the vendors' addresses built in.

use super::{
    ask::Address,
    trust::{Files, PASSWORD},
};
use crate::{
    config::{Surroundings, Variables},
    http::SANDBOX_PREFIX,
    net::authority::is_loopback,
};

/// The hosts that are always called directly, so that a test reaches the server beside its clients.
const DIRECT: [&str; 3] = ["localhost", "127.0.0.1", "::1"];

/// Returns the variables for programs whose requests go into a sandbox, or into the default one.
pub fn for_hosts(server: &Address, sandbox: Option<&str>, files: &Files, around: &Surroundings) -> Variables {
    let user = sandbox.map_or(String::new(), |name| format!("{name}:x@"));
    let proxy = format!("http://{user}{server}");
    let direct = direct(server, &around.no_proxy).join(",");
    let bundle = files.bundle.to_string_lossy();
    let mut variables = Variables::default();
    variables.note("Where the server is itself, for tests");
    let prefix = sandbox.map_or(String::new(), |name| format!("{SANDBOX_PREFIX}{name}"));
    variables.set("MOCKDRIVE_URL", format!("http://{server}{prefix}"));
    variables.note("The server as a proxy; programs look for either spelling");
    for name in ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"] {
        variables.set(name, &*proxy);
    }
    for name in ["NO_PROXY", "no_proxy"] {
        variables.set(name, &*direct);
    }
    variables.set("NODE_USE_ENV_PROXY", "1");
    variables.note("Whom they trust: the authorities of the system, and the server's");
    for name in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE"] {
        variables.set(name, &*bundle);
    }
    variables.set("NODE_EXTRA_CA_CERTS", files.authority.to_string_lossy());
    if let Some(store) = &files.java {
        let options = format!(
            "-Djavax.net.ssl.trustStore={} -Djavax.net.ssl.trustStorePassword={PASSWORD} {}",
            store.display(),
            java_proxy(server)
        );
        let known = around.java_options.trim();
        let space = if known.is_empty() { "" } else { " " };
        variables.set("JAVA_TOOL_OPTIONS", format!("{known}{space}{options}"));
    }
    variables
}

/// Adds what a person does for Java, whose key store no variable can make.
pub fn hints(variables: &mut Variables, server: &Address, files: &Files) {
    let (authority, store) = (files.authority.display(), files.authority.with_extension("p12"));
    variables.note("Java asks for a key store, and takes its options in JAVA_TOOL_OPTIONS:");
    variables.note(&format!(
        "keytool -importcert -noprompt -alias mockdrive -file {authority} -keystore {} -storepass {PASSWORD}",
        store.display()
    ));
    variables.note(&format!(
        "-Djavax.net.ssl.trustStore={} -Djavax.net.ssl.trustStorePassword={PASSWORD} {}",
        store.display(),
        java_proxy(server)
    ));
}

fn java_proxy(server: &Address) -> String {
    let Address { host, port } = server;
    let of = |scheme: &str| format!("-D{scheme}.proxyHost={host} -D{scheme}.proxyPort={port}");
    format!("{} {} -Dhttp.nonProxyHosts=localhost|127.*|[::1]", of("https"), of("http"))
}

/// Returns the hosts that are called directly, each once: those that were so before, and the server.
fn direct<'a>(server: &'a Address, known: &'a str) -> Vec<&'a str> {
    let known = known.split(',').map(str::trim).filter(|host| !host.is_empty());
    let own = (!is_loopback(&server.host)).then_some(&*server.host);
    let mut hosts = Vec::new();
    for host in DIRECT.into_iter().chain(own).chain(known) {
        if !hosts.contains(&host) {
            hosts.push(host);
        }
    }
    hosts
}
