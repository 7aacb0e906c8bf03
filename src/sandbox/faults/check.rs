//! Effects are checked: those that exclude each other and those that can never happen are refused.

use serde_json::Value;

use super::{
    draw::LONGEST,
    effect::{Answer, BodyEffect, Effect, Named, RetryAfter, Upload, Wording},
    form::{Connection, EffectForm, UploadForm, When},
    members,
    scope::Scope,
};
use crate::sandbox::{misread::Misread, read::read};

/// The longest time that a client may be asked to stay away, in seconds.
const LONGEST_RETRY: u64 = 366 * 24 * 60 * 60;

/// Checks an effect, and narrows `scope` to the requests that it can happen to.
///
/// # Errors
/// The member that is wrong, with what would have been right.
pub fn effect(form: EffectForm, when: When, scope: &mut Scope<'_>) -> Result<Effect, Misread> {
    exclude(&form, when)?;
    let message = form.message;
    let answer = if let Some(code) = &form.error {
        let code = members::code_of(code).and_then(|code| scope.with_error(&code).map(|()| code));
        let named = Named::Code(code.map_err(|misread| misread.member("error"))?);
        Some(Answer::Worded(Wording { named, message }))
    } else if let Some(status) = form.status {
        scope.with_status(status).map_err(|misread| misread.member("status"))?;
        Some(Answer::Worded(Wording { named: Named::Status(status), message }))
    } else if let Some(raw) = form.raw {
        Some(Answer::Raw(members::raw(raw).map_err(|misread| misread.member("raw"))?))
    } else {
        form.connection.map(Answer::Connection)
    };
    let retry_after = form.retry_after.map(|seconds| RetryAfter {
        seconds,
        written: form.retry_after_as.unwrap_or_default(),
        enforce: form.enforce.unwrap_or(true),
    });
    if let Some(stall) = form.stall.filter(|stall| stall.for_ms > LONGEST) {
        let text = format!("is at most {LONGEST}, not {}", stall.for_ms);
        return Err(Misread::new(text).member("for_ms").member("stall"));
    }
    Ok(Effect {
        answer,
        retry_after,
        delay: form
            .delay
            .as_ref()
            .map(members::delay)
            .transpose()
            .map_err(|misread| misread.member("delay"))?,
        body: BodyEffect {
            cut: form.cut,
            drip: form
                .drip
                .map(|form| members::drip(&form))
                .transpose()
                .map_err(|misread| misread.member("drip"))?,
            stall: form.stall,
            corrupt: form.corrupt.map(|corrupt| corrupt.at_byte),
        },
        upload: form
            .upload
            .map(|form| upload(&form, scope))
            .transpose()
            .map_err(|misread| misread.member("upload"))?,
        task: form
            .task
            .map(|form| members::task(form, scope))
            .transpose()
            .map_err(|misread| misread.member("task"))?,
    })
}

/// Refuses members that exclude each other or need each other.
fn exclude(form: &EffectForm, when: When) -> Result<(), Misread> {
    let answers = [
        ("error", form.error.is_some()),
        ("status", form.status.is_some()),
        ("raw", form.raw.is_some()),
        ("connection", form.connection.is_some()),
    ];
    let of_body = [
        ("cut", form.cut.is_some()),
        ("drip", form.drip.is_some()),
        ("stall", form.stall.is_some()),
        ("corrupt", form.corrupt.is_some()),
    ];
    let (upload, task) = (("upload", form.upload.is_some()), ("task", form.task.is_some()));
    let given = |members: &[(&'static str, bool)]| -> Vec<&'static str> {
        members.iter().filter(|(_, given)| *given).map(|(name, _)| *name).collect()
    };
    let both =
        |one: &str, other: &str, why: &str| Misread::new(format!("excludes `{other}`: {why}")).member(one);
    if let [one, other, ..] = *given(&answers) {
        return Err(both(one, other, "an effect has one of `error`, `status`, `raw`, `connection`"));
    }
    let answer = given(&answers).first().copied();
    if let (Some("connection"), Some(other)) = (answer, given(&of_body).first()) {
        return Err(both("connection", other, "there is no body to change"));
    }
    if let (true, Some(other)) =
        (upload.1, answer.or(given(&of_body).first().copied()).or(given(&[task]).first().copied()))
    {
        return Err(both("upload", other, "`upload.then` says what happens"));
    }
    if let (true, Some(other)) = (task.1, answer) {
        return Err(both("task", other, "the operation has to run to start its task"));
    }
    if let (When::After, Some(other)) = (when, given(&[upload, task]).first()) {
        return Err(Misread::new(
            "is no effect of a rule with `\"when\": \"after\"`: the operation has run by then",
        )
        .member(other));
    }
    let answers_in_http = matches!(answer, Some("error" | "status" | "raw"));
    let needs = |name: &str, is_given: bool, has: bool, what: &str| {
        if is_given && !has { Err(Misread::new(format!("goes with {what}")).member(name)) } else { Ok(()) }
    };
    needs(
        "message",
        form.message.is_some(),
        matches!(answer, Some("error" | "status")),
        "`error` or `status`",
    )?;
    needs("retry_after", form.retry_after.is_some(), answers_in_http, "`error`, `status` or `raw`")?;
    needs("retry_after_as", form.retry_after_as.is_some(), form.retry_after.is_some(), "`retry_after`")?;
    needs("enforce", form.enforce.is_some(), form.retry_after.is_some(), "`retry_after`")?;
    if let Some(seconds) = form.retry_after.filter(|seconds| *seconds > LONGEST_RETRY) {
        return Err(
            Misread::new(format!("is at most {LONGEST_RETRY} seconds, not {seconds}")).member("retry_after")
        );
    }
    if answer.is_none() && given(&of_body).is_empty() && !upload.1 && !task.1 && form.delay.is_none() {
        return Err(Misread::new(
            "does nothing; there are `error`, `status`, `raw`, `connection`, `delay`, `cut`, `drip`, `stall`, \
             `corrupt`, `upload`, `task`",
        ));
    }
    Ok(())
}

fn upload(form: &UploadForm, scope: &mut Scope<'_>) -> Result<Upload, Misread> {
    let forms = "`reset`, `close`, `stall` or an effect with `error` or `status`";
    let then = match form.then.as_ref().unwrap_or(&Value::String("reset".into())) {
        Value::String(word) => match &**word {
            "reset" => Ok(Answer::Connection(Connection::Reset)),
            "close" => Ok(Answer::Connection(Connection::Close)),
            "stall" => Ok(Answer::Connection(Connection::Hang)),
            _ => Err(Misread::new(format!("is {forms}, not `{word}`"))),
        },
        value @ Value::Object(_) => {
            let only = |name: &str| {
                Misread::new(format!("is no effect in the middle of an upload, which has {forms}"))
                    .member(name)
            };
            match effect(read(value)?, When::Before, scope)? {
                Effect {
                    answer: Some(answer @ Answer::Worded(_)), retry_after: None, delay: None, ..
                } => Ok(answer),
                Effect { retry_after: Some(_), .. } => Err(only("retry_after")),
                Effect { delay: Some(_), .. } => Err(only("delay")),
                _ => Err(Misread::new(format!("is {forms}"))),
            }
        }
        _ => Err(Misread::new(format!("is {forms}"))),
    };
    Ok(Upload { after_bytes: form.after_bytes, then: then.map_err(|misread| misread.member("then"))? })
}
