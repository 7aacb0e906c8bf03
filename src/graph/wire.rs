//! What Graph sends: JSON types only, absent members left out, never `null`.

use serde::Serialize;
use uuid::Uuid;

use super::ids;
use crate::{
    http::date,
    world::{Actor, Drive, Kind, Node, Stamp, World},
};

/// An error body: <https://learn.microsoft.com/en-us/graph/errors>.
#[derive(Serialize)]
pub struct ErrorBody<'a> {
    pub error: ErrorMember<'a>,
}

#[derive(Serialize)]
pub struct ErrorMember<'a> {
    pub code: &'a str,
    pub message: &'a str,
    #[serde(rename = "innerError")]
    pub inner_error: InnerError<'a>,
}

#[derive(Serialize)]
pub struct InnerError<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'a str>,
    /// UTC without a zone.
    pub date: String,
    #[serde(rename = "request-id")]
    pub request_id: &'a str,
    #[serde(rename = "client-request-id")]
    pub client_request_id: &'a str,
}

/// A drive: <https://learn.microsoft.com/en-us/graph/api/resources/drive>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DriveBody {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    context: Option<String>,
    id: String,
    drive_type: &'static str,
    name: String,
    created_date_time: String,
    last_modified_date_time: String,
    owner: IdentitySet,
    quota: Quota,
    web_url: String,
}

#[derive(Serialize)]
struct Quota {
    deleted: u64,
    remaining: u64,
    state: &'static str,
    total: u64,
    used: u64,
}

/// An item: <https://learn.microsoft.com/en-us/graph/api/resources/driveitem>.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Item {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    context: Option<String>,
    created_date_time: String,
    e_tag: String,
    id: String,
    last_modified_date_time: String,
    name: String,
    web_url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    c_tag: Option<String>,
    size: u64,
    created_by: IdentitySet,
    last_modified_by: IdentitySet,
    parent_reference: ItemReference,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<File>,
    #[serde(skip_serializing_if = "Option::is_none")]
    folder: Option<Folder>,
    #[serde(skip_serializing_if = "Option::is_none")]
    root: Option<Empty>,
    file_system_info: FileSystemInfo,
}

#[derive(Serialize)]
struct Empty {}

#[derive(Serialize, Default)]
struct IdentitySet {
    #[serde(skip_serializing_if = "Option::is_none")]
    application: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user: Option<Identity>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<Identity>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Identity {
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    id: String,
    display_name: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ItemReference {
    drive_id: String,
    drive_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct File {
    mime_type: String,
    hashes: Hashes,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Hashes {
    quick_xor_hash: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Folder {
    child_count: u64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FileSystemInfo {
    created_date_time: String,
    last_modified_date_time: String,
}

/// A page of items.
#[derive(Serialize)]
pub struct Items {
    #[serde(rename = "@odata.context")]
    pub context: String,
    #[serde(rename = "@odata.nextLink", skip_serializing_if = "Option::is_none")]
    pub next_link: Option<String>,
    pub value: Vec<Item>,
}

/// The state of a copy: <https://learn.microsoft.com/en-us/graph/api/driveitem-copy>.
#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Monitor {
    #[serde(rename = "@odata.context", skip_serializing_if = "Option::is_none")]
    pub context: Option<String>,
    pub id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub operation: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_date_time: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_action_date_time: Option<&'static str>,
    pub percentage_complete: Percent,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent_complete: Option<Percent>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resource_location: Option<String>,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<MonitorError>,
}

/// A percentage that is written without a fraction when it has none.
#[derive(Default, Clone, Copy)]
pub struct Percent(pub f64);

impl Serialize for Percent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 100")]
            serializer.serialize_u8(self.0 as u8)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[derive(Serialize)]
pub struct MonitorError {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    pub message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub details: Vec<MonitorDetail>,
}

#[derive(Serialize)]
pub struct MonitorDetail {
    pub code: &'static str,
    pub message: String,
    pub target: String,
}

/// Renders one answer: what it says of items depends on the world that was read and the host that was asked.
pub struct Render<'w> {
    pub world: &'w World,
    pub base: &'w str,
}

impl Render<'_> {
    /// One drive, as the whole of an answer.
    pub fn drive(&self, drive: &Drive) -> DriveBody {
        let used = self.world.node(drive.root).map_or(0, |root| root.size());
        let remaining = drive.total.saturating_sub(used).saturating_sub(drive.deleted);
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
        let mut owner = drive.maker().map(|maker| self.identity(maker)).unwrap_or_default();
        if drive_type(drive) == "documentLibrary" {
            let group = Identity { email: None, id: ids::group(drive), display_name: drive.name.to_string() };
            owner = IdentitySet { group: Some(group), ..IdentitySet::default() };
        }
        DriveBody {
            context: Some(format!("{}/v1.0/$metadata#drives/$entity", self.base)),
            id: ids::drive(drive.id),
            drive_type: drive_type(drive),
            name: drive.name.to_string(),
            created_date_time: created,
            last_modified_date_time: modified,
            owner,
            quota: Quota { deleted: drive.deleted, remaining, state, total: drive.total, used },
            web_url: format!("{}/drives/{}", self.base, drive.id.number()),
        }
    }

    /// One item, as the whole of an answer.
    pub fn entity(&self, node: &Node) -> Item {
        Item { context: Some(format!("{}/$entity", self.items_context(node))), ..self.item(node) }
    }

    /// What the context of an answer about items of a drive begins with.
    pub fn items_context(&self, node: &Node) -> String {
        let drive = ids::drive(node.drive).replacen('!', "%21", 1);
        format!("{}/v1.0/$metadata#drives('{drive}')/items", self.base)
    }

    /// One item among others.
    pub fn item(&self, node: &Node) -> Item {
        let guid = braced(ids::item_guid(node));
        let (created, modified) = (date::rfc3339(node.created.at), date::rfc3339(node.modified.at));
        let (file, folder) = match &node.kind {
            Kind::File { content, .. } => (Some(File::of(node, content)), None),
            Kind::Folder { .. } => (None, Some(Folder { child_count: node.children() })),
        };
        let encoded = percent_encoding::utf8_percent_encode(&self.world.path(node), &PATH).to_string();
        Item {
            context: None,
            e_tag: format!("\"{guid},{}\"", node.revision),
            // Folders of business drives have none.
            c_tag: file.is_some().then(|| format!("\"c:{guid},{}\"", node.content_revision())),
            id: ids::item(node),
            name: if node.parent.is_none() { "root".into() } else { node.name.to_string() },
            web_url: format!("{}/drives/{}{}", self.base, node.drive.number(), encoded.trim_end_matches('/')),
            size: node.size(),
            created_by: self.by(node.created),
            last_modified_by: self.by(node.modified),
            parent_reference: self.parent_reference(node),
            file,
            folder,
            root: node.parent.is_none().then_some(Empty {}),
            file_system_info: FileSystemInfo {
                created_date_time: created.clone(),
                last_modified_date_time: modified.clone(),
            },
            created_date_time: created,
            last_modified_date_time: modified,
        }
    }

    fn parent_reference(&self, node: &Node) -> ItemReference {
        let drive_id = ids::drive(node.drive);
        let kind = self.world.drive(node.drive).map_or("business", drive_type);
        let parent = node.parent.and_then(|parent| self.world.node(parent).ok());
        // The root has no id and no path here: that is how clients know it.
        let Some(parent) = parent else {
            return ItemReference { drive_id, drive_type: kind, id: None, name: None, path: None };
        };
        let below = self.world.path(parent);
        ItemReference {
            id: Some(ids::item(parent)),
            name: parent.parent.map(|_| parent.name.to_string()),
            path: Some(format!("/drives/{drive_id}/root:{}", if below == "/" { "" } else { &below })),
            drive_id,
            drive_type: kind,
        }
    }

    fn by(&self, stamp: Stamp) -> IdentitySet {
        self.identity(stamp.by)
    }

    fn identity(&self, actor: Actor) -> IdentitySet {
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

fn drive_type(drive: &Drive) -> &'static str {
    if drive.person().is_some() { "business" } else { "documentLibrary" }
}

fn braced(guid: Uuid) -> String {
    guid.braced().to_string().to_uppercase()
}
