//! Items, from the world to the wire.

use std::sync::Arc;

use data_encoding::{BASE64, HEXUPPER};

use super::{date::date, memory::Render, tags};
use crate::{
    graph::{
        address::{find, sealed::Sealed, special},
        ids,
        short_text::encoded,
        wire::{
            Empty, File, FileSystemInfo, Folder, FolderView, Hashes, Item, Package, Publication,
            SharepointIds, SpecialFolder,
        },
    },
    world::{Ability, Content, Node, NodeKind},
};

/// How every folder of a personal drive is shown; nobody can change it here.
const VIEW: FolderView = FolderView { sort_by: "name", sort_order: "ascending", view_type: "thumbnails" };

impl Render<'_> {
    /// Returns an item, as the whole of a response with this context.
    pub fn entity(&self, node: &Node, context: String) -> Item {
        Item { context: Some(context), ..self.item(node) }
    }

    /// Returns what contexts begin with that no address is asked for: the items of the drive.
    pub fn items_context(&self, node: &Node) -> String {
        let drive = self.home(node.drive).id.replacen('!', "%21", 1);
        format!("{}/v1.0/$metadata#drives('{drive}')/items", self.base)
    }

    /// Returns an item, as one of several in a response.
    pub fn item(&self, node: &Node) -> Item {
        let home = self.home(node.drive);
        let created = date(node.created.at);
        // Most items were never changed.
        let modified = if node.modified.at == node.created.at { created } else { date(node.modified.at) };
        let (mut file, mut folder, mut package) = (None, None, None);
        match &node.kind {
            NodeKind::File { content, .. } => file = Some(self.file(node, content, home.is_personal)),
            NodeKind::Folder { is_notebook: true, .. } => package = Some(Package { kind: "oneNote" }),
            NodeKind::Folder { .. } => {
                let view = home.is_personal.then_some(VIEW);
                folder = Some(Folder { child_count: node.children(), view });
            }
        }
        let c_tag = tags::c_tag(node);
        let c_tag = c_tag.or_else(|| home.is_personal.then(|| tags::constant_c_tag(node)).flatten());
        let (parent_reference, web_url) = self.whereabouts(node);
        let metadata = self.world.metadata(node.id);
        let role = self.world.role(node.id).and_then(special::name_of);
        Item {
            context: None,
            download_url: (file.is_some() && self.may_download(node))
                .then(|| Sealed::download(node.id, node.version(), self.base.now).address(self.base)),
            e_tag: tags::e_tag(node),
            c_tag,
            id: home.id_of(node.id),
            name: if node.parent.is_none() { "root".into() } else { Arc::clone(&node.name) },
            web_url,
            size: node.size(),
            created_by: self.by(node, node.created),
            last_modified_by: self.by(node, node.modified),
            parent_reference,
            file,
            folder,
            package,
            bundle: None,
            root: node.parent.is_none().then_some(Empty {}),
            file_system_info: FileSystemInfo {
                created_date_time: metadata.and_then(|it| it.created).map_or(created, date),
                last_modified_date_time: metadata.and_then(|it| it.modified).map_or(modified, date),
                last_accessed_date_time: None,
            },
            description: metadata.and_then(|it| it.description.clone()),
            special_folder: role.map(|name| SpecialFolder { name }),
            created_date_time: created,
            last_modified_date_time: modified,
            shared: self.shared(node),
            deleted: None,
            publication: None,
            sharepoint_ids: None,
            search_result: None,
        }
    }

    /// Returns the ids of an item in `SharePoint`, which those of personal drives do not tell.
    pub fn sharepoint_ids(&self, node: &Node) -> Option<SharepointIds> {
        let home = self.home(node.drive);
        let drive = self.world.drive(node.drive).ok().filter(|_| !home.is_personal)?;
        let is_item = node.parent.is_some();
        let site = find::site_path(self.world, drive).unwrap_or_default();
        Some(SharepointIds {
            list_id: ids::list_guid(drive).to_string(),
            list_item_id: is_item.then(|| node.id.number().to_string()),
            list_item_unique_id: is_item.then(|| ids::item_guid(node).to_string()),
            site_id: home.site,
            site_url: format!("{}/{site}", self.base).trim_end_matches('/').to_owned(),
            tenant_id: self.world.tenant().to_owned(),
            web_id: ids::group(drive),
        })
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
            checked_out_by: holder.map(|holder| self.identity(node.drive, holder)),
        })
    }

    /// Returns the facet of a file; on business drives, an empty one has no hashes.
    fn file(&self, node: &Node, content: &Content, is_personal: bool) -> File {
        let hashes = (is_personal || content.size() > 0).then(|| Hashes {
            quick_xor_hash: encoded(&BASE64, content.quick_xor()),
            sha1_hash: is_personal.then(|| encoded(&HEXUPPER, content.sha1())),
            sha256_hash: is_personal.then(|| encoded(&HEXUPPER, content.sha256())),
        });
        File { mime_type: self.file_type(&node.name), hashes }
    }
}
