//! Special folders: known by their role, wherever they are moved and however they are called.
//!
//! See <https://learn.microsoft.com/en-us/graph/api/drive-get-specialfolder>. The folder of an application has the role
//! `approot.{number of the application}`. A folder is made when a caller who may write first names it, together with the
//! change if the request is for one.

use super::forms::{Address, Start};
use crate::world::{Actor, AppId, Drive, Error, NodeId, Timestamp, World};

/// The name of the folder of an application.
const APP_ROOT: &str = "approot";

/// The special folders, and where they are made.
const FOLDERS: [(&str, &[&str]); 5] = [
    ("documents", &["Documents"]),
    ("photos", &["Photos"]),
    ("cameraroll", &["Photos", "Camera Roll"]),
    ("music", &["Music"]),
    (APP_ROOT, &["Apps"]),
];

/// Returns the name of the special folder that has this role in its drive.
pub fn name_of(role: &str) -> Option<&'static str> {
    let name = role.split('.').next().unwrap_or_default();
    FOLDERS.iter().find(|(known, _)| *known == name).map(|(known, _)| *known)
}

/// Returns the role of the special folder of this name; `approot` is the folder of the calling application.
pub fn role(name: &str, app: Option<AppId>) -> String {
    match name {
        APP_ROOT => format!("{APP_ROOT}.{}", app.map_or(0, AppId::number)),
        name => name.into(),
    }
}

/// Returns the roles of all special folders, with the folder of this application.
pub fn roles(app: Option<AppId>) -> [String; 5] {
    FOLDERS.map(|(name, _)| role(name, app))
}

/// Returns whether an address starts at the folder of the calling application.
pub fn is_app_folder(address: &Address) -> bool {
    matches!(&address.item.start, Start::Special(name) if name == APP_ROOT)
}

/// The special folder that the address of a request starts at.
pub struct SpecialAddress {
    role: String,
}

impl SpecialAddress {
    /// Returns the special folder that an address starts at, for a caller of this application.
    pub fn of(address: &Address, app: Option<AppId>) -> Option<Self> {
        let Start::Special(name) = &address.item.start else { return None };
        Some(Self { role: role(name, app) })
    }

    /// Returns whether it is the folder of an application.
    pub fn is_apps(&self) -> bool {
        name_of(&self.role) == Some(APP_ROOT)
    }

    /// Returns the folder in this drive, if it is there.
    pub fn find(&self, world: &World, drive: &Drive) -> Option<NodeId> {
        world.in_role(drive.id, &self.role)
    }

    /// Gives the role to the folder that has the usual name; makes that folder if the caller may.
    pub fn make(
        &self,
        world: &mut World,
        by: Actor,
        root: NodeId,
        may_make: bool,
        now: Timestamp,
    ) -> Result<(), Error> {
        let names = place(world, &self.role).ok_or(Error::NotFound)?;
        let names = || names.iter().map(String::as_str);
        let folder = match world.descend(root, names()) {
            Some(there) => world.live_folder(there)?.id,
            None if may_make => world.create_path(by, root, names(), now)?,
            None => return Err(Error::NotFound),
        };
        world.give_role(folder, &self.role)
    }
}

/// Returns the names down to where the folder of this role is made.
fn place(world: &World, role: &str) -> Option<Vec<String>> {
    let name = name_of(role)?;
    let mut names: Vec<String> =
        FOLDERS.iter().find(|(known, _)| *known == name)?.1.iter().map(ToString::to_string).collect();
    match role.split_once('.') {
        None if name == APP_ROOT => return None,
        None => {}
        Some((APP_ROOT, number)) => {
            let app = world.apps().find(|app| app.id.number().to_string() == number);
            names.push(app.map_or("mockdrive", |app| &app.key).to_owned());
        }
        Some(_) => return None,
    }
    Some(names)
}
