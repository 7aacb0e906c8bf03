//! Jobs: batch tasks, and the packages that some of them make.
//!
//! There is no call for copying, moving or deleting one file: all of it is a batch task, see [`create`].

mod action;
mod archive;
mod cancel;
mod create;
mod find;
mod package;
mod plan;
mod read;
mod render;

pub use self::{
    action::{Action, FIRST_SHARE_KIND},
    archive::{Extent, read as read_archive, times as times_in_archive},
    create::distinct,
    package::LIFE as PACKAGE_LIFE,
    plan::{Batch, ON_CONFLICT, check_any, check_way, plan, weight_of_copy},
    render::Render as RenderJob,
};
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/koodrive/ose/v1")
        .get("/jobs", &read::GET_JOB_LIST, read::list)
        .post("/jobs", &create::CREATE_JOB, create::create)
        .get("/jobs/{job_id}", &read::GET_JOB_DETAIL, read::detail)
        .get("/{job_id}", &read::GET_JOB_DETAIL, read::detail)
        .post("/cancel", &cancel::CANCEL_JOB, cancel::cancel)
        .get("/package/{key}", &package::DOWNLOAD_PACKAGE, package::download)
}
