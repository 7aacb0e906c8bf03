//! Making permissions templates, changing and removing them, which the administrator of the tenant does.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createPermissionTemplate.html> and its neighbours.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Operation, body::Object},
    koodrive::{
        auth::Caller,
        capabilities::CapabilitiesBody,
        error::Error,
        ids,
        json::Loose,
        respond,
        scopes::WRITE,
        templates::{self, Known},
        wire::Made,
    },
    world::{NamedRole, Template, World},
};

/// Makes a template.
pub const CREATE_PERMISSION_TEMPLATE: Operation = Operation { name: "createPermissionTemplate", ..WRITE };
/// Changes a template.
pub const EDIT_PERMISSION_TEMPLATE: Operation = Operation { name: "editPermissionTemplate", ..WRITE };
/// Enables a template, or disables it.
pub const MODIFY_PERMISSION_TEMPLATE_STATUS: Operation =
    Operation { name: "modifyPermissionTemplateStatus", ..WRITE };
/// Removes templates.
pub const BATCH_DELETE_PERMISSION_TEMPLATE: Operation =
    Operation { name: "batchDeletePermissionTemplate", ..WRITE };

/// The most bytes of a name: 24 letters and digits, or 8 Chinese characters.
const LONGEST: usize = 24;
/// The most characters of a description.
const LONGEST_DESCRIPTION: usize = 50;
/// The most templates that one call removes.
const MOST: usize = 100;

#[derive(Deserialize)]
struct CreateBody {
    name: String,
    #[serde(default)]
    description: Loose<String>,
    #[serde(rename = "type")]
    kind: Loose<u64>,
    company: Loose<String>,
    capabilities: Object<CapabilitiesBody>,
}

#[derive(Deserialize)]
struct EditBody {
    id: Loose<u64>,
    name: String,
    #[serde(default)]
    description: Loose<String>,
    capabilities: Option<Object<CapabilitiesBody>>,
}

#[derive(Deserialize)]
struct StatusBody {
    id: Loose<u64>,
    status: Loose<u64>,
}

/// The templates that a request names.
#[derive(Deserialize)]
pub struct IdsBody {
    ids: Vec<Loose<u64>>,
}

impl IdsBody {
    /// Returns the ids, each once, if there are at least one and at most so many.
    pub fn within(self, most: usize) -> Result<Vec<u64>, Error> {
        if !(1..=most).contains(&self.ids.len()) {
            return Err(Error::Parameters);
        }
        let mut ids = Vec::new();
        for id in self.ids {
            let id = id.0.ok_or(Error::Parameters)?;
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        Ok(ids)
    }
}

/// Makes a template of the tenant, which is enabled.
///
/// Handles `POST /koodrive/ose/v1/permission/template/create`.
pub fn create(caller: Caller) -> Result<Response, Error> {
    let CreateBody { name, description, kind, company, capabilities } = caller.body()?;
    let (description, company) = (description.0.unwrap_or_default(), company.0.ok_or(Error::Parameters)?);
    let abilities = capabilities.abilities()?;
    check_texts(&name, &description)?;
    if kind.0 != Some(1) {
        caller.call.note("the service's own templates cannot be made");
        return Err(Error::Parameters);
    }
    let id = caller.sandbox().write(|world, now| {
        may_change(&caller, world)?;
        check_free(&caller, world, &name, None)?;
        if company != ids::org(world) && !world.apps().any(|app| *app.key == *company) {
            caller.call.note("the company is neither the organisation nor an application");
            return Err(Error::Parameters);
        }
        let (name, description) = (name.as_str().into(), description.as_str().into());
        let company = company.as_str().into();
        let (created, changed, is_enabled) = (now, now, true);
        let new = Template { number: 0, name, description, company, abilities, is_enabled, created, changed };
        let number = world.add_template(new)?;
        let made = templates::of(world, NamedRole::Template(number)).ok_or(Error::Internal)?;
        Ok::<_, Error>(made.id())
    })?;
    Ok(respond::data(Made { id }))
}

/// Changes a template of the tenant, and with it what was given by it; what is not mentioned stays.
///
/// Handles `POST /koodrive/ose/v1/permission/template/edit`.
pub fn edit(caller: Caller) -> Result<Response, Error> {
    let EditBody { id, name, description, capabilities } = caller.body()?;
    let id = id.0.ok_or(Error::Parameters)?;
    let abilities = capabilities.map(|given| given.abilities()).transpose()?;
    check_texts(&name, description.0.as_deref().unwrap_or_default())?;
    caller.sandbox().write(|world, now| {
        may_change(&caller, world)?;
        let number = templates::find_custom(world, id)?.number;
        check_free(&caller, world, &name, Some(number))?;
        world.edit_template(number, |template| {
            template.name = name.as_str().into();
            if let Some(text) = &description.0 {
                template.description = text.as_str().into();
            }
            template.abilities = abilities.unwrap_or(template.abilities);
            template.changed = now;
        })?;
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Enables a template of the tenant, or disables one by which nothing is given.
///
/// Handles `POST /koodrive/ose/v1/permission/template/status/modify`.
pub fn modify_status(caller: Caller) -> Result<Response, Error> {
    let StatusBody { id, status } = caller.body()?;
    let id = id.0.ok_or(Error::Parameters)?;
    let is_enabled = match status.0 {
        Some(0) => false,
        Some(1) => true,
        _ => return Err(Error::Parameters),
    };
    caller.sandbox().write(|world, now| {
        may_change(&caller, world)?;
        let number = templates::find_custom(world, id)?.number;
        if !is_enabled {
            check_unused(&caller, world, number)?;
        }
        world.edit_template(number, |template| {
            template.is_enabled = is_enabled;
            template.changed = now;
        })?;
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

/// Removes templates of the tenant by which nothing is given: all of them, or none.
///
/// Handles `POST /koodrive/ose/v1/permission/template/delete`.
pub fn delete(caller: Caller) -> Result<Response, Error> {
    let ids = caller.body::<IdsBody>()?.within(MOST)?;
    caller.sandbox().write(|world, _| {
        may_change(&caller, world)?;
        for id in &ids {
            let number = templates::find_custom(world, *id)?.number;
            check_unused(&caller, world, number)?;
            world.remove_template(number)?;
        }
        Ok::<_, Error>(())
    })?;
    Ok(respond::done())
}

fn may_change(caller: &Caller, world: &World) -> Result<(), Error> {
    if caller.is_administrator(world) { Ok(()) } else { Err(Error::NoPermission) }
}

/// Refuses texts that no template may have.
fn check_texts(name: &str, description: &str) -> Result<(), Error> {
    let is_name = !name.trim().is_empty() && name.len() <= LONGEST && !name.contains(char::is_control);
    if is_name && description.chars().count() <= LONGEST_DESCRIPTION {
        Ok(())
    } else {
        Err(Error::Parameters)
    }
}

/// Refuses the name of another template.
fn check_free(caller: &Caller, world: &World, name: &str, of: Option<u64>) -> Result<(), Error> {
    let is_own = |known: &Known<'_>| matches!(known, Known::Custom(made) if Some(made.number) == of);
    if templates::all(world).any(|known| known.name() == name && !is_own(&known)) {
        caller.call.note("another template has this name");
        return Err(Error::Parameters);
    }
    Ok(())
}

/// Refuses to take a template from those to whom something was given by it.
fn check_unused(caller: &Caller, world: &World, number: u64) -> Result<(), Error> {
    if world.is_given(NamedRole::Template(number)) {
        caller.call.note("the template is used");
        return Err(Error::Parameters);
    }
    Ok(())
}
