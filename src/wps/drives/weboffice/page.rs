//! The page behind an address: what the document is, who may do what with it, and its text.

use axum::response::Response;

use super::address::PageAddress;
use crate::{
    documents::text,
    http::{self, Call, Id, Operation, html},
    world::Ability,
    wps::{error::Error, scopes},
};

/// A page of our own.
pub const SHOW: Operation = Operation { name: "weboffice.show", ..scopes::ADDRESS };

/// Shows a document, as long as who got the address may read it.
///
/// Handles `GET /v7/weboffice/{sealed}`.
pub async fn show(call: Call, Id(sealed): Id) -> Result<Response, Error> {
    let (world, now) = (call.world(), call.now());
    let unknown = || Error::NoResource { kind: "page", id: sealed.clone() };
    let address = PageAddress::read(world, &sealed).ok_or_else(unknown)?;
    let node = world.live(address.node).map_err(|_| unknown())?;
    let ability = if address.edits { Ability::Update } else { Ability::Preview };
    let abilities = match address.whose.user {
        Some(_) => world.abilities_of(&address.whose, node, now),
        None => world.abilities_of_company(node),
    };
    if now >= address.until || !abilities.has(ability) {
        return Err(Error::Forbidden(
            "The address has expired, or the document may no longer be read.".into(),
        ));
    }
    let may = if address.edits { "edits" } else { "reads" };
    let who = format!("<p>{} {may} this document.</p>", html::escape(address.name(world)));
    let (name, content) = (node.name.clone(), node.content().cloned().unwrap_or_default());
    let size = content.size();
    let read = {
        let name = name.clone();
        let room = text::room(&content);
        let read = http::heavy(call.memory(), room, move || text::of(&name, &content)).await;
        read?
    };
    Ok(html::document(&name, size, &who, read.as_deref()))
}
