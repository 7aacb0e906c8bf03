//! The members of effects, each checked by itself.

use std::time::Duration;

use serde_json::Value;

use super::{
    draw::{Delay, LONGEST},
    effect::{Drip, TaskFault},
    form::{DelayForm, DripForm, RawForm, TaskForm},
    scope::Scope,
};
use crate::sandbox::{misread::Misread, read::read, settings::Pace};

/// The headers of a response that the server writes itself.
const OWN_HEADERS: [&str; 4] = ["connection", "content-length", "transfer-encoding", "upgrade"];

/// Returns the text of a code, which may be a number.
pub fn code_of(value: &Value) -> Result<String, Misread> {
    match value {
        Value::String(code) => Ok(code.clone()),
        Value::Number(code) => Ok(code.to_string()),
        _ => Err(Misread::new("is a code: a text or a number")),
    }
}

/// Checks a response as it stands.
pub fn raw(raw: RawForm) -> Result<RawForm, Misread> {
    if !(200..=599).contains(&raw.status) {
        return Err(Misread::new(format!("is a status from 200 to 599, not {}", raw.status)).member("status"));
    }
    for (name, value) in &raw.headers {
        let is_token = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        let text = if name.is_empty() || !name.bytes().all(is_token) {
            "is no name of a header"
        } else if OWN_HEADERS.contains(&&*name.to_ascii_lowercase()) {
            "is written by the server; `cut` and `connection` break responses off"
        } else if !value.bytes().all(|b| b == b'\t' || (0x20..0x7f).contains(&b) || b >= 0x80) {
            "is no value of a header: it has control characters"
        } else {
            continue;
        };
        return Err(Misread::new(text).member(name).member("headers"));
    }
    Ok(raw)
}

/// Checks a delay.
pub fn delay(value: &Value) -> Result<Delay, Misread> {
    let most = |millis: u64| {
        let text = || format!("is at most {LONGEST} milliseconds, not {millis}");
        if millis > LONGEST { Err(Misread::new(text())) } else { Ok(millis) }
    };
    match value {
        Value::Object(_) => match read(value)? {
            DelayForm::Uniform([from, to]) if from > to => {
                let text = format!("is two numbers, the smaller one first, such as [{to}, {from}]");
                Err(Misread::new(text).member("uniform"))
            }
            DelayForm::Uniform([from, to]) => {
                most(to).map_err(|misread| misread.item(1).member("uniform"))?;
                Ok(Delay::Uniform([from, to]))
            }
            DelayForm::Lognormal(form) => {
                let text = |name: &str, text: &str| Misread::new(text).member(name).member("lognormal");
                if form.median.is_nan() || form.median <= 0.0 {
                    return Err(text("median", "is a number of milliseconds above 0"));
                }
                if !(0.0..=10.0).contains(&form.sigma) {
                    return Err(text("sigma", "is a number from 0 to 10"));
                }
                most(form.max.unwrap_or(LONGEST))
                    .map_err(|misread| misread.member("max").member("lognormal"))?;
                Ok(Delay::Lognormal(form))
            }
        },
        _ => match value.as_u64() {
            Some(millis) => most(millis).map(Delay::Fixed),
            None => Err(Misread::new(
                "is a number of milliseconds, `{\"uniform\": [100, 900]}` or `{\"lognormal\": {\"median\": 90, \"sigma\": 0.4}}`",
            )),
        },
    }
}

/// Checks how slowly a body comes.
pub fn drip(form: &DripForm) -> Result<Drip, Misread> {
    let above = |name: &str, value: u64| {
        if value == 0 { Err(Misread::new("is a number from 1 on").member(name)) } else { Ok(value) }
    };
    let (chunk, every) = match (form.bytes_per_second, form.chunk, form.every_ms) {
        (Some(bytes), None, None) => {
            let bytes = above("bytes_per_second", bytes)?;
            // Some twenty pieces a second look like a slow line.
            let chunk = (bytes / 20).max(1);
            (chunk, Duration::from_micros(chunk.saturating_mul(1_000_000) / bytes))
        }
        (None, Some(chunk), Some(every)) => {
            (above("chunk", chunk)?, Duration::from_millis(above("every_ms", every)?.min(LONGEST)))
        }
        _ => return Err(Misread::new("has either `bytes_per_second`, or `chunk` and `every_ms`")),
    };
    Ok(Drip { chunk: usize::try_from(chunk).unwrap_or(usize::MAX), every })
}

/// Checks how a task goes.
pub fn task(form: TaskForm, scope: &mut Scope<'_>) -> Result<TaskFault, Misread> {
    let pace = form.pace.map(|pace| pace.parse::<Pace>().map(|pace| pace.0)).transpose();
    let pace = pace.map_err(|text| Misread::new(text).member("pace"))?;
    scope.with_tasks()?;
    let fail_at = match (form.fail_at_item, form.error) {
        (None, Some(_)) => return Err(Misread::new("goes with `fail_at_item`").member("error")),
        (None, None) if pace.is_none() => return Err(Misread::new("has `pace`, `fail_at_item` or both")),
        (None, None) => None,
        (Some(0), _) => return Err(Misread::new("is a number from 1 on").member("fail_at_item")),
        (Some(item), error) => {
            let errors = match error {
                None => Ok(scope.injected()),
                Some(code) => code_of(&code).and_then(|code| scope.task_errors(&code)),
            };
            let errors = errors.map_err(|misread| misread.member("error"))?;
            Some((usize::try_from(item).unwrap_or(usize::MAX), errors))
        }
    };
    Ok(TaskFault { pace, fail_at })
}
