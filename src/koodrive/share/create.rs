//! Sharing files and folders.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createShare.html>.

use axum::response::Response;
use serde::Deserialize;

use super::terms::TermsBody;
use crate::{
    http::{Both, LinkBase, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        jobs::distinct,
        render::{ShareRender, Shown},
        respond,
        scopes::WRITE,
        wire::Shared,
    },
    world::{Ability, Error as WorldError, NodeId, World},
};

/// Shares files and folders.
pub const CREATE_SHARE: Operation = Operation { name: "createShare", ..WRITE };

/// The most items of a share.
const MOST: usize = 100;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CreateBody {
    container_id: String,
    file_ids: Vec<String>,
}

/// Shares files and folders of a space.
///
/// Handles `POST /koodrive/ose/v1/share`.
pub fn create(base: LinkBase, caller: Caller) -> Result<Response, Error> {
    let Both(CreateBody { container_id, file_ids }, terms): Both<_, TermsBody> = caller.body()?;
    if !(1..=MOST).contains(&file_ids.len()) {
        return Err(Error::Parameters);
    }
    let ids = distinct(file_ids.into_iter());
    let (number, world) = caller.sandbox().write_and_view(|world, now| {
        let terms = terms.terms(&caller, world, now)?;
        let drive = caller.space(world, &container_id)?.id;
        let items = ids.iter().map(|id| item(&caller, world, &container_id, id));
        let items = items.collect::<Result<Vec<_>, _>>()?;
        Ok::<_, Error>(world.create_share(caller.user, drive, &items, terms, now)?)
    })?;
    let share = world.share_numbered(number).ok_or(WorldError::NotFound)?;
    let render = ShareRender { world: &world, base: &base, thumbnails: None };
    Ok(respond::beside(Shared { share_link: render.link(share, Shown::Whole) }))
}

fn item(caller: &Caller, world: &World, space: &str, id: &str) -> Result<NodeId, WorldError> {
    let node = caller.live_item(world, space, id, Ability::Share)?;
    if node.parent.is_none() { Err(WorldError::IsRoot(node.id)) } else { Ok(node.id) }
}
