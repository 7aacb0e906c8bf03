//! Making forms and changing them.

use axum::response::Response;
use serde_json::{Map, Value};

use super::find;
use crate::{
    http::Operation,
    kdocs::{
        auth::token::Personal,
        error::Error,
        ids,
        json::{Id, Json},
        respond, scopes,
        wire::MadeForm,
    },
};

/// <https://developer.kdocs.cn/server/form/create-form.html>
pub const CREATE: Operation = Operation { name: "personal.forms.create", ..scopes::CREATE_FORM };
/// <https://developer.kdocs.cn/server/form/update-form.html>
pub const UPDATE: Operation = Operation { name: "personal.forms.update", ..scopes::UPDATE_FORM };

/// The members that the server says of a form: what a client gives under these names is not kept.
const OURS: [&str; 3] = ["form_id", "ctime", "mtime"];

/// Makes a form.
///
/// Handles `POST /api/v1/openapi/personal/forms`.
pub fn create(Personal(caller): Personal, Json(body): Json<Map<String, Value>>) -> Result<Response, Error> {
    let (owner, given) = (find::owner(&caller)?, check(body)?);
    let given = Value::Object(given).to_string().into();
    let number = caller.sandbox().write(|world, now| world.create_form(owner, given, now))?;
    Ok(respond::success(&MadeForm { form_id: ids::form(&caller.app_key, number) }))
}

/// Changes a form: the members that the call does not name stay as they are.
///
/// Handles `PUT /api/v1/openapi/personal/forms/{form_id}`.
pub fn update(
    Personal(caller): Personal,
    Id(id): Id,
    Json(body): Json<Map<String, Value>>,
) -> Result<Response, Error> {
    let (owner, body) = (find::owner(&caller)?, check(body)?);
    caller.sandbox().write(|world, now| {
        let form = find::find(&caller, world, &id)?;
        let (number, mut given) = (form.number, find::given(form));
        given.extend(body);
        let given = Value::Object(given).to_string().into();
        world.change_form(owner, number, given, now).map_err(Error::from)
    })?;
    Ok(respond::done())
}

/// Checks the members whose types the vendor prints; the rest is kept as it is.
fn check(mut body: Map<String, Value>) -> Result<Map<String, Value>, Error> {
    let is = |name: &str, required: bool, fits: fn(&Value) -> bool| match body.get(name) {
        None if required => Err(Error::Invalid(format!("{name} is missing").into())),
        Some(value) if !fits(value) => Err(Error::Invalid(format!("{name} has the wrong type").into())),
        _ => Ok(()),
    };
    is("title", true, Value::is_string)?;
    is("questions", true, Value::is_object)?;
    is("subtitle", false, Value::is_string)?;
    is("config", false, Value::is_object)?;
    is("hidden", false, Value::is_boolean)?;
    is("answer_items", false, Value::is_object)?;
    is("question_sections", false, Value::is_array)?;
    body.retain(|name, _| !OURS.contains(&name.as_str()));
    Ok(body)
}
