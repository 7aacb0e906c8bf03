//! What goes wrong, as a test in Rust says it.

use std::time::Duration;

use serde_json::{Map, Number, Value};

use super::matching::Match;
use crate::{
    sandbox::{self, faults::short},
    world::Pace,
};

/// Which requests go wrong, when and how: a rule of `/_mock/faults`, which `docs/control.md` explains.
///
/// ```
/// use mockdrive::{Fault, MockServer};
///
/// let mock = MockServer::start();
/// let busy = mock.sandbox("t1").fault(Fault::on("driveItem.copy").status(503).times(2));
/// assert_eq!(busy.hits(), 0);
/// // The short form of the command line says the same.
/// mock.sandbox("t1").fault("op=driveItem.copy,status=503,times=2");
/// ```
#[derive(Clone, PartialEq, Debug)]
#[must_use = "nothing goes wrong before a sandbox has the fault"]
pub struct Fault(pub(super) Value);

impl From<&str> for Fault {
    /// Reads the short form.
    ///
    /// # Panics
    /// If it cannot be read.
    fn from(text: &str) -> Self {
        Self(short::rule(text).unwrap_or_else(|misread| panic!("the fault `{text}`: {misread}")))
    }
}

impl Fault {
    /// Begins a fault of these requests: those of an operation by its name, or those of a [`Match`].
    pub fn on(which: impl Into<Match>) -> Self {
        let Match(which) = which.into();
        Self::any().put("", "match", which)
    }

    /// Begins a fault of all requests.
    pub fn any() -> Self {
        Self(Value::Object(Map::new()))
    }

    /// Sets a member of an object in the rule, or of the rule itself.
    fn put(mut self, object: &str, member: &str, value: impl Into<Value>) -> Self {
        let place = if object.is_empty() { &mut self.0 } else { &mut self.0[object] };
        place[member] = value.into();
        self
    }

    /// Takes only requests to this service: `graph`, `kdocs`, `wps` or `koodrive`.
    pub fn provider(self, name: &str) -> Self {
        self.put("match", "provider", name)
    }

    /// Takes only requests to this path; `*` stands for anything but `/`, `**` for anything.
    pub fn path(self, path: &str) -> Self {
        self.put("match", "path", path)
    }

    /// Takes only requests with this method.
    pub fn method(self, method: &str) -> Self {
        self.put("match", "method", method)
    }

    /// Lets the first matching requests pass.
    pub fn skip(self, requests: u64) -> Self {
        self.put("", "skip", requests)
    }

    /// Lets it happen so often, and no more.
    pub fn times(self, times: u64) -> Self {
        self.put("", "times", times)
    }

    /// Lets it happen to each request of this number.
    pub fn every(self, number: u64) -> Self {
        self.put("", "every", number)
    }

    /// Lets it happen with this probability; the same seed draws the same requests.
    pub fn probability(self, probability: f64, seed: u64) -> Self {
        let number = Number::from_f64(probability).map_or(Value::Null, Value::Number);
        self.put("", "probability", number).put("", "seed", seed)
    }

    /// Lets it happen after the operation was carried out, in place of its response.
    pub fn after(self) -> Self {
        self.put("", "when", "after")
    }

    /// Responds with the provider's error of this code.
    pub fn error(self, code: &str) -> Self {
        self.put("effect", "error", code)
    }

    /// Responds with the provider's error of this status.
    pub fn status(self, status: u16) -> Self {
        self.put("effect", "status", status)
    }

    /// Asks the client to come again after so many seconds, which is checked.
    pub fn retry_after(self, seconds: u64) -> Self {
        self.put("effect", "retry_after", seconds)
    }

    /// Resets the connection.
    pub fn reset(self) -> Self {
        self.put("effect", "connection", "reset")
    }

    /// Closes the connection without a response.
    pub fn close(self) -> Self {
        self.put("effect", "connection", "close")
    }

    /// Sends nothing until the client gives up.
    pub fn hang(self) -> Self {
        self.put("effect", "connection", "hang")
    }

    /// Waits before the first byte of the response. Whole milliseconds count.
    pub fn delay(self, delay: Duration) -> Self {
        self.put("effect", "delay", u64::try_from(delay.as_millis()).unwrap_or(u64::MAX))
    }

    /// Breaks the response off behind so many bytes of its body.
    pub fn cut(mut self, after_bytes: u64) -> Self {
        self.0["effect"]["cut"]["after_bytes"] = after_bytes.into();
        self
    }

    /// Resets the connection once so many bytes of the request's body have come.
    pub fn upload_reset(mut self, after_bytes: u64) -> Self {
        self.0["effect"]["upload"]["after_bytes"] = after_bytes.into();
        self
    }

    /// Lets an item of the task fail that the request starts, from 1.
    pub fn fail_at_item(mut self, number: u64) -> Self {
        self.0["effect"]["task"]["fail_at_item"] = number.into();
        self
    }

    /// Lets the task that the request starts go at this pace.
    pub fn pace(mut self, pace: Pace) -> Self {
        self.0["effect"]["task"]["pace"] = sandbox::Pace(pace).to_string().into();
        self
    }
}
