//! Making labels.

use axum::response::Response;
use serde::Deserialize;

use super::find::{self, Found, KINDS};
use crate::{
    http::{Operation, find_word},
    world::{Label, LabelKind, LabelOwner},
    wps::{auth::Caller, error::Error, json::Json, respond, scopes, texts, wire::CreatedLabel},
};

/// Makes a label.
pub const CREATE: Operation = Operation { name: "drive_labels.create", ..scopes::WRITE_FILES };

/// The longest name and the longest property of a label, in characters.
const LONGEST_NAME: usize = 240;
const LONGEST_ATTR: usize = 127;

/// The body of [`create`].
#[derive(Deserialize)]
pub struct CreateBody {
    name: String,
    allotee_type: String,
    allotee_id: Option<String>,
    label_type: Option<String>,
    #[serde(default)]
    attr: String,
    /// The time of its creation in nanoseconds, if the client does not say.
    rank: Option<i64>,
}

/// Makes a label for the caller, or for a group that they look after; two may have the same name.
///
/// Handles `POST /v7/drive_labels/create`.
pub fn create(caller: Caller, Json(body): Json<CreateBody>) -> Result<Response, Error> {
    if body.name.is_empty() {
        return Err(Error::Value("name is empty.".into()));
    }
    texts::check_length("name", &body.name, LONGEST_NAME)?;
    texts::check_length("attr", &body.attr, LONGEST_ATTR)?;
    let kind = body.label_type.as_deref().map(|kind| find_word("label_type", kind, &KINDS)).transpose()?;
    if kind == Some(LabelKind::System) {
        return Err(Error::NotSupported("Labels of the type system are the service's.".into()));
    }
    let label = caller.sandbox().write(|world, now| {
        let owner = find::owner(&caller, world, Some(&body.allotee_type), body.allotee_id.as_deref())?;
        if let LabelOwner::Drive(drive) = owner
            && !caller.manages(world, world.drive(drive)?)
        {
            return Err(Error::Forbidden("The caller does not look after the group.".into()));
        }
        let rank = body.rank.unwrap_or_else(|| now.millis().saturating_mul(1_000_000));
        let (name, attr) = (body.name.as_str().into(), body.attr.as_str().into());
        let label = Label { number: 0, name, owner, kind: LabelKind::Custom, attr, rank, created: now };
        let made = Found::Made(world.create_label(label)?);
        Ok(find::body(&caller, world, &made))
    })?;
    Ok(respond::success(caller.dialect, &CreatedLabel { flat: label.clone(), label }))
}
