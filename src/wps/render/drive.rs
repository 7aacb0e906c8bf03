//! Drives, from the world to the wire.

use super::file::{Render, attributes};
use crate::{
    world::{Drive, Owner},
    wps::{
        ids,
        source::source,
        wire::{DriveBody, Quota},
    },
};

impl<'w> Render<'w> {
    /// Returns a drive.
    pub fn drive(&self, drive: &'w Drive, with_ext_attrs: bool) -> DriveBody<'w> {
        let root = self.world.node(drive.root).ok();
        let used = root.map_or(0, |root| root.size());
        let remaining = self.world.room(drive);
        let (allotee_type, allotee_id) = self.allotee(drive);
        let maker = root.map(|root| root.created.by).or_else(|| self.world.maker(drive));
        DriveBody {
            id: ids::drive(drive.id),
            name: &drive.name,
            description: &drive.details.description,
            allotee_id,
            allotee_type,
            company_id: ids::company(self.world.tenant()).to_string(),
            created_by: self.identity(maker.expect("a drive belongs to somebody")),
            ctime: root.map_or(0, |root| root.created.at.seconds()),
            mtime: root.map_or(0, |root| root.modified.at.seconds()),
            quota: Quota { deleted: drive.deleted, remaining, total: drive.total, used },
            source: source(drive, self.dialect),
            status: "inuse",
            ext_attrs: with_ext_attrs.then(|| attributes(&drive.details.attributes)),
        }
    }

    /// Returns to whom a drive belongs; one of several applications belongs to the one that asks.
    fn allotee(&self, drive: &Drive) -> (&'static str, String) {
        match (&drive.owner, self.caller.app) {
            (Owner::App(apps), Some(app)) if apps.contains(&app) => ("app", ids::principal(app)),
            _ => allotee(drive),
        }
    }
}

/// Returns to whom a drive belongs, and what they are.
pub fn allotee(drive: &Drive) -> (&'static str, String) {
    match &drive.owner {
        Owner::Personal(user) => ("user", ids::user(*user)),
        Owner::Team(group) => ("group", ids::group(*group)),
        Owner::App(apps) => ("app", apps.first().map_or_else(String::new, |app| ids::principal(*app))),
    }
}
