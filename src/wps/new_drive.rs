//! What new drives have in common, also those of libraries.

use super::error::{DriveNameError, Error};
use crate::world::name;

/// The bytes that a drive holds whose quota is not named.
pub const TOTAL: u64 = 1 << 40;

/// The longest name of a drive, in characters.
const LONGEST_NAME: usize = 240;
/// What no name of a drive has.
const FORBIDDEN: &[char] = &['/', '\\', ';', ':', '*', '?', '"', '<', '>'];

/// Refuses a name that no drive can have, and one that another drive of the same owner has.
///
/// # Errors
/// [`Error::DriveName`], [`crate::world::Error::InvalidName`].
pub fn check_name<'a>(name: &str, mut others: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let key = |name: &str| name::key(&name.into());
    if name.is_empty() {
        return Err(Error::DriveName(DriveNameError::Empty));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Error::DriveName(DriveNameError::TooLong));
    }
    if name.contains(FORBIDDEN) {
        return Err(Error::DriveName(DriveNameError::Character));
    }
    name::check(name)?;
    if others.any(|other| key(other) == key(name)) {
        return Err(Error::DriveName(DriveNameError::Taken));
    }
    Ok(())
}
