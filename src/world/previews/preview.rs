//! A preview.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::world::{
    content::Content,
    id::{AppId, NodeId},
    time::Timestamp,
};

/// A document that everybody with the token of the preview may see.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Preview {
    /// Its number, which is in its token.
    pub number: u64,
    /// The number of the first preview of those that were renewed into this one.
    pub first: u64,
    /// The application that made it.
    pub app: AppId,
    /// What is seen.
    pub shown: Shown,
    /// Whether the document may be downloaded too.
    pub download: bool,
    /// When it ends.
    pub expires: Timestamp,
}

/// What a preview shows.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub enum Shown {
    /// A file as it is at that time.
    File(NodeId),
    /// A content that was fetched when the preview was made.
    Fetched {
        /// Its name.
        name: Arc<str>,
        /// Its bytes.
        content: Content,
    },
}

impl Preview {
    /// Returns how many bytes it keeps.
    pub(in crate::world) fn size(&self) -> u64 {
        match &self.shown {
            Shown::File(_) => 0,
            Shown::Fetched { content, .. } => content.size(),
        }
    }
}
