//! The world as WPS describes it.

mod drive;
mod file;
mod permission;

pub use self::{
    drive::allotee,
    file::{Render, With, attributes, link, link_status, link_url},
    permission::permission,
};
