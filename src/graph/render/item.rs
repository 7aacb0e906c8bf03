//! From the world to the wire: drives, items and identities as Graph tells them.

use super::tags;
use crate::{
    graph::{
        address::{
            sealed::Sealed,
            special,
            web::{drive_type, web_path},
        },
        ids,
        wire::{
            DriveBody, Empty, File, FileSystemInfo, Folder, Hashes, Identity, IdentitySet, Item,
            ItemReference, Publication, Quota, SpecialFolder,
        },
    },
    http::{LinkBase, date},
    world::{Actor, Drive, Node, NodeKind, Stamp, Timestamp, World},
};

/// Renders one answer: what it says of items depends on the world that was read and the host that was asked.
pub struct Render<'w> {
    pub world: &'w World,
    pub base: &'w LinkBase,
}

impl Render<'_> {
    /// One drive, as the whole of an answer.
    pub fn drive(&self, drive: &Drive) -> DriveBody {
        let used = self.world.node(drive.root).map_or(0, |root| root.size());
        let remaining = drive.total.saturating_sub(used);
        let state = match remaining {
            0 => "exceeded",
            left if left < drive.total / 100 => "critical",
            left if left < drive.total / 10 => "nearing",
            _ => "normal",
        };
        let (created, modified) = self.world.node(drive.root).map_or_else(
            |_| Default::default(),
            |root| (date::rfc3339(root.created.at), date::rfc3339(root.modified.at)),
        );
        let owner = self.drive_owner(drive);
        DriveBody {
            context: Some(format!("{}/v1.0/$metadata#drives/$entity", self.base)),
            id: ids::drive(drive),
            drive_type: drive_type(drive),
            name: drive.name.to_string(),
            created_date_time: created,
            last_modified_date_time: modified,
            owner,
            quota: Quota { deleted: drive.deleted, remaining, state, total: drive.total, used },
            web_url: format!("{}{}", self.base, web_path(self.world, drive)),
        }
    }

    /// Whose a drive is.
    pub fn drive_owner(&self, drive: &Drive) -> IdentitySet {
        if drive_type(drive) == "documentLibrary" {
            let group = Identity { email: None, id: ids::group(drive), display_name: drive.name.to_string() };
            return IdentitySet { group: Some(group), ..IdentitySet::default() };
        }
        drive.maker().map(|maker| self.identity(maker)).unwrap_or_default()
    }

    /// One item, as the whole of an answer.
    pub fn entity(&self, node: &Node) -> Item {
        Item { context: Some(format!("{}/$entity", self.items_context(node))), ..self.item(node) }
    }

    /// What the context of an answer about items of a drive begins with.
    pub fn items_context(&self, node: &Node) -> String {
        let drive = self.world.drive(node.drive).map(ids::drive).unwrap_or_default().replacen('!', "%21", 1);
        format!("{}/v1.0/$metadata#drives('{drive}')/items", self.base)
    }

    /// One item among others.
    pub fn item(&self, node: &Node) -> Item {
        let (created, modified) = (date::rfc3339(node.created.at), date::rfc3339(node.modified.at));
        let (file, folder) = match &node.kind {
            NodeKind::File { content, .. } => (Some(File::of(node, content)), None),
            NodeKind::Folder { .. } => (None, Some(Folder { child_count: node.children() })),
        };
        let details = self.world.metadata(node.id);
        let role = self.world.role(node.id).and_then(special::name_of);
        let told =
            |at: Option<Timestamp>, otherwise: &String| at.map_or_else(|| otherwise.clone(), date::rfc3339);
        let place = self.world.drive(node.drive).map(|drive| web_path(self.world, drive)).unwrap_or_default();
        let encoded = percent_encoding::utf8_percent_encode(&self.world.path(node), &PATH).to_string();
        Item {
            context: None,
            download_url: file
                .is_some()
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
                created_date_time: told(details.and_then(|details| details.created), &created),
                last_modified_date_time: told(details.and_then(|details| details.modified), &modified),
                last_accessed_date_time: None,
            },
            description: details.and_then(|details| details.description.as_deref()).map(Into::into),
            special_folder: role.map(|name| SpecialFolder { name }),
            created_date_time: created,
            last_modified_date_time: modified,
            shared: self.shared(node),
            deleted: None,
            publication: None,
        }
    }

    /// Whether a file is checked out.
    pub fn publication(&self, node: &Node) -> Option<Publication> {
        let holder = self.world.checkout(node.id);
        (!node.is_folder()).then(|| Publication {
            level: if holder.is_some() { "checkout" } else { "published" },
            version_id: format!("{}.0", node.version()),
            checked_out_by: holder.map(|holder| self.identity(holder)),
        })
    }

    /// Where the folder of an item is.
    pub fn parent_reference(&self, node: &Node) -> ItemReference {
        let drive = self.world.drive(node.drive).ok();
        let drive_id = drive.map(ids::drive).unwrap_or_default();
        let kind = drive.map_or("business", drive_type);
        let parent = node.parent.and_then(|parent| self.world.node(parent).ok());
        // The root has no id and no path here: that is how clients know it.
        let Some(parent) = parent else {
            return ItemReference { drive_id, drive_type: kind, id: None, name: None, path: None };
        };
        let below = self.world.path(parent);
        let root =
            if kind == "personal" { "/drive/root:".into() } else { format!("/drives/{drive_id}/root:") };
        ItemReference {
            id: Some(ids::item(self.world, parent)),
            name: parent.parent.map(|_| parent.name.to_string()),
            path: Some(if below == "/" { root } else { root + &below }),
            drive_id,
            drive_type: kind,
        }
    }

    /// Who did something.
    pub fn by(&self, stamp: Stamp) -> IdentitySet {
        self.identity(stamp.by)
    }

    /// A person or an application.
    pub fn identity(&self, actor: Actor) -> IdentitySet {
        match actor {
            Actor::User(id) => {
                let user = self.world.user(id).map(|user| Identity {
                    email: Some(user.email.to_string()),
                    id: ids::user(id),
                    display_name: user.display_name.to_string(),
                });
                IdentitySet { user, ..IdentitySet::default() }
            }
            Actor::App(id) => {
                let application = self.world.app(id).map(|app| Identity {
                    email: None,
                    id: app.key.to_string(),
                    display_name: app.key.to_string(),
                });
                IdentitySet { application, ..IdentitySet::default() }
            }
        }
    }
}

impl File {
    fn of(node: &Node, content: &crate::world::Content) -> Self {
        let mime_type = mime_guess::from_path(&*node.name).first_or_octet_stream().to_string();
        let quick_xor_hash = data_encoding::BASE64.encode(content.quick_xor());
        Self { mime_type, hashes: Hashes { quick_xor_hash } }
    }
}

/// What may stand in a path unescaped.
const PATH: percent_encoding::AsciiSet =
    percent_encoding::NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
