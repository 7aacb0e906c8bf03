//! Finding a form, and what it was given.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::{
    kdocs::{auth::Caller, error::Error, ids},
    world::{Form, UserId, World},
};

/// Returns the person who calls; a token of nobody is not admitted.
///
/// # Errors
/// [`Error::PermissionDenied`].
pub fn owner(caller: &Caller) -> Result<UserId, Error> {
    caller.principal.user.ok_or_else(|| Error::PermissionDenied("a form belongs to a person".into()))
}

/// Returns the form of this id, if it is the caller's.
///
/// # Errors
/// [`Error::NoFile`].
pub fn find<'w>(caller: &Caller, world: &'w World, id: &str) -> Result<&'w Arc<Form>, Error> {
    let number = ids::parse_form(&caller.app_key, id);
    let form = number.and_then(|number| world.form(caller.principal.user?, number));
    form.ok_or_else(|| Error::NoFile(id.to_owned()))
}

/// Returns what a form was given.
pub fn given(form: &Form) -> Map<String, Value> {
    serde_json::from_str(&form.given).unwrap_or_default()
}
