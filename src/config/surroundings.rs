//! What the environment of a person says about programs that are led here.

use std::{env, path::PathBuf};

/// Where programs find the authorities that they trust, in the order of likelihood.
const BUNDLES: [&str; 6] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/pki/tls/cacert.pem",
    "/etc/ssl/cert.pem",
];

/// What is there already, beside which clients are led here.
#[derive(Default)]
pub struct Surroundings {
    /// The folder for what outlives a run of the program.
    pub state: PathBuf,
    /// The files of authorities that clients may trust by now, the likeliest first.
    pub bundles: Vec<PathBuf>,
    /// The hosts that clients call directly.
    pub no_proxy: String,
    /// The options that every Java program takes.
    pub java_options: String,
}

impl Surroundings {
    /// Reads the environment of the program.
    pub fn of_program() -> Self {
        let state = path("XDG_STATE_HOME").or_else(|| Some(path("HOME")?.join(".local/state")));
        let state = state.unwrap_or_else(env::temp_dir).join("mockdrive");
        // A shell may have been led here before.
        let own = path("SSL_CERT_FILE").filter(|bundle| !bundle.starts_with(&state));
        let bundles = own.into_iter().chain(BUNDLES.map(PathBuf::from)).collect();
        let no_proxy = text("no_proxy").or_else(|| text("NO_PROXY")).unwrap_or_default();
        let java_options = text("JAVA_TOOL_OPTIONS").unwrap_or_default();
        Self { state, bundles, no_proxy, java_options }
    }
}

#[expect(clippy::disallowed_methods, reason = "this module reads the environment")]
fn path(name: &str) -> Option<PathBuf> {
    env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from)
}

#[expect(clippy::disallowed_methods, reason = "this module reads the environment")]
fn text(name: &str) -> Option<String> {
    env::var(name).ok().filter(|value| !value.is_empty())
}
