//! Making previews.

use std::time::Duration;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, signed::Appspace},
        error::Error,
        files::{fetch, name},
        ids,
        json::Json,
        respond, scopes,
        wire::PreviewTask,
    },
    world::{self, Ability, AppId, Shown, World},
};

/// <https://developer.kdocs.cn/server/anonymous/appspace.html>
pub const APPSPACE: Operation = Operation { name: "anonymous.preview.appspace.create", ..scopes::WRITE };
/// <https://developer.kdocs.cn/server/anonymous/cloud.html>
pub const CLOUD: Operation = Operation { name: "anonymous.preview.cloud.create", ..scopes::WRITE };

/// How long a preview may be seen.
pub const LIFE: Duration = Duration::from_hours(24);

/// A document of the application.
#[derive(Deserialize)]
pub struct AppspaceBody {
    file_token: String,
    #[serde(default)]
    download: bool,
}

/// A document that is fetched.
#[derive(Deserialize)]
pub struct CloudBody {
    filename: String,
    url: String,
    #[serde(default)]
    download: bool,
}

/// Makes a preview of a document of the application, which shows the document as it is then.
///
/// Handles `POST /api/v1/openapi/anonymous/preview/appspace/with_token`.
pub fn appspace(Appspace(caller): Appspace, Json(body): Json<AppspaceBody>) -> Result<Response, Error> {
    create(&caller, body.download, |world| {
        let node = caller.node(world, &body.file_token, Ability::Preview)?;
        if node.is_folder() { Err(world::Error::NotAFile(node.id).into()) } else { Ok(Shown::File(node.id)) }
    })
}

/// Makes a preview of a document that is fetched now.
///
/// Handles `POST /api/v1/openapi/anonymous/preview/cloud/with_token`.
pub async fn cloud(Appspace(caller): Appspace, Json(body): Json<CloudBody>) -> Result<Response, Error> {
    name::check("filename", &body.filename)?;
    let content = fetch::fetch(&caller.call, &body.url).await?;
    let name = body.filename.into();
    create(&caller, body.download, |_| Ok(Shown::Fetched { name, content }))
}

fn create(
    caller: &Caller,
    download: bool,
    shown: impl FnOnce(&World) -> Result<Shown, Error>,
) -> Result<Response, Error> {
    let app = app(caller)?;
    let preview = caller.sandbox().write(|world, now| {
        let shown = shown(world)?;
        Ok::<_, Error>(world.create_preview(app, shown, download, now.plus(LIFE)))
    })?;
    Ok(respond::success(&PreviewTask { task_id: ids::preview_task(preview.first) }))
}

/// Returns the application that calls; it has proved by a signature which it is.
///
/// # Errors
/// [`Error::PermissionDenied`].
pub fn app(caller: &Caller) -> Result<AppId, Error> {
    caller.principal.app.ok_or_else(|| Error::PermissionDenied("a preview belongs to an application".into()))
}
