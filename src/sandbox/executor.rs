//! The loop that carries out background tasks between requests.

use std::{sync::Arc, time::Duration};

use super::registry::Sandboxes;

/// The longest sleep; the clock of the system may be set while we wait.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Does what is due in every sandbox, then waits for the next task to fall due or for a wake-up; never returns.
///
/// No request depends on it: a read does what is due, too. It runs beside the server in one `select!`, so it ends
/// with it.
pub async fn run(sandboxes: Arc<Sandboxes>) {
    loop {
        let until_idle = sandboxes.let_go();
        let wait = sandboxes.run_due().into_iter().chain(until_idle).min().unwrap_or(LONGEST_WAIT);
        let wait = wait.min(LONGEST_WAIT);
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = sandboxes.tasks_wakeup() => {}
        }
    }
}
