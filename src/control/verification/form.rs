//! What a test expects, as it is written and checked.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor, value::SeqAccessDeserializer},
};

use super::times::Times;
use crate::sandbox::{
    Catalogue, Misread,
    journal::Bodies,
    matcher::{MatchForm, Matcher, Words},
};

/// The most expectations at once.
const MOST: usize = 256;

/// The longest wait for requests to come, in milliseconds.
pub const LONGEST_WAIT: u64 = 60_000;

/// What a test expects, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct VerifyForm {
    /// Only requests behind this number count.
    pub since: u64,
    /// How long requests under way and missing ones are waited for, in milliseconds.
    pub wait_ms: u64,
    /// In which order the expected ones come.
    pub order: Order,
    /// The expected ones.
    pub expect: Vec<ExpectForm>,
    /// Whether there may be others.
    pub others: Others,
    /// What must not have happened.
    pub clean: Clean,
}

impl Default for VerifyForm {
    fn default() -> Self {
        let (order, others, clean) = (Order::Any, Others::Allow, Clean::default());
        Self { since: 0, wait_ms: 1000, order, expect: Vec::new(), others, clean }
    }
}

/// In which order requests come.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Order {
    /// In any.
    Any,
    /// Each after the one before; others may stand between.
    Sequence,
    /// The requests are these and no others.
    Exact,
}

/// Whether there may be other requests.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Others {
    /// There may.
    Allow,
    /// Every request is expected.
    Forbid,
}

/// One expectation, as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectForm {
    /// What it is called in texts; absent: what it matches.
    name: Option<String>,
    /// Which requests are meant; absent: all.
    #[serde(rename = "match", default)]
    form: MatchForm,
    /// How often they come.
    #[serde(default)]
    times: Times,
}

/// What must not have happened.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Clean(pub Vec<Check>);

/// One thing that must not have happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Check {
    /// A request without a route.
    Unrouted,
    /// A request that mockdrive does not emulate.
    NotEmulated,
    /// A 5xx that no fault injected.
    ServerErrors,
    /// A request that came before the time that it was told.
    Early,
    /// A fault that has not fired as often as it is to.
    UnspentFaults,
}

impl Check {
    const ALL: [Self; 5] =
        [Self::Unrouted, Self::NotEmulated, Self::ServerErrors, Self::Early, Self::UnspentFaults];
}

impl<'de> Deserialize<'de> for Clean {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(CleanReader)
    }
}

struct CleanReader;

impl<'de> Visitor<'de> for CleanReader {
    type Value = Clean;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("`true`, `false` or a list")
    }

    fn visit_bool<E>(self, is_clean: bool) -> Result<Clean, E> {
        Ok(if is_clean { Clean(Check::ALL.to_vec()) } else { Clean::default() })
    }

    fn visit_seq<A: SeqAccess<'de>>(self, checks: A) -> Result<Clean, A::Error> {
        Vec::deserialize(SeqAccessDeserializer::new(checks)).map(Clean)
    }
}

/// One expectation.
pub struct Expectation {
    /// What it is called.
    pub name: String,
    /// Which requests are meant.
    pub matcher: Matcher,
    /// How often.
    pub times: Times,
}

impl VerifyForm {
    /// Checks the expectations.
    ///
    /// # Errors
    /// The member that can never hold, with what would have been right.
    pub fn expectations(&self, catalogue: &Catalogue, bodies: Bodies) -> Result<Vec<Expectation>, Misread> {
        if self.expect.len() > MOST {
            let text = format!("has at most {MOST} expectations, not {}", self.expect.len());
            return Err(Misread::new(text).member("expect"));
        }
        if self.wait_ms > LONGEST_WAIT {
            let text = format!("is at most {LONGEST_WAIT}, not {}", self.wait_ms);
            return Err(Misread::new(text).member("wait_ms"));
        }
        let read = |(at, expect): (usize, &ExpectForm)| {
            let placed = |misread: Misread| misread.member("match").item(at).member("expect");
            let matcher = Matcher::of_journal(&expect.form, catalogue, bodies).map_err(placed)?;
            let name = expect.name.clone().unwrap_or_else(|| described(&expect.form));
            Ok(Expectation { name, matcher, times: expect.times })
        };
        self.expect.iter().enumerate().map(read).collect()
    }
}

/// Returns what stands for an expectation without a name.
fn described(form: &MatchForm) -> String {
    let plain = |words: &Option<Words>| words.as_ref().map(|Words(words)| words.join("|"));
    let named = |name: &str, words: &Option<Words>| plain(words).map(|words| format!("{name} {words}"));
    let members = [
        plain(&form.provider),
        plain(&form.operation),
        plain(&form.method),
        plain(&form.path),
        named("by", &form.caller),
        named("status", &form.status),
        named("fault", &form.fault),
    ];
    let keyed = [("query", form.query.keys().collect()), ("header", form.header.keys().collect())];
    let keyed = keyed.into_iter().chain([("body", form.body.keys().collect::<Vec<_>>())]);
    let keyed = keyed.flat_map(|(kind, names)| names.into_iter().map(move |name| format!("{kind}.{name}")));
    let words: Vec<String> = members.into_iter().flatten().chain(keyed).collect();
    if words.is_empty() { "any request".into() } else { words.join(" ") }
}
