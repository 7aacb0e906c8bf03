//! From the world to the wire.

mod file;
mod share;
mod space;
mod usage;

pub use self::{
    file::{FileRender, full_path, parent, suffix},
    share::{ShareRender, Shown, display_name},
    space::{Shape, Team, creator, kind, space, status, team, used},
    usage::Usage,
};
