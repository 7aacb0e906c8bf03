//! What WPS sends: JSON types only, their members in the order of the vendor's examples.

use data_encoding::HEXLOWER;
use serde::Serialize;

use super::ids;
use crate::world::{Actor, Content, Node, Stamp, World};

/// The envelope of a private deployment's success.
#[derive(Serialize)]
pub struct Envelope<T> {
    data: T,
    code: u32,
    detail: &'static str,
    msg: &'static str,
}

impl<T> Envelope<T> {
    /// The envelope around an answer.
    pub fn new(data: T) -> Self {
        Self { data, code: 0, detail: "", msg: "success" }
    }
}

/// The envelope of an error; which members it has besides `code` and `msg` depends on the dialect.
#[derive(Serialize)]
pub struct Failure<'a> {
    pub code: u32,
    pub msg: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<More<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub debug: Option<&'a Debug>,
}

/// The explanation in the public envelope.
#[derive(Serialize)]
pub struct More<'a> {
    pub code: u32,
    pub msg: &'a str,
}

/// What gateways add to `code` and `msg`.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(untagged)]
pub enum Debug {
    Signature(Box<SignatureDebug>),
    Oauth(Desc),
}

/// The explanation of a token endpoint.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Desc {
    pub desc: String,
}

/// What the gateway saw of a request whose signature it refuses:
/// <https://solution-community.wps.cn/questions/10010000000009571>.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SignatureDebug {
    #[serde(rename = "SignType")]
    pub sign_type: String,
    pub app_id: String,
    /// Masked.
    pub app_key: &'static str,
    pub content_type: String,
    pub url: String,
    pub method: String,
    pub body: String,
    pub date: String,
    /// Ours: what should have been signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub string_to_sign: Option<String>,
}

/// The answer to 批量获取文件信息 (`POST {domain}/graph/v7/files/batch_get_meta`).
#[derive(Serialize)]
pub struct Files<'w> {
    pub items: Vec<File<'w>>,
}

/// A file or a folder, as private deployments tell of it.
#[derive(Serialize)]
pub struct File<'w> {
    created_by: Identity<'w>,
    ctime: i64,
    drive_id: String,
    ext_attrs: Vec<Attribute<'w>>,
    hash: Hash,
    id: String,
    link_id: String,
    link_url: String,
    modified_by: Identity<'w>,
    mtime: i64,
    name: &'w str,
    parent_id: String,
    permission: Permission,
    size: u64,
    #[serde(rename = "type")]
    kind: &'static str,
    version: u32,
}

/// Who did something; private deployments know `user` only, so applications are called that, too.
#[derive(Serialize)]
struct Identity<'w> {
    avatar: &'static str,
    company_id: String,
    id: String,
    name: &'w str,
    #[serde(rename = "type")]
    kind: &'static str,
}

#[derive(Serialize)]
struct Attribute<'w> {
    name: &'w str,
    value: &'w str,
}

#[derive(Serialize)]
struct Hash {
    sum: String,
    #[serde(rename = "type")]
    kind: &'static str,
}

/// What may be done with an item.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "so the vendor's page has them")]
struct Permission {
    comment: bool,
    copy: bool,
    copy_content: bool,
    delete: bool,
    download: bool,
    list: bool,
    #[serde(rename = "move")]
    move_: bool,
    new_empty: bool,
    perm_ctl: bool,
    preview: bool,
    print: bool,
    rename: bool,
    share: bool,
    update: bool,
    upload: bool,
}

impl Permission {
    /// Whoever reaches an item may read it; all else is a change: of the item, its folder, its grants, or of
    /// the place that a copy of it goes to.
    fn of(may_write: bool) -> Self {
        Self {
            comment: may_write,
            copy: may_write,
            copy_content: true,
            delete: may_write,
            download: true,
            list: true,
            move_: may_write,
            new_empty: may_write,
            perm_ctl: may_write,
            preview: true,
            print: true,
            rename: may_write,
            share: may_write,
            update: may_write,
            upload: may_write,
        }
    }
}

/// What share links begin with, as seen on the real service.
const LINKS: &str = "https://www.kdocs.cn/l/";

/// Renders one answer: what it says of items depends on the world that was read and on who asks.
pub struct Render<'w> {
    pub world: &'w World,
    /// Whether the caller's token allows changes.
    pub may_write: bool,
}

impl<'w> Render<'w> {
    /// One item.
    pub fn file(&self, node: &'w Node) -> File<'w> {
        let drive_root = self.world.drive(node.drive).map(|drive| drive.root).ok();
        let parent_id = match node.parent {
            Some(parent) if Some(parent) != drive_root => ids::file(parent),
            // The root has no parent; clients that walk up stop at this id.
            Some(_) | None => ids::ROOT.to_owned(),
        };
        let link_id = ids::link(node.id);
        File {
            created_by: self.identity(node.created),
            ctime: node.created.at.seconds(),
            drive_id: ids::drive(node.drive),
            ext_attrs: attributes(node),
            hash: Hash { sum: sum(node), kind: "s2s" },
            id: ids::file(node.id),
            link_url: format!("{LINKS}{link_id}"),
            link_id,
            modified_by: self.identity(node.modified),
            mtime: node.modified.at.seconds(),
            name: self.name(node),
            parent_id,
            permission: Permission::of(self.may_write),
            size: node.content().map_or(0, Content::size),
            kind: if node.is_folder() { "folder" } else { "file" },
            version: node.version(),
        }
    }

    /// The name of an item; a root is called as its drive.
    fn name(&self, node: &'w Node) -> &'w str {
        match node.parent {
            Some(_) => &node.name,
            None => self.world.drive(node.drive).map_or("", |drive| &drive.name),
        }
    }

    fn identity(&self, stamp: Stamp) -> Identity<'w> {
        let (id, name) = match stamp.by {
            Actor::User(id) => (ids::user(id), self.world.user(id).map_or("", |user| &*user.display_name)),
            Actor::App(id) => (ids::principal(id), self.world.app(id).map_or("", |app| &*app.key)),
        };
        Identity {
            avatar: "",
            company_id: ids::company(self.world.tenant()).to_string(),
            id,
            name,
            kind: "user",
        }
    }
}

fn attributes(node: &Node) -> Vec<Attribute<'_>> {
    let all = node.attributes();
    all.iter().map(|(name, value)| Attribute { name, value }).collect()
}

/// The digest of a file's content; a folder has none.
fn sum(node: &Node) -> String {
    node.content().map_or_else(String::new, |content| HEXLOWER.encode(content.sha1()))
}
