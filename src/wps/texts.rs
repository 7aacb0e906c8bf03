//! Texts in bodies: names, attributes, and how long they may be.

use std::sync::Arc;

use serde::Deserialize;

use super::error::Error;
use crate::{
    http::body::Object,
    world::{Attribute, name},
};

/// The longest text that is kept, in characters; private deployments print it.
const LONGEST: usize = 1024;

/// A further property as clients send it.
#[derive(Deserialize)]
pub struct GivenAttribute {
    pub name: String,
    pub value: String,
}

/// Refuses a text that is too long.
///
/// # Errors
/// [`Error::LongText`].
pub fn check(field: &'static str, text: &str) -> Result<(), Error> {
    check_length(field, text, LONGEST)
}

/// Refuses a name that no item can have.
///
/// # Errors
/// [`Error::LongText`], [`crate::world::Error::InvalidName`].
pub fn check_name(field: &'static str, name: &str) -> Result<(), Error> {
    check_length(field, name, name::LONGEST)?;
    Ok(name::check(name)?)
}

/// Refuses a text with more characters than that.
///
/// # Errors
/// [`Error::LongText`].
pub fn check_length(field: &'static str, text: &str, limit: usize) -> Result<(), Error> {
    if text.chars().count() > limit { Err(Error::LongText { field, limit }) } else { Ok(()) }
}

/// Returns further properties as the world keeps them; of several values of one name the last one counts.
///
/// # Errors
/// [`Error::Value`] for one without a name, [`Error::LongText`].
pub fn attributes(given: &[Object<GivenAttribute>]) -> Result<Vec<Attribute>, Error> {
    let mut all: Vec<Attribute> = Vec::new();
    for Object(one) in given {
        check_attribute(one)?;
        all.retain(|(name, _)| **name != *one.name);
        all.push((Arc::from(&*one.name), Arc::from(&*one.value)));
    }
    Ok(all)
}

/// Refuses a further property without a name, and one that is too long.
///
/// # Errors
/// [`Error::Value`], [`Error::LongText`].
pub fn check_attribute(given: &GivenAttribute) -> Result<(), Error> {
    if given.name.is_empty() {
        return Err(Error::Value("An attribute has no name.".into()));
    }
    check("name", &given.name)?;
    check("value", &given.value)
}
