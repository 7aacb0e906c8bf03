//! From the world to the wire.

mod file;
mod space;

pub use self::{
    file::{FileRender, full_path},
    space::{Team, kind, space, team, used},
};
