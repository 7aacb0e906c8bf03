//! Whether a server is well.

use std::{thread::sleep, time::Duration};

use tokio::time::Instant;

use super::ask::Address;

/// How long the program pauses before it asks again.
const PAUSE: Duration = Duration::from_millis(50);

/// Asks a server whether it is well.
///
/// # Errors
/// Why it is not.
pub fn health(server: &Address) -> Result<(), String> {
    match server.get("/_mock/health") {
        Ok(reply) if reply.is_ok() => Ok(()),
        Ok(reply) => Err(format!("{server}: it answers `{}`", reply.status)),
        Err(error) => Err(format!("{server}: {error}")),
    }
}

/// Asks a server until it is well, or for so long.
///
/// # Errors
/// Why it was not well in the end.
pub fn wait_for_health(server: &Address, limit: Duration) -> Result<(), String> {
    let end = Instant::now() + limit;
    loop {
        match health(server) {
            Ok(()) => return Ok(()),
            Err(error) if Instant::now() >= end => {
                return Err(format!("{error}, after {} s", limit.as_secs()));
            }
            Err(_) => sleep(PAUSE),
        }
    }
}
