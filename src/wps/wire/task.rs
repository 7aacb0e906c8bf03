//! Tasks.

use serde::Serialize;

/// How far a task is.
#[derive(Serialize)]
pub struct DriveTask {
    pub done: usize,
    pub failed: usize,
    pub status: &'static str,
    pub total: usize,
}
