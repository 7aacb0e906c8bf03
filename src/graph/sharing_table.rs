//! The rows of the route table for sharing, versions, thumbnails and what else one does with a single item.

use axum::http::Method;

use super::{
    checkout, invite, lists, permissions, preview, sealed, shares, special_list, thumbnails, versions,
};
use crate::http::Routes;

/// Adds the rows.
pub fn add(routes: Routes) -> Routes {
    items(sharing(routes))
}

fn sharing(routes: Routes) -> Routes {
    routes
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/permissions",
            &permissions::LIST,
            permissions::list,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/permissions/$count",
            &permissions::COUNT,
            permissions::count,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::GET,
            permissions::get,
        )
        .on(
            Method::PATCH,
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::UPDATE,
            permissions::update,
        )
        .on(
            Method::DELETE,
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}",
            &permissions::DELETE,
            permissions::delete,
        )
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}/grant",
            &invite::GRANT,
            invite::grant,
        )
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/permissions/{permission}/revokeGrants",
            &invite::REVOKE_GRANTS,
            invite::revoke_grants,
        )
        .on(Method::POST, "/v1.0/drives/{drive}/items/{item}/invite", &invite::INVITE, invite::invite)
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/createLink",
            &invite::CREATE_LINK,
            invite::create_link,
        )
        .on(Method::GET, "/v1.0/shares/{share}", &shares::GET, shares::get)
        .on(Method::GET, "/v1.0/shares/{share}/driveItem", &shares::ITEM, shares::item)
        .on(Method::GET, "/v1.0/shares/{share}/root", &shares::ITEM, shares::item)
        .on(Method::GET, "/v1.0/shares/{share}/items", &shares::ITEMS, shares::items)
        .on(Method::GET, "/v1.0/shares/{share}/items/$count", &shares::COUNT, shares::count)
        .on(Method::GET, "/v1.0/shares/{share}/permission", &shares::PERMISSION, shares::permission)
        .on(Method::POST, "/v1.0/shares/{share}/permission/grant", &shares::GRANT, shares::grant)
        .on(
            Method::POST,
            "/v1.0/shares/{share}/permission/revokeGrants",
            &shares::REVOKE_GRANTS,
            shares::revoke_grants,
        )
}

fn items(routes: Routes) -> Routes {
    routes
        .on(Method::GET, "/v1.0/drives/{drive}/items/{item}/versions", &versions::LIST, versions::list)
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/versions/$count",
            &versions::COUNT,
            versions::count,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/versions/{version}",
            &versions::GET,
            versions::get,
        )
        .on(
            Method::DELETE,
            "/v1.0/drives/{drive}/items/{item}/versions/{version}",
            &versions::DELETE,
            versions::delete,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/versions/{version}/content",
            &versions::CONTENT,
            versions::content,
        )
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/versions/{version}/restoreVersion",
            &versions::RESTORE,
            versions::restore,
        )
        .on(Method::GET, "/v1.0/drives/{drive}/sharedWithMe", &lists::SHARED_WITH_ME, lists::shared_with_me)
        .on(Method::GET, "/v1.0/drives/{drive}/recent", &lists::RECENT, lists::recent)
        .on(Method::GET, "/v1.0/drives/{drive}/special", &special_list::LIST, special_list::list)
        .on(Method::GET, "/v1.0/drives/{drive}/special/$count", &special_list::COUNT, special_list::count)
        .on(Method::GET, "/v1.0/drives/{drive}/following", &lists::FOLLOWING, lists::following)
        .on(Method::GET, "/v1.0/drives/{drive}/following/$count", &lists::COUNT, lists::count)
        .on(Method::GET, "/v1.0/drives/{drive}/following/{item}", &lists::FOLLOWED, lists::followed)
        .on(
            Method::DELETE,
            "/v1.0/drives/{drive}/following/{item}",
            &lists::UNFOLLOW,
            lists::delete_following,
        )
        .on(Method::POST, "/v1.0/drives/{drive}/items/{item}/follow", &lists::FOLLOW, lists::follow)
        .on(Method::POST, "/v1.0/drives/{drive}/items/{item}/unfollow", &lists::UNFOLLOW, lists::unfollow)
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/checkout",
            &checkout::CHECK_OUT,
            checkout::check_out,
        )
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/checkin",
            &checkout::CHECK_IN,
            checkout::check_in,
        )
        .on(
            Method::POST,
            "/v1.0/drives/{drive}/items/{item}/discardCheckout",
            &checkout::DISCARD,
            checkout::discard,
        )
        .on(Method::GET, "/v1.0/drives/{drive}/items/{item}/thumbnails", &thumbnails::LIST, thumbnails::list)
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/thumbnails/$count",
            &thumbnails::COUNT,
            thumbnails::count,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}",
            &thumbnails::GET_SET,
            thumbnails::get_set,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}",
            &thumbnails::GET,
            thumbnails::get,
        )
        .on(
            Method::GET,
            "/v1.0/drives/{drive}/items/{item}/thumbnails/{set}/{size}/content",
            &thumbnails::CONTENT,
            thumbnails::content,
        )
        .on(Method::POST, "/v1.0/drives/{drive}/items/{item}/preview", &preview::PREVIEW, preview::preview)
        .on(Method::GET, "/_api/v2.0/sealed/{token}", &sealed::SEALED, sealed::open)
}
