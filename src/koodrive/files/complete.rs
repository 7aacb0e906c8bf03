//! Uploads, the last step: the parts are looked through and become a file.
//!
//! See <https://support.huaweicloud.com/api-koodrive/completeFile.html>.

use axum::response::Response;
use serde::Deserialize;

use super::{incoming::digest, part_body};
use crate::{
    http::{self, Operation},
    koodrive::{auth::Caller, error::Error, ids, json::Loose, respond, scopes::WRITE},
    world::{Ability, Destination, Error as WorldError, Expected, Upload, UploadError, UploadId, World},
};

/// Ends an upload.
pub const COMPLETE_FILE: Operation = Operation { name: "completeFile", ..WRITE };

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CompleteBody {
    file_id: String,
    #[serde(default)]
    sha256: Loose<String>,
}

/// Makes the file of an upload whose parts are all there.
///
/// Handles `POST /koodrive/ose/v1/files/complete`.
pub async fn complete(caller: Caller) -> Result<Response, Error> {
    finish(caller).await
}

/// Makes the file of the upload in a body, or a version of the file.
///
/// # Errors
/// [`Error::Upload`], [`Error::OtherContent`], [`Error::ParentInBin`], [`Error::World`].
pub async fn finish(caller: Caller) -> Result<Response, Error> {
    let CompleteBody { file_id, sha256 } = caller.body()?;
    let said = Expected { sha256: digest(&sha256)?, ..Expected::default() };
    let (id, upload) = find(&caller, caller.world(), &file_id)?;
    part_body::check_sizes(upload)?;
    let content = caller.world().parts_content(id)?;
    let expected = upload.spec.expected.clone();
    let mismatch = http::hash(&content, move |content| {
        content.sha256();
        expected.mismatch(content).or(said.mismatch(content))
    });
    if mismatch.await.is_some() {
        return Err(Error::OtherContent);
    }
    caller.sandbox().write(|world, now| {
        let (_, upload) = find(&caller, world, &file_id)?;
        match &upload.spec.to {
            Destination::Name { folder, .. } => {
                let parent = world.live_folder(*folder).map_err(|error| match error {
                    WorldError::InBin(_) => Error::ParentInBin,
                    _ => Error::Target,
                })?;
                caller.permitted(world, parent, Ability::Upload)?;
            }
            Destination::File(file) => {
                caller.permitted(world, world.live(*file)?, Ability::Update)?;
            }
        }
        Ok::<_, Error>(world.commit_parts(id, content, now)?)
    })?;
    Ok(respond::done())
}

/// Returns the caller's upload that will make the file of this id, or a version of it.
///
/// # Errors
/// [`UploadError::Unknown`].
pub fn find<'w>(
    caller: &Caller,
    world: &'w World,
    file: &str,
) -> Result<(UploadId, &'w Upload), UploadError> {
    world.upload_of(ids::parse_file(world, file).ok_or(UploadError::Unknown)?, caller.actor)
}
