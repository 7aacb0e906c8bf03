//! The file of an upload whose bytes are all there.

use axum::response::Response;

use super::target::{Target, permit};
use crate::{
    http,
    world::{Content, Upload, UploadError, UploadId, World},
    wps::{auth::Caller, change, error::Error},
};

/// Returns an open upload of the caller.
///
/// # Errors
/// [`UploadError::Unknown`].
pub fn find<'w>(caller: &Caller, world: &'w World, id: UploadId) -> Result<&'w Upload, UploadError> {
    let upload = world.upload(id)?;
    if upload.spec.by == caller.actor { Ok(upload) } else { Err(UploadError::Unknown) }
}

/// Creates the file of an upload, or gives one its content.
///
/// # Errors
/// [`Error::Upload`], [`Error::Mismatch`], [`Error::World`], and those of [`permit`].
pub async fn commit(caller: &Caller, id: UploadId) -> Result<Response, Error> {
    let upload = find(caller, caller.world(), id)?;
    if !upload.is_whole() {
        return Err(UploadError::Incomplete.into());
    }
    let content = caller.world().upload_content(id)?;
    let expected = upload.spec.expected.clone();
    let mismatch = http::hash(&content, move |content| {
        // The response has it.
        content.sha1();
        expected.mismatch(content)
    });
    if let Some(mismatch) = mismatch.await {
        return Err(Error::Mismatch(mismatch));
    }
    change::respond(caller, |world, now| {
        let spec = &find(caller, world, id)?.spec;
        permit(caller, world, &spec.to, spec.on_conflict)?;
        Ok(world.commit_upload_as(id, content, now)?.node)
    })
}

/// Creates the file of an upload within one request, or gives one this content.
///
/// # Errors
/// Those of [`Target::find`].
pub async fn put(
    caller: &Caller,
    target: &Target,
    (drive, parent): (&str, &str),
    content: Content,
) -> Result<Response, Error> {
    http::hash(&content, |content| _ = content.sha1()).await;
    change::respond(caller, |world, now| {
        let to = target.find(caller, world, drive, parent, now)?;
        Ok(world.put(caller.actor, &to, content, target.on_conflict, now)?.node)
    })
}
