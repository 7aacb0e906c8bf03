//! Making favourites, and letting go of them.

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    wps::{
        auth::Caller,
        error::Error,
        json::Json,
        lists::objects::{self, Object},
        respond, scopes,
    },
};

/// Makes favourites.
pub const CREATE: Operation = Operation { name: "drive_star.items.batch_create", ..scopes::WRITE_FILES };
/// Lets go of favourites.
pub const DELETE: Operation = Operation { name: "drive_star.items.batch_delete", ..scopes::WRITE_FILES };

/// The most favourites in one call.
const MOST: usize = 1024;

/// The body of both calls; older clients write the list under other names.
#[derive(Deserialize)]
pub struct Objects {
    #[serde(alias = "items", alias = "item_ids")]
    objects: Vec<Object>,
}

/// Makes favourites of the caller; what is one already stays one.
///
/// Handles `POST /v7/drive_star/items/batch_create`.
pub fn batch_create(caller: Caller, Json(body): Json<Objects>) -> Result<Response, Error> {
    let user = caller.principal.user.ok_or(Error::TokenKind { of_person: true })?;
    objects::check("objects", &body.objects, MOST)?;
    caller.sandbox().write(|world, _| {
        body.objects.iter().try_for_each(|object| {
            let id = object.find(&caller, world)?;
            world.follow(user, id).map_err(Error::from)
        })
    })?;
    Ok(respond::done(caller.dialect))
}

/// Lets go of favourites of the caller; what is none is passed over.
///
/// Handles `POST /v7/drive_star/items/batch_delete`.
pub fn batch_delete(caller: Caller, Json(body): Json<Objects>) -> Result<Response, Error> {
    let user = caller.principal.user.ok_or(Error::TokenKind { of_person: true })?;
    objects::check("objects", &body.objects, MOST)?;
    caller.sandbox().write(|world, _| {
        body.objects.iter().try_for_each(|object| {
            let id = object.named(&caller, world)?;
            world.unfollow(user, id);
            Ok::<_, Error>(())
        })
    })?;
    Ok(respond::done(caller.dialect))
}
