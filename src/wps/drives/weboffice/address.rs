//! What the address of a page opens: a document, for a caller, until it expires.

use crate::{
    http::{
        LinkBase,
        sealed::{self, numbers, push},
    },
    world::{Actor, NodeId, Principal, Timestamp, World},
};

/// The kind of these addresses among all that are sealed.
const KIND: u8 = b'W';

/// What an address opens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PageAddress {
    /// The document.
    pub node: NodeId,
    /// Who got the address.
    pub whose: Principal,
    /// Whether the page is for changing the document.
    pub edits: bool,
    /// When the address expires.
    pub until: Timestamp,
    /// Whom the application names as the one who edits; empty if it names nobody.
    pub editor: String,
}

impl PageAddress {
    /// Returns the address.
    pub fn url(&self, base: &LinkBase) -> String {
        let mut bytes = Vec::with_capacity(64);
        let user = self.whose.user.map_or(0, |user| user.number() + 1);
        let app = self.whose.app.map_or(0, |app| app.number() + 1);
        let until = self.until.millis().cast_unsigned();
        push(&mut bytes, [self.node.number(), user, app, self.edits.into(), until]);
        bytes.extend_from_slice(self.editor.as_bytes());
        sealed::address(base, "/v7/weboffice/", KIND, &bytes)
    }

    /// Reads the last segment of an address; returns none for what was not sealed here.
    pub fn read(world: &World, segment: &str) -> Option<Self> {
        let bytes = sealed::unseal(KIND, segment)?;
        let ([node, user, app, edits, until], editor) = numbers(&bytes)?;
        let user = match user.checked_sub(1) {
            Some(user) => Some(world.users().map(|known| known.id).find(|known| known.number() == user)?),
            None => None,
        };
        let app = match app.checked_sub(1) {
            Some(app) => Some(world.apps().map(|known| known.id).find(|known| known.number() == app)?),
            None => None,
        };
        Some(Self {
            node: NodeId::from_number(node)?,
            whose: Principal { user, app },
            edits: edits != 0,
            until: Timestamp::from_millis(until.cast_signed()),
            editor: String::from_utf8(editor.to_vec()).ok()?,
        })
    }

    /// Returns the name of the one who reads or edits.
    pub fn name(&self, world: &World) -> String {
        let of_actor = |actor| match actor {
            Actor::User(user) => world.user(user).map(|user| user.display_name.to_string()),
            Actor::App(app) => world.app(app).map(|app| app.key.to_string()),
        };
        let actor = self.whose.user.map(Actor::User).or(self.whose.app.map(Actor::App));
        let editor = Some(self.editor.clone()).filter(|editor| !editor.is_empty());
        editor.or_else(|| actor.and_then(of_actor)).unwrap_or_default()
    }
}
