//! Permissions templates: the service's own and those of the tenant, and what is given by them.

use serde::Deserialize;

use super::{
    capabilities::{CapabilitiesBody, capabilities},
    dates,
    error::Error,
    ids,
    json::Loose,
    wire::PermissionTemplate,
};
use crate::{
    http::body::Object,
    world::{Abilities, Error as WorldError, NamedRole, Preset, Template, Timestamp, World},
};

/// The id that stands for permissions without a template.
pub const ANONYMOUS: i64 = -1;
/// When the service's own templates were made.
const PRESET_SINCE: Timestamp = Timestamp::from_seconds(1_668_124_800);
/// The numbers of the service's own templates are below this one, those of the tenant above it.
const FIRST_CUSTOM: u64 = 64;

/// The service's own templates with their names and descriptions.
const PRESETS: [(Preset, &str, &str); 6] = [
    (Preset::Manageable, "Manage", "Everything, and the permissions of others."),
    (Preset::Shareable, "Edit", "Everything but managing."),
    (Preset::Viewable, "Download", "Preview, download and copy."),
    (Preset::ViewOnly, "Preview", "Preview only."),
    (Preset::Uploadable, "Upload", "File list, upload and new folders."),
    (Preset::Listable, "View only", "File list only."),
];

/// A template that the service knows.
#[derive(Clone, Copy)]
pub enum Known<'w> {
    /// One of the service's own: its place among them.
    Preset(usize),
    /// One of the tenant.
    Custom(&'w Template),
}

/// What one person is to get, as requests have it.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AmendModRole {
    user_id: PersonId,
    #[serde(default)]
    template: Loose<i64>,
    capabilities: Option<Object<CapabilitiesBody>>,
}

/// The id of a person: the table of groups has a number, that of group spaces a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum PersonId {
    Number(u64),
    Text(String),
}

impl AmendModRole {
    /// Returns the id of the person.
    pub fn user(&self) -> Result<String, Error> {
        match &self.user_id {
            PersonId::Number(id) => Ok(id.to_string()),
            PersonId::Text(id) if id.is_empty() => Err(Error::Parameters),
            PersonId::Text(id) => Ok(id.clone()),
        }
    }

    /// Returns the role that is given.
    pub fn role(&self, world: &World) -> Result<NamedRole, Error> {
        chosen(world, &self.template, self.capabilities.as_deref())
    }

    /// Whether it gives anything: who only joins may name no template, or the anonymous one without permissions.
    pub fn gives(&self) -> bool {
        match self.template.0 {
            None | Some(ANONYMOUS) => self.capabilities.is_some(),
            Some(_) => true,
        }
    }
}

/// Returns the role behind the id of a template, or behind permissions if it is the anonymous one.
pub fn chosen(
    world: &World,
    template: &Loose<i64>,
    capabilities: Option<&CapabilitiesBody>,
) -> Result<NamedRole, Error> {
    let id = template.0.ok_or(Error::Parameters)?;
    if id == ANONYMOUS {
        return Ok(NamedRole::Single(capabilities.ok_or(Error::Parameters)?.abilities()?));
    }
    let template = find(world, u64::try_from(id).map_err(|_| Error::Parameters)?)?;
    if template.is_enabled() { Ok(template.named()) } else { Err(Error::Parameters) }
}

/// Iterates over all templates: the service's own, then those of the tenant, oldest first.
pub fn all(world: &World) -> impl Iterator<Item = Known<'_>> {
    (0..PRESETS.len()).map(Known::Preset).chain(world.templates().map(Known::Custom))
}

/// Returns the template of this id.
pub fn find(world: &World, id: u64) -> Result<Known<'_>, Error> {
    let number = ids::parse_template(id).ok_or(WorldError::NotFound)?;
    let found = match number.checked_sub(FIRST_CUSTOM) {
        Some(number) => world.template(number).map(Known::Custom),
        None => usize::try_from(number).ok().filter(|at| *at < PRESETS.len()).map(Known::Preset),
    };
    Ok(found.ok_or(WorldError::NotFound)?)
}

/// Returns the template of this id, if it is one of the tenant: the service's own cannot be changed.
pub fn find_custom(world: &World, id: u64) -> Result<&Template, Error> {
    match find(world, id)? {
        Known::Custom(template) => Ok(template),
        Known::Preset(_) => Err(Error::Parameters),
    }
}

/// Returns the template that a role is; none for permissions without one.
pub fn of(world: &World, named: NamedRole) -> Option<Known<'_>> {
    match named {
        NamedRole::Preset(preset) => {
            PRESETS.iter().position(|(known, ..)| *known == preset).map(Known::Preset)
        }
        NamedRole::Template(number) => world.template(number).map(Known::Custom),
        NamedRole::Custom(_) | NamedRole::Single(_) => None,
    }
}

/// Whether a role can be given on a single item: the guide excludes three of the service's own templates.
pub fn is_for_items(named: NamedRole) -> bool {
    use Preset as P;

    !matches!(named, NamedRole::Preset(P::Manageable | P::Uploadable | P::Listable))
}

impl Known<'_> {
    /// Returns its id.
    pub fn id(self) -> String {
        ids::template(match self {
            Self::Preset(at) => at as u64,
            Self::Custom(template) => FIRST_CUSTOM + template.number,
        })
    }

    /// Returns the role that it is.
    pub fn named(self) -> NamedRole {
        match self {
            Self::Preset(at) => NamedRole::Preset(PRESETS[at].0),
            Self::Custom(template) => NamedRole::Template(template.number),
        }
    }

    /// Returns its name.
    pub fn name(&self) -> &str {
        match self {
            Self::Preset(at) => PRESETS[*at].1,
            Self::Custom(template) => &template.name,
        }
    }

    /// Whether it is one of the service's own.
    pub fn is_preset(self) -> bool {
        matches!(self, Self::Preset(_))
    }

    /// Whether it can be given to anybody.
    pub fn is_enabled(self) -> bool {
        match self {
            Self::Preset(_) => true,
            Self::Custom(template) => template.is_enabled,
        }
    }

    /// Returns when it was made.
    pub fn created(self) -> Timestamp {
        match self {
            Self::Preset(_) => PRESET_SINCE,
            Self::Custom(template) => template.created,
        }
    }

    fn abilities(self) -> Abilities {
        match self {
            Self::Preset(at) => PRESETS[at].0.abilities(),
            Self::Custom(template) => template.abilities,
        }
    }

    /// Writes it.
    pub fn render(self, world: &World) -> PermissionTemplate {
        let (description, company, changed) = match self {
            Self::Preset(at) => (PRESETS[at].2.to_owned(), ids::org(world), PRESET_SINCE),
            Self::Custom(made) => (made.description.to_string(), made.company.to_string(), made.changed),
        };
        PermissionTemplate {
            id: self.id(),
            name: self.name().to_owned(),
            description,
            template_type: u32::from(!self.is_preset()),
            status: u32::from(self.is_enabled()),
            company,
            create_time: dates::utc(self.created()),
            update_time: dates::utc(changed),
            capabilities: capabilities(self.abilities()),
        }
    }
}
