//! The program as a process that serves until it is told to stop.

use std::{
    io::{BufRead, BufReader, Read},
    net::SocketAddr,
    process::{Child, Command, Stdio},
};

/// Starts the program on a free port, without an environment. Returns also its address.
pub fn start(arguments: &[&str]) -> (Child, SocketAddr) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mockdrive"));
    command.env_clear().args(["--listen", "127.0.0.1:0"]).args(arguments);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("started");
    let mut line = String::new();
    BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("text");
    let address = line.trim().strip_prefix("Ready. http://").expect("ready").parse().expect("an address");
    (child, address)
}

/// Sends a process a signal.
pub fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-s", name, &pid]).status().expect("a shell's kill").success());
}

/// Waits for the end of a program. Returns the exit code, and the lines of the log without their times.
pub fn end(mut child: Child) -> (Option<i32>, String) {
    let mut log = String::new();
    child.stderr.take().expect("piped").read_to_string(&mut log).expect("text");
    let code = child.wait().expect("it ended").code();
    let lines = log.lines().map(|line| line.split_once("Z ").map_or(line, |(_, line)| line).trim());
    (code, lines.collect::<Vec<_>>().join("\n"))
}
