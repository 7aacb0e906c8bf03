//! The requests of a sandbox, and what a test in Rust expects of them.

use std::{sync::Arc, thread};

use serde_json::Value;

use super::{clock::on_server, expect::Expectations, matching::Match, sandbox::Sandbox};
use crate::{
    control::{self, RecordedRequest, Seen, Verification},
    sandbox::{
        matcher::{MatchForm, Matcher},
        read::read,
    },
    server,
};

impl Sandbox {
    /// Returns the requests of the journal, oldest first: those under way as far as they are.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> reqwest::Result<()> {
    /// let mock = mockdrive::MockServer::start();
    /// let sandbox = mock.sandbox("t1");
    /// reqwest::get(format!("{}/v1.0/me/drive", sandbox.uri())).await?.text().await?;
    ///
    /// let requests = sandbox.requests();
    /// assert_eq!(requests[0].operation, Some("drive.get"));
    /// assert_eq!(requests[0].status, Some(401));
    /// # Ok(())
    /// # }
    /// ```
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.recorded(&Matcher::default())
    }

    /// Returns the requests of the journal that are meant, oldest first: those of an operation by its name, or those of a
    /// [`Match`].
    ///
    /// # Panics
    /// If there can be none such.
    #[track_caller]
    pub fn requests_matching(&self, which: impl Into<Match>) -> Vec<RecordedRequest> {
        let Match(which) = which.into();
        let bodies = self.inner.settings().journal.bodies;
        let matcher = read::<MatchForm>(&which);
        match matcher.and_then(|form| Matcher::of_journal(&form, &self.catalogue, bodies)) {
            Ok(matcher) => self.recorded(&matcher),
            Err(misread) => panic!("the matcher {which}: {misread}"),
        }
    }

    fn recorded(&self, matcher: &Matcher) -> Vec<RecordedRequest> {
        let world = self.inner.snapshot();
        let entries = self.inner.journal.since(0).into_iter();
        let meant = entries.filter(|entry| matcher.matches(&Seen::of(entry)));
        meant.map(|entry| control::explained(server::known_routes(), &world, &entry)).collect()
    }

    /// Verifies the requests that have come.
    ///
    /// Requests under way are awaited first, and then missing ones, a second in all:
    /// [`Expectations::within`] takes another time. The server works on a thread of its own, so this may stop a plain
    /// test and one on a runtime alike. Where requests are still to be sent by tasks on the very thread that calls this,
    /// [`Self::verify_async`] lets them.
    ///
    /// # Panics
    /// If anything does not hold, with a line for each, and the requests that come nearest; or if it can never hold.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> reqwest::Result<()> {
    /// use mockdrive::{Expect, Expectations, Match, MockServer};
    ///
    /// let mock = MockServer::start();
    /// let sandbox = mock.sandbox("t1");
    /// let url = format!("{}/v1.0/me/drive", sandbox.uri());
    /// reqwest::Client::new().get(url).bearer_auth("alice-token").send().await?.text().await?;
    ///
    /// sandbox.verify(Expect::one("drive.get"));
    /// let any = Match::any();
    /// sandbox.verify(Expectations::of([Expect::one(any.caller("alice").status(200))]).in_exact_order().clean());
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn verify(&self, expected: impl Into<Expectations>) {
        let Expectations(expected) = expected.into();
        let failure = match self.checked(&expected) {
            Ok(checked) => self.failure(checked),
            Err(wrong) => Some(wrong),
        };
        if let Some(failure) = failure {
            panic!("{failure}");
        }
    }

    /// Verifies the requests that have come, as [`Self::verify`] does, and lets other tasks of this thread go on
    /// meanwhile.
    ///
    /// # Panics
    /// As [`Self::verify`] does.
    pub async fn verify_async(&self, expected: impl Into<Expectations>) {
        let Expectations(expected) = expected.into();
        let checked = self.checked(&expected).unwrap_or_else(|wrong| panic!("{wrong}"));
        let (inner, checked) = (Arc::clone(&self.inner), Arc::new(checked));
        let work = {
            let (inner, checked) = (Arc::clone(&inner), Arc::clone(&checked));
            async move { control::verify(&inner, &checked).await }
        };
        let outcome = self.runtime.spawn(work).await;
        let outcome = outcome.unwrap_or_else(|_| control::verify_now(&inner, &checked));
        assert!(outcome.passed(), "{}", outcome.text());
    }

    /// Expects something of the requests that come from now on, until the guard is dropped.
    ///
    /// # Panics
    /// If it can never hold.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> reqwest::Result<()> {
    /// use mockdrive::{Expect, MockServer};
    ///
    /// let mock = MockServer::start();
    /// let sandbox = mock.sandbox("t1");
    /// let _one = sandbox.expect(Expect::one("drive.get"));
    /// reqwest::get(format!("{}/v1.0/me/drive", sandbox.uri())).await?.text().await?;
    /// # Ok(())
    /// # }
    /// ```
    #[track_caller]
    pub fn expect(&self, expected: impl Into<Expectations>) -> ExpectGuard {
        let Expectations(mut expected) = expected.into();
        if expected.get("since").is_none() {
            expected["since"] = self.inner.journal.last().into();
        }
        match self.checked(&expected) {
            Ok(checked) => ExpectGuard { sandbox: self.clone(), expected: Some(checked) },
            Err(wrong) => panic!("{wrong}"),
        }
    }

    /// Checks what is expected.
    ///
    /// # Errors
    /// A text that says what can never hold.
    fn checked(&self, expected: &Value) -> Result<Verification, String> {
        let bodies = self.inner.settings().journal.bodies;
        let checked = Verification::read(expected, &self.catalogue, bodies);
        checked.map_err(|misread| format!("the expectations {expected}: {misread}"))
    }

    /// Waits for what is expected. Returns what does not hold.
    fn failure(&self, expected: Verification) -> Option<String> {
        let (inner, expected) = (Arc::clone(&self.inner), Arc::new(expected));
        let awaited = Arc::clone(&expected);
        let outcome = on_server(&self.runtime, async move { control::verify(&inner, &awaited).await });
        // Where the server has ended, nothing more can come.
        let outcome = outcome.unwrap_or_else(|| control::verify_now(&self.inner, &expected));
        (!outcome.passed()).then(|| outcome.text())
    }
}

/// What is expected of a sandbox: it is verified when this is dropped, unless the thread panics already.
///
/// Only requests count that came while it was there, unless [`Expectations::since`] says otherwise. A reset of the sandbox
/// counts requests from 1 again: drop it before.
#[must_use = "it is verified when it is dropped, which is at once"]
pub struct ExpectGuard {
    sandbox: Sandbox,
    expected: Option<Verification>,
}

impl ExpectGuard {
    /// Verifies it now, as [`Sandbox::verify`] does.
    ///
    /// # Panics
    /// If anything does not hold.
    #[track_caller]
    pub fn verify(mut self) {
        if let Some(failure) = self.failure() {
            panic!("{failure}");
        }
    }

    fn failure(&mut self) -> Option<String> {
        self.sandbox.failure(self.expected.take()?)
    }
}

impl Drop for ExpectGuard {
    fn drop(&mut self) {
        if thread::panicking() {
            return;
        }
        if let Some(failure) = self.failure() {
            panic!("{failure}");
        }
    }
}
