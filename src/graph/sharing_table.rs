//! The rows of the route table for sharing, versions, thumbnails and what else one does with a single item.

use super::{
    checkout, invite, lists, permissions, preview, sealed, shares, special_list, thumbnails, versions,
};
use crate::http::Routes;

/// Adds the rows.
pub fn routes() -> Routes {
    sharing().merge(items())
}

fn sharing() -> Routes {
    Routes::at("")
        .get("/v1.0/drives/{drive}/items/{item}/permissions", &permissions::LIST, permissions::list)
        .get("/v1.0/drives/{drive}/items/{item}/permissions/$count", &permissions::COUNT, permissions::count)
        .get(
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::GET,
            permissions::get,
        )
        .patch(
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::UPDATE,
            permissions::update,
        )
        .delete(
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::DELETE,
            permissions::delete,
        )
        .post(
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}/grant",
            &invite::GRANT,
            invite::grant,
        )
        .post(
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}/revokeGrants",
            &invite::REVOKE_GRANTS,
            invite::revoke_grants,
        )
        .post("/v1.0/drives/{drive}/items/{item}/invite", &invite::INVITE, invite::invite)
        .post("/v1.0/drives/{drive}/items/{item}/createLink", &invite::CREATE_LINK, invite::create_link)
        .get("/v1.0/shares/{share}", &shares::GET, shares::get)
        .get("/v1.0/shares/{share}/driveItem", &shares::ITEM, shares::item)
        .get("/v1.0/shares/{share}/root", &shares::ITEM, shares::item)
        .get("/v1.0/shares/{share}/items", &shares::ITEMS, shares::items)
        .get("/v1.0/shares/{share}/items/$count", &shares::COUNT, shares::count)
        .get("/v1.0/shares/{share}/permission", &shares::PERMISSION, shares::permission)
        .post("/v1.0/shares/{share}/permission/grant", &shares::GRANT, shares::grant)
        .post("/v1.0/shares/{share}/permission/revokeGrants", &shares::REVOKE_GRANTS, shares::revoke_grants)
}

fn items() -> Routes {
    Routes::at("")
        .get("/v1.0/drives/{drive}/items/{item}/versions", &versions::LIST, versions::list)
        .get("/v1.0/drives/{drive}/items/{item}/versions/$count", &versions::COUNT, versions::count)
        .get("/v1.0/drives/{drive}/items/{item}/versions/{version}", &versions::GET, versions::get)
        .delete("/v1.0/drives/{drive}/items/{item}/versions/{version}", &versions::DELETE, versions::delete)
        .get(
            "/v1.0/drives/{drive}/items/{item}/versions/{version}/content",
            &versions::CONTENT,
            versions::content,
        )
        .post(
            "/v1.0/drives/{drive}/items/{item}/versions/{version}/restoreVersion",
            &versions::RESTORE,
            versions::restore,
        )
        .get("/v1.0/drives/{drive}/sharedWithMe", &lists::SHARED_WITH_ME, lists::shared_with_me)
        .get("/v1.0/drives/{drive}/recent", &lists::RECENT, lists::recent)
        .get("/v1.0/drives/{drive}/special", &special_list::LIST, special_list::list)
        .get("/v1.0/drives/{drive}/special/$count", &special_list::COUNT, special_list::count)
        .get("/v1.0/drives/{drive}/following", &lists::FOLLOWING, lists::following)
        .get("/v1.0/drives/{drive}/following/$count", &lists::COUNT, lists::count)
        .get("/v1.0/drives/{drive}/following/{item}", &lists::FOLLOWED, lists::followed)
        .delete("/v1.0/drives/{drive}/following/{item}", &lists::UNFOLLOW, lists::delete_following)
        .post("/v1.0/drives/{drive}/items/{item}/follow", &lists::FOLLOW, lists::follow)
        .post("/v1.0/drives/{drive}/items/{item}/unfollow", &lists::UNFOLLOW, lists::unfollow)
        .post("/v1.0/drives/{drive}/items/{item}/checkout", &checkout::CHECK_OUT, checkout::check_out)
        .post("/v1.0/drives/{drive}/items/{item}/checkin", &checkout::CHECK_IN, checkout::check_in)
        .post("/v1.0/drives/{drive}/items/{item}/discardCheckout", &checkout::DISCARD, checkout::discard)
        .get("/v1.0/drives/{drive}/items/{item}/thumbnails", &thumbnails::LIST, thumbnails::list)
        .get("/v1.0/drives/{drive}/items/{item}/thumbnails/$count", &thumbnails::COUNT, thumbnails::count)
        .get("/v1.0/drives/{drive}/items/{item}/thumbnails/{set}", &thumbnails::GET_SET, thumbnails::get_set)
        .get("/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}", &thumbnails::GET, thumbnails::get)
        .get(
            "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}/content",
            &thumbnails::CONTENT,
            thumbnails::content,
        )
        .post("/v1.0/drives/{drive}/items/{item}/preview", &preview::PREVIEW, preview::preview)
        .get("/_api/v2.0/sealed/{token}", &sealed::SEALED, sealed::open)
}
