//! Files and folders, from the world to the wire.

use std::{collections::HashSet, sync::Arc};

use data_encoding::HEXLOWER;

use crate::{
    http::{
        self, LinkBase,
        picture::{self, Size},
    },
    koodrive::{
        addresses::{VersionAddress, Via},
        auth::Caller,
        capabilities::capabilities,
        dates, file_types, ids,
        wire::{Capabilities, File, FileUser, FullPath},
    },
    world::{Abilities, Ability, Actor, Content, Node, NodeId, World, name},
};

/// The media type of a folder, as the vendor's other drive names it.
const FOLDER_MIME: &str = "application/vnd.huawei-apps.folder";

/// Writes files and folders as their caller sees them.
pub struct FileRender<'a> {
    caller: &'a Caller,
    world: &'a World,
    base: &'a LinkBase,
    thumbnails: Option<Size>,
    favorites: HashSet<NodeId>,
}

impl<'a> FileRender<'a> {
    /// Returns the writer of a response, whose pictures have thumbnails of this size, if of any.
    pub fn new(caller: &'a Caller, world: &'a World, base: &'a LinkBase, thumbnails: Option<Size>) -> Self {
        let favorites = world.followed(caller.user).collect();
        Self { caller, world, base, thumbnails, favorites }
    }

    /// Returns a file or folder.
    pub fn file(&self, node: &Node) -> File {
        let said = self.world.metadata(node.id);
        let created = said.and_then(|said| said.created).unwrap_or(node.created.at);
        let edited = said.and_then(|said| said.modified).unwrap_or(node.modified.at);
        let known_sha256 = node.content().and_then(Content::known_sha256);
        File {
            category: "drive#file",
            id: ids::file(node),
            file_name: shown_name(node),
            file_type: file_types::of(node).to_string(),
            mime_type: mime_type(node),
            description: said.and_then(|said| said.description.as_deref()).map(Into::into),
            recycled: self.world.bin_level(node.id).is_some(),
            recycled_time: node.trashed.as_ref().map(|trashed| dates::utc(trashed.stamp.at)),
            favorite: self.is_favorite(node),
            parent_folder: parent(self.world, node).into_iter().collect(),
            properties: node
                .attributes()
                .iter()
                .map(|(name, value)| (name.to_string(), value.to_string()))
                .collect(),
            containers: vec![ids::container(node.drive)],
            created_time: dates::utc(created),
            edited_time: dates::utc(edited),
            owners: vec![self.user(node.created.by)],
            last_editor: self.user(node.modified.by),
            file_suffix: suffix(node),
            size: node.size(),
            sha256: known_sha256.map(|digest| HEXLOWER.encode(digest)),
            revision_id: (!node.is_folder()).then(|| ids::revision(node.id, node.version())),
            download_links: self.thumbnails(node),
            capabilities: capabilities_of(self.caller.abilities(self.world, node), node.is_folder()),
        }
    }

    /// Returns a file or folder with the digest of its content, which is computed on another thread if that takes long.
    pub async fn hashed(&self, node: &Arc<Node>) -> File {
        if let Some(content) = node.content() {
            http::hash(content, |content| _ = content.sha256()).await;
        }
        self.file(node)
    }

    /// Whether an item is one of the caller's favorites.
    pub fn is_favorite(&self, node: &Node) -> bool {
        self.favorites.contains(&node.id)
    }

    /// Returns the addresses of a picture's thumbnails, if they are wanted.
    pub fn thumbnails(&self, node: &Node) -> Option<Vec<String>> {
        thumbnails(node, Via::Person(self.caller.user), self.base, self.thumbnails)
    }

    /// Returns the person or application that did something.
    pub fn user(&self, by: Actor) -> FileUser {
        match by {
            Actor::User(id) => FileUser {
                user_id: Some(ids::user(id)),
                user_name: self.world.user(id).map(|user| user.display_name.to_string()).unwrap_or_default(),
            },
            Actor::App(id) => FileUser {
                user_id: None,
                user_name: self.world.app(id).map(|app| app.key.to_string()).unwrap_or_default(),
            },
        }
    }
}

/// Returns the addresses of a picture's thumbnails of this size, if they are wanted.
pub fn thumbnails(node: &Node, via: Via, base: &LinkBase, size: Option<Size>) -> Option<Vec<String>> {
    let size = size.filter(|_| file_types::of(node) == file_types::IMAGE)?;
    picture::dimensions(node.content()?)?;
    let version = VersionAddress { node: node.id, version: node.version(), via };
    Some(vec![version.thumbnail(base, size)])
}

/// Returns the media type of an item, which follows from its name.
pub fn mime_type(node: &Node) -> String {
    if node.is_folder() {
        return FOLDER_MIME.into();
    }
    mime_guess::from_path(&*node.name).first_or_octet_stream().to_string()
}

/// Returns the path of an item, by ids and by names.
pub fn full_path(world: &World, node: &Node) -> FullPath {
    let mut above: Vec<&Node> = world.ancestry(node).collect();
    above.reverse();
    let join = |part: fn(&Node) -> String| {
        let parts: Vec<String> = above.iter().map(|node| part(node)).collect();
        format!("/{}", parts.join("/"))
    };
    FullPath { file_id_path: join(ids::file), name_path: join(shown_name) }
}

/// Returns the name of an item; a root has one made of its space's id.
fn shown_name(node: &Node) -> String {
    if node.parent.is_none() { format!("root{}", ids::container(node.drive)) } else { node.name.to_string() }
}

/// Returns the extension of a file.
pub fn suffix(node: &Node) -> Option<String> {
    let suffix = name::extension(&node.name);
    (!node.is_folder() && !suffix.is_empty()).then_some(suffix)
}

/// Returns the id of the folder that an item lies in.
pub fn parent(world: &World, node: &Node) -> Option<String> {
    node.parent.and_then(|parent| world.node(parent).ok()).map(|parent| ids::file(parent))
}

/// Returns what may be done with an item; a file holds nothing.
fn capabilities_of(abilities: Abilities, is_folder: bool) -> Capabilities {
    let holds = Abilities::of(&[Ability::NewEmpty, Ability::List]);
    capabilities(if is_folder { abilities } else { abilities.without(holds) })
}
