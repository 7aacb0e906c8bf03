//! Roles by the ids that WPS has for them: presets by words, those that a drive's people made by numbers.

use crate::{
    world::{Abilities, DriveId, NamedRole, Permission, Preset, Role, World},
    wps::{dialect::Dialect, error::Error, ids},
};

/// The presets with their ids and their names for people (reference 6).
const PRESETS: [(Preset, &str, &str); 7] = [
    (Preset::Prohibited, "prohibited", "禁止访问"),
    (Preset::ViewOnly, "view_only", "仅查看"),
    (Preset::Viewable, "viewable", "可查看"),
    (Preset::Commentable, "commentable", "可评论"),
    (Preset::Editable, "editable", "可编辑"),
    (Preset::Shareable, "shareable", "可分享"),
    (Preset::Manageable, "manageable", "可管理"),
];

/// Iterates over the presets that a dialect has, with their ids and their names.
pub fn presets(dialect: Dialect) -> impl Iterator<Item = (Preset, &'static str, &'static str)> {
    let is_public = dialect == Dialect::Public;
    PRESETS.into_iter().filter(move |(preset, ..)| match preset {
        Preset::Viewable => is_public,
        Preset::Prohibited | Preset::Shareable => !is_public,
        Preset::Listable | Preset::Uploadable => false,
        Preset::ViewOnly | Preset::Commentable | Preset::Editable | Preset::Manageable => true,
    })
}

/// Returns the role of this id in a drive.
///
/// # Errors
/// [`Error::NoResource`].
pub fn find(world: &World, drive: DriveId, dialect: Dialect, id: &str) -> Result<NamedRole, Error> {
    let preset = || presets(dialect).find(|(_, known, _)| *known == id);
    let custom = || world.custom_roles(drive).find(|role| ids::role(role.number) == id);
    let found = preset().map(|(preset, ..)| NamedRole::Preset(preset));
    let found = found.or_else(|| custom().map(|role| NamedRole::Custom(role.number)));
    found.ok_or_else(|| Error::NoResource { kind: "role", id: id.into() })
}

/// Returns the id of a role, and its name for people.
pub fn label(world: &World, drive: DriveId, named: NamedRole) -> (String, String) {
    match named {
        NamedRole::Preset(preset) => {
            let known = PRESETS.iter().find(|(known, ..)| *known == preset);
            known.map_or_else(Default::default, |(_, id, name)| ((*id).into(), (*name).into()))
        }
        NamedRole::Custom(number) => {
            let name = world.custom_role(drive, number).map_or("", |role| &*role.name);
            (ids::role(number), name.into())
        }
        NamedRole::Template(_) | NamedRole::Single(_) => Default::default(),
    }
}

/// Returns the role by which a permission was given, or the closest one of a dialect if a service with other roles gave it.
pub fn of(permission: &Permission, dialect: Dialect) -> NamedRole {
    let is_ours = |named: &NamedRole| match named {
        NamedRole::Preset(preset) => PRESETS.iter().any(|(known, ..)| known == preset),
        NamedRole::Custom(_) => true,
        NamedRole::Template(_) | NamedRole::Single(_) => false,
    };
    permission.named.filter(is_ours).unwrap_or(NamedRole::Preset(match (permission.role, dialect) {
        (Role::Read, Dialect::Public) => Preset::Viewable,
        (Role::Read, Dialect::NewPrivate | Dialect::OldPrivate) => Preset::ViewOnly,
        (Role::Write, _) => Preset::Editable,
        (Role::Owner, _) => Preset::Manageable,
    }))
}

/// Refuses to pass on what the caller, who has some abilities, may not do.
///
/// # Errors
/// [`Error::Forbidden`].
pub fn check_within(own: Abilities, wanted: Abilities) -> Result<(), Error> {
    if wanted.without(own).is_empty() {
        Ok(())
    } else {
        Err(Error::Forbidden("The role allows more than the caller may do with the item.".into()))
    }
}
