//! Saying something about a version.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{self, Operation, ThreeIds, body::Object},
    world::Ability,
    wps::{
        auth::Caller,
        error::Error,
        json::Json,
        render::{Render, WithNote},
        respond, scopes,
        texts::{self, GivenAttribute},
        versions,
    },
};

/// 更新文件版本信息.
pub const UPDATE: Operation = Operation { name: "drives.files.versions.update", ..scopes::WRITE_VERSIONS };

/// The body of [`update`].
#[derive(Deserialize)]
pub struct NoteBody {
    comment: Option<String>,
    ext_attrs: Option<Vec<Object<GivenAttribute>>>,
}

/// Sets the comment of a version, and some of its properties. What is left out stays as it is.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/versions/{version_num}/update`.
pub async fn update(
    caller: Caller,
    ThreeIds(drive, id, number): ThreeIds,
    Json(NoteBody { comment, ext_attrs }): Json<NoteBody>,
) -> Result<Response, Error> {
    let attributes = texts::attributes(ext_attrs.as_deref().unwrap_or_default())?;
    comment.iter().try_for_each(|comment| texts::check("comment", comment))?;
    let ((node, version), world) = caller.sandbox().write_and_view(|world, _| {
        let node = versions::file(&caller, world, (&drive, &id), Ability::History)?;
        let node = caller.permitted(world, node, &id, Ability::Update)?.id;
        let version = versions::find(world.live(node)?, &number)?;
        world.note_version(node, version.number, comment.as_deref(), &attributes)?;
        Ok::<_, Error>((node, version))
    })?;
    http::hash(&version.content, |content| _ = content.sha1()).await;
    let render = Render::new(&caller, &world, caller.now());
    let with = WithNote { with_comment: true, with_ext_attrs: true };
    Ok(respond::success(caller.dialect, &render.version(world.live(node)?, &version, with)))
}
