//! Named values that clients keep on items, versions and drives.

use std::sync::Arc;

use super::error::Error;

/// A name and its value.
pub type Attribute = (Arc<str>, Arc<str>);

/// The most attributes that one thing has.
pub const MOST_ATTRIBUTES: usize = 100;

/// Returns these attributes with one more, with another value of one, or without one.
///
/// # Errors
/// [`Error::TooManyItems`].
pub(super) fn with(all: &[Attribute], name: &str, value: Option<&str>) -> Result<Vec<Attribute>, Error> {
    let others = all.iter().filter(|(key, _)| **key != *name).cloned();
    let all: Vec<_> = others.chain(value.map(|value| (name.into(), value.into()))).collect();
    check(&all)?;
    Ok(all)
}

/// Refuses more attributes than one thing may have.
///
/// # Errors
/// [`Error::TooManyItems`].
pub(super) fn check(all: &[Attribute]) -> Result<(), Error> {
    if all.len() > MOST_ATTRIBUTES {
        return Err(Error::TooManyItems { limit: MOST_ATTRIBUTES as u64 });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Attribute, Error, MOST_ATTRIBUTES, with};

    #[test]
    fn an_attribute_has_one_value_and_their_number_is_limited() {
        let one = with(&[], "a", Some("1")).expect("few");
        let two = with(&one, "b", Some("2")).expect("few");
        let pairs = |all: &[Attribute]| all.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let changed: Vec<String> = pairs(&with(&two, "a", Some("3")).expect("few"));
        assert_eq!(changed, ["b=2", "a=3"]);
        let removed: Vec<String> = pairs(&with(&two, "a", None).expect("few"));
        assert_eq!(removed, ["b=2"]);
        let many = (0..MOST_ATTRIBUTES).map(|number| (number.to_string().into(), "".into()));
        let many: Vec<Attribute> = many.collect();
        assert_eq!(with(&many, "more", Some("")), Err(Error::TooManyItems { limit: 100 }));
        assert!(with(&many, "7", Some("other")).is_ok());
    }
}
