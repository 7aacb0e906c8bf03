//! The world as WPS describes it.

mod deleted;
mod drive;
mod file;
mod permission;
mod version;

pub use self::{
    drive::allotee,
    file::{Render, With, link, link_status, link_url},
    permission::permission,
    version::WithNote,
};
