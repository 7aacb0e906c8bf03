//! Files and folders of a drive.

mod batch;
mod check_name;
mod children;
mod create;
mod delete;
mod download;
mod meta;
mod path;
mod place;
mod rename;
mod save_as;
mod transfer_owner;
mod update;
mod upload;
mod versions;

use crate::http::Routes;

/// Returns the rows of this wing; a folder stands where the vendor writes `{parent_id}`.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/v7/drives/{drive_id}/files")
        .post("/{file_id}/create", &create::CREATE, create::create)
        .get("/{file_id}/children", &children::LIST, children::list)
        .get("/{file_id}/meta", &meta::GET, meta::get)
        .get("/{file_id}/path", &path::GET, path::get)
        .post("/{file_id}/check_name", &check_name::CHECK_NAME, check_name::check_name)
        .post("/{file_id}/rename", &rename::RENAME, rename::rename)
        .post("/{file_id}/update", &update::UPDATE, update::update)
        .post("/{file_id}/transfer_owner", &transfer_owner::TRANSFER_OWNER, transfer_owner::transfer_owner)
        .post("/{file_id}/save_as", &save_as::SAVE_AS, save_as::save_as)
        .post("/{file_id}/move", &place::MOVE, place::move_file)
        .post("/{file_id}/copy", &place::COPY, place::copy_file)
        .post("/batch_copy", &batch::COPY, batch::copy)
        .post("/batch_move", &batch::MOVE, batch::move_files)
        .post("/batch_delete", &batch::DELETE, batch::delete)
        .post("/{file_id}/delete", &delete::DELETE, delete::delete)
        .merge(download::routes())
        .merge(upload::routes())
        .merge(versions::routes())
}
