//! Rules and effects as they are written.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use crate::sandbox::matcher::MatchForm;

/// When and how requests go wrong.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct RuleForm {
    /// Its name: 1 to 64 small letters, digits and hyphens; `f1`, `f2` and so on if it is left out.
    pub id: Option<String>,
    /// Which requests are meant; all if it is left out.
    #[serde(rename = "match")]
    pub of: MatchForm,
    /// How many matching requests pass first.
    pub skip: u64,
    /// How often it fires; without end if it is left out.
    pub times: Option<u64>,
    /// Of the rest, it fires at each one of this number.
    pub every: Option<u64>,
    /// How likely it is to fire, from 0 to 1.
    pub probability: Option<f64>,
    /// What its draws begin with.
    pub seed: u64,
    /// How long it lasts, by the sandbox's clock.
    pub for_seconds: Option<f64>,
    /// A limit: only what goes beyond it counts.
    pub over: Option<OverForm>,
    /// Whether it takes the place of the operation or of its response.
    pub when: When,
    /// What happens, as an object or in short form.
    pub effect: Option<EffectForm>,
    /// Instead of `effect`: what happens to one matching request after the other; `null` lets one pass.
    pub effects: Option<Vec<Option<EffectForm>>>,
}

/// Whether a fault takes the place of the operation or of its response.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum When {
    /// The operation does not run, and credentials are not looked at.
    #[default]
    Before,
    /// The operation has run and succeeded.
    After,
}

/// A rate of requests.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct OverForm {
    /// How many matching requests pass.
    pub requests: u64,
    /// In how many seconds of the sandbox's clock.
    pub seconds: f64,
}

/// What happens to a request.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EffectForm {
    /// The code of one of the provider's errors, a text or a number.
    pub error: Option<Value>,
    /// The text of that error, if not the provider's.
    pub message: Option<String>,
    /// A status, in the provider's envelope.
    pub status: Option<u16>,
    /// A response as it stands.
    pub raw: Option<RawForm>,
    /// How the connection ends.
    pub connection: Option<Connection>,
    /// The seconds after which the client may come again.
    pub retry_after: Option<u64>,
    /// How that is written.
    pub retry_after_as: Option<RetryAs>,
    /// Whether a client that comes earlier is refused again.
    pub enforce: Option<bool>,
    /// Milliseconds before the first byte, or `{"uniform": [..]}` or `{"lognormal": {..}}`.
    pub delay: Option<Value>,
    /// Where the body of the response breaks off.
    pub cut: Option<CutForm>,
    /// How slowly the body of the response comes.
    pub drip: Option<DripForm>,
    /// Where the body of the response stands still for a while.
    pub stall: Option<Stall>,
    /// Which byte of the response's body is inverted.
    pub corrupt: Option<Corrupt>,
    /// What happens in the middle of the request's body.
    pub upload: Option<UploadForm>,
    /// How the task goes that the request starts.
    pub task: Option<TaskForm>,
}

/// How a connection ends without a response.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum Connection {
    /// By a TCP reset.
    Reset,
    /// In order, but without a response.
    Close,
    /// Not before the client gives up.
    Hang,
}

/// How a connection ends in the middle of a response.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum End {
    /// By a TCP reset.
    #[default]
    Reset,
    /// In order.
    Close,
}

/// How `Retry-After` is written.
#[derive(Clone, Copy, PartialEq, Eq, Default, Deserialize, Debug)]
#[serde(rename_all = "lowercase")]
pub enum RetryAs {
    /// As a number of seconds.
    #[default]
    Seconds,
    /// As a date.
    Date,
}

/// A response as it stands.
#[derive(Clone, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct RawForm {
    /// Its status.
    pub status: u16,
    /// Its headers.
    #[serde(default)]
    pub headers: BTreeMap<String, String>,
    /// Its body.
    #[serde(default)]
    pub body: String,
}

/// Where a response breaks off.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct CutForm {
    /// Behind so many bytes of its body.
    pub after_bytes: u64,
    /// How.
    #[serde(default)]
    pub then: End,
}

/// How slowly a body comes: so many bytes a second, or a chunk now and then.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DripForm {
    /// How many bytes come in a second.
    pub bytes_per_second: Option<u64>,
    /// How many bytes come at once.
    pub chunk: Option<u64>,
    /// How many milliseconds lie between two chunks.
    pub every_ms: Option<u64>,
}

/// Where a body stands still.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Stall {
    /// Behind so many bytes.
    pub after_bytes: u64,
    /// For how many milliseconds.
    pub for_ms: u64,
}

/// Which byte of a body is inverted.
#[derive(Clone, Copy, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Corrupt {
    /// Its place, from 0.
    pub at_byte: u64,
}

/// What happens in the middle of a request's body.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct UploadForm {
    /// Behind so many bytes.
    pub after_bytes: u64,
    /// `reset`, `close`, `stall`, or an effect with `error` or `status`.
    pub then: Option<Value>,
}

/// How a task goes.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TaskForm {
    /// How fast: as the setting `tasks`.
    pub pace: Option<String>,
    /// Which of its items fails, from 1.
    pub fail_at_item: Option<u64>,
    /// The code of the error that it fails with.
    pub error: Option<Value>,
}

/// A delay that is drawn.
#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DelayForm {
    /// From the first to the second number of milliseconds.
    Uniform([u64; 2]),
    /// With a long tail.
    Lognormal(Lognormal),
}

/// Delays with a long tail.
#[derive(Clone, Copy, PartialEq, Deserialize, Debug)]
#[serde(deny_unknown_fields)]
pub struct Lognormal {
    /// The milliseconds that half of them stay below.
    pub median: f64,
    /// How far they spread.
    pub sigma: f64,
    /// The most milliseconds.
    pub max: Option<u64>,
}
