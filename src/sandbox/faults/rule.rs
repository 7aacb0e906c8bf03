//! A rule, checked.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value};

use super::{
    check,
    effect::Effect,
    form::{OverForm, RuleForm, When},
    scope::Scope,
    short,
};
use crate::sandbox::{catalogue::Catalogue, matcher::Matcher, misread::Misread, read::read};

/// What a listing adds to a rule, and what is ignored when a listing is put back.
pub const COUNTERS: [&str; 6] = ["matched", "hits", "spent", "early", "waits", "requests"];

/// The most requests of a rate, and the most effects of a list: each is remembered.
const MOST: u64 = 10_000;

/// A rule, checked.
#[derive(Debug)]
pub struct Rule {
    /// Its name; empty until it is given one.
    pub id: Arc<str>,
    /// As it was written, without counters.
    pub given: Map<String, Value>,
    /// How many bytes it takes to write it.
    pub size: usize,
    /// Which requests are meant.
    pub matcher: Matcher,
    /// How many matching requests pass first.
    pub skip: u64,
    /// Of the rest, it fires at each one of this number.
    pub every: u64,
    /// How likely it is to fire.
    pub probability: f64,
    /// What its draws begin with.
    pub seed: u64,
    /// How often it fires.
    pub times: Option<u64>,
    /// How long it lasts.
    pub lasts: Option<Duration>,
    /// A limit: only what goes beyond it counts.
    pub over: Option<Over>,
    /// Whether it takes the place of the operation or of its response.
    pub when: When,
    /// What happens, each time or one after the other.
    pub effects: Vec<Option<Arc<Effect>>>,
    /// Whether the effects are a list of which each happens once.
    pub is_list: bool,
}

/// A rate of requests.
#[derive(Clone, Copy, Debug)]
pub struct Over {
    /// How many requests pass.
    pub requests: usize,
    /// Within which time.
    pub within: Duration,
}

impl Rule {
    /// Reads and checks a rule.
    ///
    /// # Errors
    /// The member that is wrong, with what would have been right.
    pub fn read(value: &Value, catalogue: &Catalogue) -> Result<Self, Misread> {
        let Value::Object(given) = value else { return Err(Misread::new("is an object")) };
        let mut given = given.clone();
        given.retain(|name, _| !COUNTERS.contains(&&**name));
        let written = Value::Object(given.clone());
        let form: RuleForm = read(&short::unfold(written)?)?;
        let id = form.id.as_deref().map(id).transpose().map_err(|misread| misread.member("id"))?;
        check_match(&form)?;
        let in_match = |misread: Misread| misread.member("match");
        let mut matcher = Matcher::new(&form.of, catalogue).map_err(in_match)?;
        let mut scope = Scope::of(&form.of, &matcher, catalogue);
        let is_list = form.effects.is_some();
        let effects = match (form.effect, form.effects) {
            (Some(effect), None) => {
                let effect = check::effect(effect, form.when, &mut scope);
                vec![Some(Arc::new(effect.map_err(|misread| misread.member("effect"))?))]
            }
            (None, Some(effects)) => {
                let mut checked = Vec::new();
                for (at, effect) in effects.into_iter().enumerate() {
                    let effect =
                        effect.map(|effect| check::effect(effect, form.when, &mut scope)).transpose();
                    let effect = effect.map_err(|misread| misread.item(at).member("effects"))?;
                    checked.push(effect.map(Arc::new));
                }
                checked
            }
            (Some(_), Some(_)) => return Err(Misread::new("excludes `effects`").member("effect")),
            (None, None) => return Err(Misread::new("is missing: it says what happens").member("effect")),
        };
        scope.narrow(&mut matcher);
        let number = |name: &str, text: &str| Err(Misread::new(text).member(name));
        if is_list {
            if !effects.iter().any(Option::is_some) {
                return number("effects", "has no effect in it");
            }
            if form.times.is_some() {
                return number("times", "excludes `effects`, each of which happens once");
            }
            if effects.len() as u64 > MOST {
                return number("effects", "has more than 10000 items");
            }
        }
        if form.times == Some(0) {
            return number("times", "is a number from 1 on: the rule would never fire");
        }
        if form.every == Some(0) {
            return number("every", "is a number from 1 on");
        }
        if form.probability.is_some_and(|p| !(p > 0.0 && p <= 1.0)) {
            return number("probability", "is a number above 0 and up to 1");
        }
        let over = form.over.map(over).transpose().map_err(|misread| misread.member("over"))?;
        Ok(Self {
            id: id.unwrap_or_default(),
            size: serde_json::to_vec(&given).map_or(0, |text| text.len()),
            given,
            matcher,
            skip: form.skip,
            every: form.every.unwrap_or(1),
            probability: form.probability.unwrap_or(1.0),
            seed: form.seed,
            times: if is_list { Some(effects.len() as u64) } else { form.times },
            lasts: form.for_seconds.map(|seconds| time("for_seconds", seconds)).transpose()?,
            over,
            when: form.when,
            effects,
            is_list,
        })
    }

    /// Gives it a name.
    #[must_use]
    pub fn named(mut self, id: &str) -> Self {
        self.given.insert("id".into(), id.into());
        Self { id: id.into(), ..self }
    }
}

/// Checks the name of a rule.
fn id(id: &str) -> Result<Arc<str>, Misread> {
    let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    if id.is_empty() || id.len() > 64 || !id.bytes().all(allowed) {
        return Err(Misread::new(format!("is 1 to 64 small letters, digits and hyphens, not `{id}`")));
    }
    Ok(id.into())
}

/// Refuses what is not known yet when a fault is decided on.
fn check_match(form: &RuleForm) -> Result<(), Misread> {
    let text = if form.of.status.is_some() {
        (
            "status",
            "is not known when a fault is decided on; `\"when\": \"after\"` hits operations that succeeded",
        )
    } else if form.of.fault.is_some() {
        ("fault", "is not known when a fault is decided on")
    } else if form.of.caller.is_some() && form.when == When::Before {
        (
            "caller",
            "is not known before credentials are checked; `header` is, and so is `caller` with `\"when\": \"after\"`",
        )
    } else {
        return Ok(());
    };
    Err(Misread::new(text.1).member(text.0).member("match"))
}

fn time(name: &str, seconds: f64) -> Result<Duration, Misread> {
    let time = Duration::try_from_secs_f64(seconds).ok().filter(|time| !time.is_zero());
    time.ok_or_else(|| Misread::new("is a number of seconds above 0").member(name))
}

fn over(form: OverForm) -> Result<Over, Misread> {
    if form.requests > MOST {
        return Err(Misread::new(format!("is at most {MOST}")).member("requests"));
    }
    let requests = usize::try_from(form.requests).unwrap_or(usize::MAX);
    Ok(Over { requests, within: time("seconds", form.seconds)? })
}
