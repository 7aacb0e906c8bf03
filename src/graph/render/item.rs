//! Items, from the world to the wire.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::tags;
use crate::{
    graph::{
        address::{sealed::Sealed, special, web::web_path},
        auth::Caller,
        ids,
        wire::{Empty, File, FileSystemInfo, Folder, Hashes, Item, Publication, SpecialFolder},
    },
    http::{LinkBase, date},
    world::{Ability, Content, Node, NodeKind, Timestamp, World},
};

/// The characters that the path of a web address escapes.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// What everything in one response depends on: the world that was read, and the address that links begin with.
pub struct Render<'w> {
    pub world: &'w World,
    pub base: &'w LinkBase,
    /// Whom it is for; none for one who has proved by an address that they wrote the item.
    pub caller: Option<&'w Caller>,
}

impl Render<'_> {
    /// Returns an item, as the whole of a response.
    pub fn entity(&self, node: &Node) -> Item {
        Item { context: Some(format!("{}/$entity", self.items_context(node))), ..self.item(node) }
    }

    /// Returns what the context of a response with items of a drive begins with.
    pub fn items_context(&self, node: &Node) -> String {
        let drive = self.world.drive(node.drive).map(ids::drive).unwrap_or_default().replacen('!', "%21", 1);
        format!("{}/v1.0/$metadata#drives('{drive}')/items", self.base)
    }

    /// Returns an item, as one of several in a response.
    pub fn item(&self, node: &Node) -> Item {
        let (created, modified) = (date::rfc3339(node.created.at), date::rfc3339(node.modified.at));
        let (file, folder) = match &node.kind {
            NodeKind::File { content, .. } => (Some(File::of(node, content)), None),
            NodeKind::Folder { .. } => (None, Some(Folder { child_count: node.children() })),
        };
        let metadata = self.world.metadata(node.id);
        let role = self.world.role(node.id).and_then(special::name_of);
        let client_date = |at: Option<Timestamp>, own: &String| at.map_or_else(|| own.clone(), date::rfc3339);
        let place = self.world.drive(node.drive).map(|drive| web_path(self.world, drive)).unwrap_or_default();
        let encoded = utf8_percent_encode(&self.world.path(node), &ESCAPED).to_string();
        Item {
            context: None,
            download_url: (file.is_some() && self.may_download(node))
                .then(|| Sealed::download(node.id, node.version(), self.base.now).address(self.base)),
            e_tag: tags::e_tag(self.world, node),
            c_tag: tags::c_tag(self.world, node),
            id: ids::item(self.world, node),
            name: if node.parent.is_none() { "root".into() } else { node.name.to_string() },
            web_url: format!("{}{place}{}", self.base, encoded.trim_end_matches('/')),
            size: node.size(),
            created_by: self.by(node.created),
            last_modified_by: self.by(node.modified),
            parent_reference: self.parent_reference(node),
            file,
            folder,
            root: node.parent.is_none().then_some(Empty {}),
            file_system_info: FileSystemInfo {
                created_date_time: client_date(metadata.and_then(|it| it.created), &created),
                last_modified_date_time: client_date(metadata.and_then(|it| it.modified), &modified),
                last_accessed_date_time: None,
            },
            description: metadata.and_then(|it| it.description.as_deref()).map(Into::into),
            special_folder: role.map(|name| SpecialFolder { name }),
            created_date_time: created,
            last_modified_date_time: modified,
            shared: self.shared(node),
            deleted: None,
            publication: None,
        }
    }

    /// Whether an item is shown with the address of its content, which needs no token.
    fn may_download(&self, node: &Node) -> bool {
        self.caller.is_none_or(|caller| caller.abilities(self.world, node).has(Ability::Download))
    }

    /// Returns whether a file is checked out, and by which person or application.
    pub fn publication(&self, node: &Node) -> Option<Publication> {
        let holder = self.world.checkout(node.id);
        (!node.is_folder()).then(|| Publication {
            level: if holder.is_some() { "checkout" } else { "published" },
            version_id: format!("{}.0", node.version()),
            checked_out_by: holder.map(|holder| self.identity(holder)),
        })
    }
}

impl File {
    /// Returns the facet of a file.
    fn of(node: &Node, content: &Content) -> Self {
        let mime_type = mime_guess::from_path(&*node.name).first_or_octet_stream().to_string();
        let quick_xor_hash = data_encoding::BASE64.encode(content.quick_xor());
        Self { mime_type, hashes: Hashes { quick_xor_hash } }
    }
}
