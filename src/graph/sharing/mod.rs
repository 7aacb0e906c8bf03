//! Sharing: permissions, invitations, links, and what a link leads to.

mod find;
mod grants;
mod invite;
mod permissions;
mod shares;
mod terms;

use crate::http::Routes;

/// Returns the rows of the route table.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v1.0/drives/{drive}/items/{item}")
        .post("/createLink", &invite::CREATE_LINK, invite::create_link)
        .post("/invite", &invite::INVITE, invite::invite)
        .get("/permissions", &permissions::LIST, permissions::list)
        .get("/permissions/{permission}", &permissions::GET, permissions::get)
        .patch("/permissions/{permission}", &permissions::UPDATE, permissions::update)
        .delete("/permissions/{permission}", &permissions::DELETE, permissions::delete)
        .post("/permissions/{permission}/grant", &grants::GRANT, grants::grant)
        .post("/permissions/{permission}/revokeGrants", &grants::REVOKE_GRANTS, grants::revoke_grants)
        .and_at("/v1.0/shares/{share}")
        .get("", &shares::GET, shares::get)
        .get("/driveItem", &shares::ITEM, shares::item)
        .get("/root", &shares::ITEM, shares::item)
        .get("/items", &shares::ITEMS, shares::items)
        .get("/permission", &shares::PERMISSION, shares::permission)
        .post("/permission/grant", &shares::GRANT, shares::grant)
        .post("/permission/revokeGrants", &shares::REVOKE_GRANTS, shares::revoke_grants)
}
