//! What people were given by name on files and drives.

mod acl;
mod batch_create;
mod batch_delete;
mod list;

use crate::http::Routes;

/// Returns the rows of permissions.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files/{file_id}/permissions")
        .get("", &list::LIST, list::list)
        .post("/batch_create", &batch_create::BATCH_CREATE, batch_create::batch_create)
        .post("/batch_delete", &batch_delete::BATCH_DELETE, batch_delete::batch_delete)
        .get("/acl", &acl::ACL, acl::acl)
        .and_at("/v7/drives/{drive_id}/permissions")
        .post("/batch_create", &batch_create::DRIVE_BATCH_CREATE, batch_create::drive_batch_create)
        .post("/batch_delete", &batch_delete::DRIVE_BATCH_DELETE, batch_delete::drive_batch_delete)
}
