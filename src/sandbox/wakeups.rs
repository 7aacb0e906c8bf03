//! What wakes the loops that work beside the requests.

use tokio::sync::Notify;

/// Wakes the loops that work beside the requests.
#[derive(Default)]
pub struct Wakeups {
    /// A task was added, or a clock was changed.
    pub tasks: Notify,
    /// There is something to send, or a clock was changed.
    pub outbox: Notify,
}
