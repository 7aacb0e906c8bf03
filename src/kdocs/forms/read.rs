//! Reading forms.

use axum::response::Response;
use serde_json::Value;

use super::find;
use crate::{
    http::Operation,
    kdocs::{
        auth::token::Personal,
        error::Error,
        ids,
        json::Id,
        query::Query,
        respond, scopes,
        wire::{FormRow, Forms, WholeForm},
    },
};

/// <https://developer.kdocs.cn/server/form/form-list.html>
pub const LIST: Operation = Operation { name: "personal.forms.list", ..scopes::ACCESS_FORM };
/// <https://developer.kdocs.cn/server/form/get-form.html>
pub const GET: Operation = Operation { name: "personal.forms.get", ..scopes::ACCESS_FORM };

/// The forms of a list if the call does not say, and the most.
const ROWS: usize = 30;
const MOST_ROWS: usize = 500;
/// The kinds that the vendor lists; a form that is made here is of the first, or of the third if it is a vote.
const KINDS: [&str; 4] = ["form_v2", "form_v2_file", "form_v2_vote", "form_v2_questionnaire"];
/// A form is published when it is made.
const STATES: [&str; 2] = ["Release", "Draft"];

/// Returns the forms of the caller, the newest first; none has a star.
///
/// Handles `GET /api/v1/openapi/personal/forms`.
pub fn list(Personal(caller): Personal, query: Query) -> Result<Response, Error> {
    let size = |name, usual| match query.number(name)?.map(usize::try_from) {
        None => Ok(usual),
        Some(Ok(size)) => Ok(size),
        Some(Err(_)) => Err(Error::Invalid(format!("{name} is below 0").into())),
    };
    let (limit, offset) = (size("limit", ROWS)?, size("offset", 0)?);
    if !(1..=MOST_ROWS).contains(&limit) {
        return Err(Error::Invalid(format!("limit is none of 1 to {MOST_ROWS}").into()));
    }
    let star = query.word("star", &[("true", true), ("false", false)])?;
    let kind = query.word("kind", &KINDS.map(|kind| (kind, kind)))?;
    let state = query.word("type", &STATES.map(|state| (state, state)))?;
    let rows = caller.world().forms(find::owner(&caller)?).map(|form| row(&caller.app_key, form));
    let rows = rows.filter(|row| {
        star.is_none_or(|star| star == row.star)
            && kind.is_none_or(|kind| kind == row.kind)
            && state.is_none_or(|state| state == row.state)
    });
    let rows: Vec<FormRow> = rows.collect();
    let total = rows.len();
    let forms = rows.into_iter().skip(offset).take(limit).collect();
    Ok(respond::success(&Forms { forms, total }))
}

/// Returns a form with all that it was given.
///
/// Handles `GET /api/v1/openapi/personal/forms/{form_id}`.
pub fn get(Personal(caller): Personal, Id(id): Id) -> Result<Response, Error> {
    let form = find::find(&caller, caller.world(), &id)?;
    Ok(respond::success(&WholeForm {
        form_id: ids::form(&caller.app_key, form.number),
        given: find::given(form),
        ctime: form.created.seconds(),
        mtime: form.modified.seconds(),
    }))
}

fn row(app_key: &str, form: &crate::world::Form) -> FormRow {
    let given = find::given(form);
    let text = |name: &str| given.get(name).and_then(Value::as_str).map(str::to_owned);
    let varied = given.get("varied_config").or_else(|| given.get("config")?.get("varied_config"));
    let is_vote = varied.and_then(|varied| varied.get("is_vote")).and_then(Value::as_bool);
    FormRow {
        form_id: ids::form(app_key, form.number),
        title: text("title").unwrap_or_default(),
        subtitle: text("subtitle"),
        kind: KINDS[if is_vote == Some(true) { 2 } else { 0 }],
        state: STATES[0],
        star: false,
        ctime: form.created.seconds(),
        mtime: form.modified.seconds(),
    }
}
