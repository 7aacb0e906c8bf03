//! Where a new document goes: `parent_id`, or `parent_path` from the app's directory or from the top (reference 10.2).

use axum::response::Response;
use serde::Deserialize;

use super::app_directory;
use crate::{
    kdocs::{
        auth::Caller,
        error::Error,
        files::{form::Form, name},
        respond,
        tasks::batch,
        wire::{CreatedFile, IdPair},
    },
    world::{Content, Error as WorldError, NodeId, Owner, Timestamp, World},
};

/// The members of a request that say where a new document goes.
#[derive(Deserialize, Default)]
pub struct Place {
    parent_id: Option<String>,
    parent_path: Option<Vec<String>>,
    path_from_root: Option<bool>,
}

impl Place {
    /// Reads the parts of a form.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn of_form(form: &Form) -> Result<Self, Error> {
        let path_from_root = match form.get("path_from_root") {
            None | Some("false" | "0") => false,
            Some("true" | "1") => true,
            Some(_) => return Err(Error::Invalid("path_from_root is neither true nor false".into())),
        };
        Ok(Self {
            parent_id: form.get("parent_id").map(str::to_owned),
            parent_path: form.path("parent_path"),
            path_from_root: Some(path_from_root),
        })
    }

    /// Creates a document there, and the directories above it that are missing; a taken name is varied.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a path with an impossible name, [`Error::NoFile`], and those of the world.
    pub fn create(
        &self,
        caller: &Caller,
        world: &mut World,
        filename: &str,
        content: Content,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let parent = self.find_or_make(caller, world, now)?;
        Ok(world.create_file(caller.actor, parent, filename, content, batch::ON_CONFLICT, now)?)
    }

    /// Refuses what [`Self::create`] would refuse for a file that is not there yet; nothing changes.
    ///
    /// # Errors
    /// Those of [`Self::create`].
    pub fn check(&self, caller: &Caller, filename: &str) -> Result<(), Error> {
        let mut trial = World::clone(caller.world());
        self.create(caller, &mut trial, filename, Content::default(), caller.now()).map(|_| ())
    }

    fn find_or_make(&self, caller: &Caller, world: &mut World, now: Timestamp) -> Result<NodeId, Error> {
        // Clients that always send every member leave it empty.
        if let Some(id) = self.parent_id.as_deref().filter(|id| !id.is_empty()) {
            return Ok(batch::find_target(caller, world, id)?.id);
        }
        let path = self.parent_path.as_deref().unwrap_or_default();
        path.iter().try_for_each(|folder| name::check("parent_path", folder))?;
        let root = app_directory::drive(caller, world)?.root;
        let above = app_directory::names(caller);
        let above = if self.path_from_root == Some(true) { &[][..] } else { &above };
        let names = above.iter().copied().chain(path.iter().map(String::as_str));
        Ok(world.create_path(caller.actor, root, names, now)?)
    }
}

/// Creates a document and returns the response that names it.
///
/// # Errors
/// Those of [`Place::create`].
pub fn create(caller: &Caller, place: &Place, filename: &str, content: &Content) -> Result<Response, Error> {
    let (id, is_team) = caller.sandbox().write(|world, now| {
        let id = place.create(caller, world, filename, content.clone(), now)?;
        let drive = world.drive(world.node(id)?.drive)?;
        Ok::<_, Error>((id, matches!(drive.owner, Owner::Team(_))))
    })?;
    let space = if is_team { "group" } else { "personal" };
    Ok(respond::success(&CreatedFile { id: IdPair::of(&caller.app_key, id), space }))
}

/// Words a taken name with the name.
pub fn name_taken(error: WorldError, name: &str) -> Error {
    match error {
        WorldError::NameTaken(_) => Error::NameConflict(name.to_owned()),
        other => other.into(),
    }
}
