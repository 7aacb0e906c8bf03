//! The authority of a running server in files, as programs take it.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, ExitStatus, Stdio},
};

use super::ask::Address;
use crate::config::Surroundings;

/// The password of the key store; it holds nothing that is secret.
pub const PASSWORD: &str = "changeit";

/// The files of one server's authority.
pub struct Files {
    /// The authority alone, for programs that add it to those that they know.
    pub authority: PathBuf,
    /// The authorities of the system with this one behind them, for programs that replace those that they know.
    pub bundle: PathBuf,
    /// The key store of Java, if it could be made.
    pub java: Option<PathBuf>,
}

/// Returns the authority of a running server in PEM.
///
/// # Errors
/// A server that is not reached, or has none.
pub fn authority(server: &Address) -> Result<Vec<u8>, String> {
    let path = "/_mock/tls/ca.pem";
    let reply = server.get(path).map_err(|error| format!("{server}: {error}; is a server running there?"))?;
    if reply.is_ok() {
        return Ok(reply.body);
    }
    let body: serde_json::Value = serde_json::from_slice(&reply.body).unwrap_or_default();
    let why = body["detail"].as_str().unwrap_or(&reply.status);
    Err(format!("http://{server}{path}: {why}"))
}

/// Writes the authority of a server into a folder of its own, for as long as it is wanted.
///
/// # Errors
/// A file that cannot be written, by its name.
pub fn keep(server: &Address, authority: &[u8], around: &Surroundings) -> Result<Files, String> {
    let folder = folder(server, around);
    let failed = |path: &Path, error: &io::Error| {
        format!("{}: {error}; XDG_STATE_HOME names another folder", path.display())
    };
    fs::create_dir_all(&folder).map_err(|error| failed(&folder, &error))?;
    let files = Files { authority: folder.join("ca.pem"), bundle: folder.join("bundle.pem"), java: None };
    let known = around.bundles.iter().find_map(|bundle| fs::read(bundle).ok()).unwrap_or_default();
    let bundle = [&*known, authority].concat();
    for (path, content) in [(&files.authority, authority), (&files.bundle, &*bundle)] {
        replace(path, content).map_err(|error| failed(path, &error))?;
    }
    Ok(files)
}

/// Returns the folder for the files of a server.
pub fn folder(server: &Address, around: &Surroundings) -> PathBuf {
    around.state.join(server.to_string().replace(['[', ']'], "").replace(':', "-"))
}

/// Puts new content where programs may be reading the old one.
fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = fs::File::create(&new).and_then(|mut file| file.write_all(content));
    written.and_then(|()| fs::rename(&new, path)).inspect_err(|_| _ = fs::remove_file(&new))
}

impl Files {
    /// Makes the key store of Java, if the machine has its `keytool`.
    #[must_use]
    pub fn with_java(self) -> Self {
        let store = self.authority.with_extension("p12");
        // It adds to a store that is there.
        let _ = fs::remove_file(&store);
        let made = Command::new("keytool")
            .args(["-importcert", "-noprompt", "-alias", "mockdrive", "-storetype", "PKCS12", "-file"])
            .arg(&self.authority)
            .arg("-keystore")
            .arg(&store)
            .args(["-storepass", PASSWORD])
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        Self { java: made.ok().filter(ExitStatus::success).map(|_| store), ..self }
    }
}
