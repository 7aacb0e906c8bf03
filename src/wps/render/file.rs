//! Items of the world as WPS describes them.

use data_encoding::HEXLOWER;

use super::permission::permission;
use crate::{
    http::Query,
    world::{Abilities, Ability, Actor, Api, Content, Node, Permission, Permit, Principal, Timestamp, World},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids,
        wire::{Attribute, File, Hash, Identity},
    },
};

/// What share links begin with, as seen on the real service.
const LINKS: &str = "https://www.kdocs.cn/l/";

/// What a token that changes nothing still allows.
const READING: Abilities = Abilities::of(&[
    Ability::CopyContent,
    Ability::Download,
    Ability::History,
    Ability::List,
    Ability::Preview,
    Ability::Print,
]);

/// What a request wants to read of an item beside what it always reads.
#[derive(Clone, Copy, Default)]
#[expect(clippy::struct_field_names, reason = "they are the vendor's words")]
pub struct With {
    pub with_permission: bool,
    pub with_ext_attrs: bool,
    pub with_drive: bool,
}

impl With {
    /// Reads `with_permission`, `with_ext_attrs` and `with_drive`.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        let flag = |name| query.flag(name);
        Ok(Self {
            with_permission: flag("with_permission")?,
            with_ext_attrs: flag("with_ext_attrs")?,
            with_drive: flag("with_drive")?,
        })
    }
}

/// Renders the items of one response, which depend on the world that was read and on the caller.
pub struct Render<'w> {
    pub world: &'w World,
    pub dialect: Dialect,
    pub now: Timestamp,
    pub(super) caller: Principal,
    /// Whether the caller's token allows changes.
    may_write: bool,
}

impl<'w> Render<'w> {
    /// Returns what renders items for a caller.
    pub fn new(caller: &Caller, world: &'w World, now: Timestamp) -> Self {
        let may_write = caller.may_write();
        Self { world, dialect: caller.dialect, now, caller: caller.principal, may_write }
    }

    /// Returns one item.
    pub fn file(&self, node: &'w Node, with: With) -> File<'w> {
        let private = self.dialect != Dialect::Public;
        File {
            created_by: self.identity(node.created.by),
            ctime: node.created.at.seconds(),
            drive: (with.with_drive && !private)
                .then(|| self.world.drive(node.drive).ok())
                .flatten()
                .map(|drive| self.drive(drive, with.with_ext_attrs)),
            drive_id: ids::drive(node.drive),
            ext_attrs: with.with_ext_attrs.then(|| attributes(node.attributes())),
            hash: self.hash(node.content()),
            id: ids::file(node.id),
            link_id: ids::link(node.id),
            link_url: link_url(node),
            modified_by: self.identity(node.modified.by),
            mtime: node.modified.at.seconds(),
            name: self.name(node),
            parent_id: self.parent(node),
            permission: with.with_permission.then(|| permission(self.abilities(node), self.dialect)),
            shared: (!private).then(|| self.is_shared(node)),
            size: node.content().map_or(0, Content::size),
            kind: self.kind(node),
            version: node.version(),
        }
    }

    /// Returns the type of an item.
    pub fn kind(&self, node: &Node) -> &'static str {
        match self.world.shortcut_target(node.id) {
            Some(_) => "shortcut",
            None if node.is_folder() => "folder",
            None => "file",
        }
    }

    /// Returns the id of the folder that an item lies in.
    pub fn parent(&self, node: &Node) -> String {
        let root = self.world.drive(node.drive).map(|drive| drive.root).ok();
        match node.parent {
            Some(parent) if Some(parent) != root => ids::file(parent),
            // The root has no parent; clients that walk up stop at this id.
            Some(_) | None => ids::ROOT.to_owned(),
        }
    }

    /// Returns the digest of a content as the dialect has it; private deployments have one of folders, too.
    pub fn hash(&self, content: Option<&Content>) -> Option<Hash> {
        match self.dialect {
            Dialect::Public => content.map(|content| self.always_hash(Some(content))),
            Dialect::OldPrivate | Dialect::NewPrivate => Some(self.always_hash(content)),
        }
    }

    /// Returns the digest of a content where there has to be one, whose sum is empty for folders.
    pub fn always_hash(&self, content: Option<&Content>) -> Hash {
        let sum = content.map_or_else(String::new, |content| HEXLOWER.encode(content.sha1()));
        let kind = match self.dialect {
            Dialect::Public => "sha1",
            Dialect::OldPrivate | Dialect::NewPrivate => "s2s",
        };
        Hash { sum, kind }
    }

    /// Returns the name of an item; a root is called as its drive.
    pub fn name(&self, node: &'w Node) -> &'w str {
        match node.parent {
            Some(_) => &node.name,
            None => self.world.drive(node.drive).map_or("", |drive| &drive.name),
        }
    }

    /// Returns a person or an application.
    pub fn identity(&self, actor: Actor) -> Identity<'w> {
        let (id, name, kind) = match actor {
            Actor::User(id) => {
                (ids::user(id), self.world.user(id).map_or("", |user| &*user.display_name), "user")
            }
            Actor::App(id) => (ids::principal(id), self.world.app(id).map_or("", |app| &*app.key), "sp"),
        };
        let kind = if self.dialect == Dialect::Public { kind } else { "user" };
        let company_id = ids::company(self.world.tenant()).to_string();
        Identity { avatar: "", company_id, id, name, kind }
    }

    /// Returns what the caller may do with an item, by their role and by their token.
    pub fn abilities(&self, node: &Node) -> Abilities {
        let all = match self.caller.user {
            Some(_) => self.world.abilities_of(&self.caller, node, self.now),
            None => self.world.abilities_of_company(node),
        };
        if self.may_write { all } else { all.and(READING) }
    }

    /// Whether the share link of an item is open.
    fn is_shared(&self, node: &Node) -> bool {
        link(self.world, node).is_some_and(|link| link.is_valid(self.now))
    }
}

/// Returns the share link of an item: the one that was given through an application of WPS.
pub fn link<'w>(world: &'w World, node: &Node) -> Option<&'w Permission> {
    let ours = |given: &&Permission| {
        let app = given.app.and_then(|app| world.app(app));
        matches!(given.grant, Permit::Link { .. }) && app.is_some_and(|app| app.api == Api::Wps)
    };
    world.permissions(node.id).iter().find(ours)
}

/// Returns the status of a share link, or of none.
pub fn link_status(link: Option<&Permission>, now: Timestamp) -> &'static str {
    match link {
        Some(link) if link.is_valid(now) => "open",
        Some(link) if !link.paused && link.terms.closes_at_end != Some(true) => "expired",
        Some(_) | None => "closed",
    }
}

/// Returns the address of an item's share link.
pub fn link_url(node: &Node) -> String {
    [LINKS, &ids::link(node.id)].concat()
}

/// Returns further properties.
pub fn attributes<N: AsRef<str>, V: AsRef<str>>(all: &[(N, V)]) -> Vec<Attribute<'_>> {
    all.iter().map(|(name, value)| Attribute { name: name.as_ref(), value: value.as_ref() }).collect()
}
