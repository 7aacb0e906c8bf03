//! The size of drives.

use crate::world::{error::Error, id::DriveId, state::World};

impl World {
    /// Sets how many bytes a drive may hold; what it holds already stays.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn set_total(&mut self, drive: DriveId, total: u64) -> Result<(), Error> {
        self.edit_drive(drive, |drive| drive.total = total)
    }
}
