//! The people of an application, whom only the application knows: it names the creator and the modifier of a document.

use std::sync::Arc;

use crate::kdocs::error::Error;

/// The longest id of a person that is kept, in characters.
const LONGEST: usize = 255;

/// Reads the id of a person; one that is empty is none.
pub fn read(name: &str, id: Option<String>) -> Result<Option<Arc<str>>, Error> {
    match id.filter(|id| !id.is_empty()) {
        Some(id) if id.chars().count() > LONGEST => {
            Err(Error::Invalid(format!("{name}: at most {LONGEST} characters are kept").into()))
        }
        id => Ok(id.map(Into::into)),
    }
}
