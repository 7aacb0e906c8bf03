//! Where items lie, from the world to the wire.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::home::Home;
use crate::{
    graph::wire::ItemReference,
    http::Repeated,
    world::{Node, NodeId},
};

/// The characters that the path of a web address escapes.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What all items of a folder are told with: it is made once for those that follow one another in a response.
pub struct Place {
    pub folder: NodeId,
    pub reference: Repeated<ItemReference>,
    /// The address of the folder in a browser.
    web: String,
}

impl Place {
    /// Returns what the items of a folder have in common, which has, from the root down, this path.
    pub fn of(home: &Home<'_>, folder: &Node, path: &str) -> Self {
        let mut web = home.web.clone();
        web.extend(utf8_percent_encode(path.trim_end_matches('/'), &ESCAPED));
        Self { folder: folder.id, reference: home.reference_at(folder, path).into(), web }
    }

    /// Returns the address in a browser of an item of this name.
    pub fn web_url(&self, name: &str) -> String {
        // Most names have nothing to escape.
        let mut url = String::with_capacity(self.web.len() + 1 + name.len());
        url.push_str(&self.web);
        url.push('/');
        url.extend(utf8_percent_encode(name, &ESCAPED));
        url
    }
}
