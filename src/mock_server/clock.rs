//! The time of a sandbox, as a test in Rust sees and changes it.

use std::{
    future::Future,
    sync::{Arc, mpsc},
    time::{Duration, SystemTime},
};

use tokio::runtime::Handle;

use crate::{
    control::{self, Ran},
    sandbox::{DueKind, Sandbox, clock::Mode},
    world::Timestamp,
};

/// The clock of a sandbox: what `/_mock/clock` does, without HTTP.
///
/// Whatever falls due by a change is done when the call returns.
///
/// ```
/// use std::time::Duration;
///
/// let mock = mockdrive::MockServer::start();
/// let clock = mock.sandbox("t1").clock();
/// clock.freeze();
/// let before = clock.now();
/// clock.advance(Duration::from_secs(60));
/// assert_eq!(clock.now(), before + Duration::from_secs(60));
/// ```
#[derive(Clone)]
pub struct SandboxClock {
    pub(super) sandbox: Arc<Sandbox>,
    pub(super) runtime: Handle,
}

impl SandboxClock {
    /// Returns the time, in whole milliseconds.
    pub fn now(&self) -> SystemTime {
        let millis = self.sandbox.clock.now().millis();
        let distance = Duration::from_millis(millis.unsigned_abs());
        if millis < 0 { SystemTime::UNIX_EPOCH - distance } else { SystemTime::UNIX_EPOCH + distance }
    }

    /// Returns whether it stands still.
    pub fn is_frozen(&self) -> bool {
        matches!(self.sandbox.clock.mode(), Mode::Frozen(_))
    }

    /// Stops it at the time that it shows.
    pub fn freeze(&self) {
        control::change(&self.sandbox, None, Some(true));
    }

    /// Lets it run on from the time that it shows.
    pub fn resume(&self) {
        control::change(&self.sandbox, None, Some(false));
    }

    /// Sets it, to an earlier time as well; it stands still or runs as before. Times before 1970 become its beginning.
    pub fn set(&self, time: impl Into<SystemTime>) {
        control::change(&self.sandbox, Some(timestamp(time.into())), None);
    }

    /// Advances it by this time. Returns what fell due on the way, in its order.
    pub fn advance(&self, by: Duration) -> Vec<Ran> {
        control::advance(&self.sandbox, by)
    }

    /// Advances it to this time. Returns what fell due on the way, in its order.
    ///
    /// # Panics
    /// If it is later already.
    #[track_caller]
    pub fn advance_to(&self, time: impl Into<SystemTime>) -> Vec<Ran> {
        match control::advance_to(&self.sandbox, timestamp(time.into())) {
            Ok(ran) => ran,
            Err(error) => panic!("{error}"),
        }
    }

    /// Advances it to what falls due next. Returns all that fell due then.
    ///
    /// Notifications that are under way are awaited first, for some seconds at most: whether one is tried again is known
    /// only afterwards. Their receiver must not need the thread that calls this.
    ///
    /// # Panics
    /// If nothing of this kind waits for the clock.
    ///
    /// ```
    /// use mockdrive::{DueKind, Ran};
    /// # let mock = mockdrive::MockServer::start();
    /// # let sandbox = mock.sandbox("t1");
    /// sandbox.seed(r#"{"tokens": [{"value": "short", "user": "alice", "scopes": "all", "expires_in": 60}]}"#);
    /// assert_eq!(sandbox.clock().advance_to_next(DueKind::Token), [Ran::Token("short".into())]);
    /// ```
    #[track_caller]
    pub fn advance_to_next(&self, kind: DueKind) -> Vec<Ran> {
        let sandbox = Arc::clone(&self.sandbox);
        let advanced =
            on_server(&self.runtime, async move { control::advance_to_next(&sandbox, kind).await });
        match advanced {
            Some(Ok(ran)) => ran,
            Some(Err(error)) => panic!("{error}"),
            None => panic!("The server has stopped."),
        }
    }
}

/// Carries something out on the thread of a server, and waits for it; none if that has ended.
///
/// The thread that waits may itself be one of another runtime.
pub(super) fn on_server<T: Send + 'static>(
    runtime: &Handle,
    work: impl Future<Output = T> + Send + 'static,
) -> Option<T> {
    let (done, outcome) = mpsc::sync_channel(1);
    runtime.spawn(async move {
        // Whoever asked for it waits for it.
        let _ = done.send(work.await);
    });
    outcome.recv().ok()
}

/// Times before 1970 become its beginning.
pub(super) fn timestamp(time: SystemTime) -> Timestamp {
    Timestamp::default().plus(time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default())
}
