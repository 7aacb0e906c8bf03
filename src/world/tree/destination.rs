//! Where a content goes, and what became of it.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::id::NodeId;

/// Where a content goes.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Destination {
    /// Into this file.
    File(NodeId),
    /// Under a name, which may be taken.
    Name {
        /// The deepest folder on the way that exists.
        folder: NodeId,
        /// The folders below it, which are created when they are needed.
        missing: Box<[Arc<str>]>,
        /// The name of the file.
        name: Arc<str>,
    },
}

/// The outcome of putting a content somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Put {
    /// The file or folder.
    pub node: NodeId,
    /// Whether it is new.
    pub created: bool,
}
