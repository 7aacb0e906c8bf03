//! New documents of applications.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use super::{people, place::Place};
use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, signed::Appspace},
        error::Error,
        files::{blank, form::Form, name},
        ids,
        json::Json,
        respond, scopes,
        tasks::batch,
        wire::NewAppFile,
    },
    world::{Content, MetadataPatch},
};

/// <https://developer.kdocs.cn/server/appspace/create-files.html>
pub const CREATE: Operation = Operation { name: "appspace.files.create", ..scopes::WRITE };

/// <https://developer.kdocs.cn/server/appspace/upload-local-files.html>
pub const UPLOAD: Operation = Operation { name: "appspace.files.upload", ..scopes::WRITE };

/// The body of a creation.
#[derive(Deserialize)]
pub struct CreateBody {
    filename: String,
    parent_token: Option<String>,
    parent_path: Option<Vec<String>>,
    /// The id of a person in the app's own terms.
    creator: Option<String>,
}

/// A document that is to be made.
pub struct NewFile {
    /// Where it goes.
    pub place: Place,
    /// Its name; a taken one is varied.
    pub name: String,
    /// Its bytes.
    pub content: Content,
    /// The person who makes it, in the app's own terms.
    pub creator: Option<Arc<str>>,
}

/// Creates an empty document.
///
/// Handles `POST /api/v1/openapi/appspace/files`.
pub fn create(Appspace(caller): Appspace, Json(body): Json<CreateBody>) -> Result<Response, Error> {
    name::check("filename", &body.filename)?;
    let new = NewFile {
        place: Place::read(body.parent_token, body.parent_path)?,
        content: blank::content(&body.filename),
        name: body.filename,
        creator: people::read("creator", body.creator)?,
    };
    new.make(&caller)
}

/// Uploads a document.
///
/// Handles `POST /api/v1/openapi/appspace/files/upload`.
pub fn upload(Appspace(caller): Appspace, form: Form) -> Result<Response, Error> {
    let text = |name| form.get(name).map(str::to_owned);
    let new = NewFile {
        place: Place::read(text("parent_token"), form.path("parent_path"))?,
        creator: people::read("creator", text("creator"))?,
        content: form.content,
        name: form.filename,
    };
    new.make(&caller)
}

impl NewFile {
    /// Makes the document.
    pub fn make(self, caller: &Caller) -> Result<Response, Error> {
        let file_token = caller.sandbox().write(|world, now| {
            let folder = self.place.enter(caller, world, now)?;
            let id =
                world.create_file(caller.actor, folder, &self.name, self.content, batch::ON_CONFLICT, now)?;
            world.patch_metadata(id, &MetadataPatch { creator: self.creator, ..MetadataPatch::default() })?;
            Ok::<_, Error>(ids::file_token(id))
        })?;
        Ok(respond::success(&NewAppFile { file_token }))
    }
}
