//! Further properties of an item: 修改文件元数据信息.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::{Ids, Operation, body::Object},
    world::Ability,
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        json::Json,
        respond, scopes,
        texts::{self, GivenAttribute},
    },
};

/// 修改文件元数据信息
pub const UPDATE: Operation = Operation { name: "drives.files.update", ..scopes::WRITE_FILES };

/// The body of [`update`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct UpdateBody {
    ext_attr: Option<Object<GivenAttribute>>,
}

/// Sets a further property of an item; a body that names none changes nothing.
///
/// Handles `POST /v7/drives/{drive_id}/files/{file_id}/update`.
pub fn update(caller: Caller, Ids(drive, id): Ids, Json(body): Json<UpdateBody>) -> Result<Response, Error> {
    let Some(Object(given)) = body.ext_attr else {
        caller.item(caller.world(), &drive, &id, Ability::Update)?;
        return Ok(respond::done(caller.dialect));
    };
    check(caller.dialect, &given)?;
    caller.sandbox().write(|world, now| {
        let node = caller.item(world, &drive, &id, Ability::Update)?.id;
        Ok::<_, Error>(world.set_attribute(caller.actor, node, &given.name, Some(&given.value), now)?)
    })?;
    Ok(respond::done(caller.dialect))
}

/// Refuses what the vendor's two properties cannot be, and in the public cloud every other one.
fn check(dialect: Dialect, given: &GivenAttribute) -> Result<(), Error> {
    texts::check_attribute(given)?;
    let is_word = |value: &str| !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric());
    match (&*given.name, &*given.value) {
        ("protected", "true" | "false") => Ok(()),
        ("protected", _) => Err(Error::Value("protected is true or false.".into())),
        ("guid", value) if is_word(value) => Ok(()),
        ("guid", _) => Err(Error::Value("guid has letters and digits only.".into())),
        _ if dialect == Dialect::Public => {
            Err(Error::NotSupported("ext_attr.name is none of protected, guid.".into()))
        }
        _ => Ok(()),
    }
}
