//! Names of files, and what their ends say.

pub use crate::world::name::extension;
use crate::{
    kdocs::error::Error,
    world::{Error as WorldError, name},
};

/// The kinds of documents that the vendor creates, by their extensions.
const CREATED: [&str; 9] = ["ksheet", "dbt", "otl", "pptx", "ppt", "docx", "doc", "xlsx", "xls"];

/// Refuses a name that no file can have; `member` is the member of the request that it stands in.
///
/// # Errors
/// [`Error::Invalid`].
pub fn check(member: &str, name: &str) -> Result<(), Error> {
    match name::check(name) {
        Ok(()) if !name.contains('\\') => Ok(()),
        Ok(()) | Err(WorldError::InvalidName { .. }) => {
            Err(Error::Invalid(format!("{member}: no file can have the name {name:?}").into()))
        }
        Err(error) => Err(error.into()),
    }
}

/// Refuses a name whose extension is none of those that the vendor creates documents for.
///
/// # Errors
/// [`Error::Invalid`].
pub fn check_created(member: &str, name: &str) -> Result<(), Error> {
    check(member, name)?;
    if CREATED.contains(&&*name::extension(name)) {
        return Ok(());
    }
    let known = CREATED.join(" .");
    Err(Error::Invalid(format!("{member}: {name:?} ends with none of .{known}").into()))
}
