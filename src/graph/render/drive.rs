//! Drives, from the world to the wire.

use super::{date::date, memory::Render};
use crate::{
    graph::{
        address::web::{drive_type, web_path},
        ids,
        wire::{DriveBody, Identity, IdentitySet, Quota},
    },
    world::Drive,
};

impl Render<'_> {
    /// Returns a drive, without a context.
    pub fn drive(&self, drive: &Drive) -> DriveBody {
        let used = self.world.node(drive.root).map_or(0, |root| root.size());
        let remaining = self.world.room(drive);
        let state = match remaining {
            0 => "exceeded",
            left if left < drive.total / 100 => "critical",
            left if left < drive.total / 10 => "nearing",
            _ => "normal",
        };
        let dates = self.world.node(drive.root).map(|root| (date(root.created.at), date(root.modified.at)));
        let (created, modified) = dates.unwrap_or_default();
        let owner = self.drive_owner(drive);
        let last_modified_by = self.world.node(drive.root).map(|root| self.by(root, root.modified));
        let last_modified_by = last_modified_by.unwrap_or_default();
        DriveBody {
            context: None,
            id: ids::drive(drive),
            drive_type: drive_type(drive),
            name: drive.name.to_string(),
            description: drive.details.description.to_string(),
            created_by: system(),
            created_date_time: created,
            last_modified_by,
            last_modified_date_time: modified,
            owner,
            quota: Quota { deleted: drive.deleted, remaining, state, total: drive.total, used },
            web_url: format!("{}{}", self.base, web_path(self.world, drive)),
        }
    }

    /// Returns the owner of a drive: the group of a document library, else the person or application.
    pub fn drive_owner(&self, drive: &Drive) -> IdentitySet {
        if drive_type(drive) == "documentLibrary" {
            let group = Identity { email: None, id: ids::group(drive), display_name: drive.name.to_string() };
            return IdentitySet { group: Some(group), ..IdentitySet::default() };
        }
        self.world.maker(drive).map(|maker| self.identity(drive.id, maker)).unwrap_or_default()
    }
}

/// Returns who has created every drive: the service itself.
fn system() -> IdentitySet {
    let system = Identity { email: None, id: String::new(), display_name: "System Account".into() };
    IdentitySet { user: Some(system), ..IdentitySet::default() }
}
