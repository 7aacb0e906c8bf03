//! From the world to the wire.

mod file;
mod share;
mod space;

pub use self::{
    file::{FileRender, full_path, parent, suffix},
    share::{ShareRender, Shown, display_name},
    space::{Shape, Team, kind, space, status, team, used},
};
