//! Running a command whose requests to the vendors end here.

use std::{
    ffi::OsString,
    fs, io,
    os::unix::process::ExitStatusExt,
    process::{Child, Command, ExitCode, ExitStatus},
};

use tokio::{
    runtime,
    signal::unix::{SignalKind, signal},
};

use super::{ask::Address, lead, trust};
use crate::config::{Surroundings, Variables};

/// What a shell says of a command that is not there, and of one that is no program.
const NOT_FOUND: u8 = 127;
const NO_PROGRAM: u8 = 126;

/// Runs a command against a running server and returns its exit code. Where `is_own`, the server is there for the command
/// alone, and what was written for it goes with it.
///
/// # Errors
/// A server without an authority, files that cannot be written, signals that cannot be heard.
pub fn run(
    server: &Address,
    sandbox: Option<&str>,
    command: &[OsString],
    is_own: bool,
) -> Result<ExitCode, Box<dyn std::error::Error>> {
    let around = Surroundings::of_program();
    let authority = trust::authority(server)?;
    let files = trust::keep(server, &authority, &around)?.with_java();
    let variables = lead::for_hosts(server, sandbox, &files, &around);
    let ended = wait(command, &variables);
    if is_own {
        // Nobody trusts what has ended.
        let _ = fs::remove_dir_all(trust::folder(server, &around));
    }
    ended.map_err(Into::into)
}

fn wait(command: &[OsString], variables: &Variables) -> io::Result<ExitCode> {
    let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        // They are heard from here on, and do not end the program before its command.
        let mut ended = signal(SignalKind::child())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let (mut terminate, mut hang_up) = (signal(SignalKind::terminate())?, signal(SignalKind::hangup())?);
        let [program, arguments @ ..] = command else { return Ok(ExitCode::FAILURE) };
        let mut child = match Command::new(program).args(arguments).envs(variables.iter()).spawn() {
            Ok(child) => child,
            Err(error) => {
                eprintln!("mockdrive: {}: {error}", program.display());
                let is_missing = error.kind() == io::ErrorKind::NotFound;
                return Ok(ExitCode::from(if is_missing { NOT_FOUND } else { NO_PROGRAM }));
            }
        };
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok(code_of(status));
            }
            tokio::select! {
                _ = ended.recv() => {}
                // A terminal tells the command itself.
                _ = interrupt.recv() => {}
                _ = terminate.recv() => tell(&mut child, "TERM"),
                _ = hang_up.recv() => tell(&mut child, "HUP"),
            }
        }
    })
}

/// Hands a signal on. The shell has a hand for it; where there is none, the command is killed.
fn tell(child: &mut Child, name: &str) {
    let told = Command::new("sh").args(["-c", "kill -\"$0\" \"$1\"", name, &child.id().to_string()]).status();
    if !told.is_ok_and(|status| status.success()) {
        let _ = child.kill();
    }
}

/// Returns the code that a shell would return.
fn code_of(status: ExitStatus) -> ExitCode {
    let code =
        status.code().or_else(|| Some(128 + status.signal()?)).and_then(|code| u8::try_from(code).ok());
    code.map_or(ExitCode::FAILURE, ExitCode::from)
}
