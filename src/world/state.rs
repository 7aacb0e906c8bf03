//! The world itself: everything that a sandbox knows at one moment.
//!
//! Below this file are the types that it keeps, above it are the operations, in blocks of `impl World`.

use std::{sync::Arc, time::Duration};

use imbl::{OrdMap, OrdSet};
use serde::{Deserialize, Serialize};

use super::{
    accounts::{
        account::{App, Handle, User},
        actor::Actor,
        grant::Grants,
        tokens::Tokens,
    },
    bundles::bundle::Bundles,
    changes::{log::DeletedNode, subscription::Subscriptions},
    drives::drive::Drive,
    forms::form::Form,
    groups::group::Group,
    id::{AppId, DriveId, GroupId, NodeId, TaskId, UserId},
    labels::label::Labels,
    messages::message::Message,
    previews::preview::Preview,
    shared_folders::folder::SharedFolders,
    shares::share::Shares,
    sharing::{permissions::Permissions, role::CustomRole, settings::AccessSettings, template::Template},
    sheets::{book::Book, webhook::Webhooks},
    tasks::task::Task,
    time::Timestamp,
    tree::{metadata::ClientMetadata, name_index::NameIndex, store::NodeStore, version_note::VersionNote},
    uploads::session::Uploads,
};

/// Everything that a sandbox knows at one moment.
#[derive(Clone, Default, Deserialize, Serialize)]
pub struct World {
    pub(super) nodes: NodeStore,
    #[serde(skip)]
    pub(super) names: NameIndex,
    pub(super) drives: OrdMap<DriveId, Arc<Drive>>,
    pub(super) last_drive: u32,
    /// The items that were put into the recycle bin of each drive.
    pub(super) bin: OrdSet<(DriveId, NodeId)>,
    /// Those that have sunk from there into its second level.
    pub(super) sunk: OrdSet<(DriveId, NodeId)>,
    /// What is kept of the items that were deleted for good.
    pub(super) deleted_nodes: OrdMap<NodeId, DeletedNode>,
    /// The entries of the logs for items that have left their drive.
    pub(super) departures: OrdSet<(NodeId, DriveId, u64)>,
    pub(super) metadata: OrdMap<NodeId, Arc<ClientMetadata>>,
    /// The item that plays a role in a drive.
    pub(super) role_players: OrdMap<(DriveId, Arc<str>), NodeId>,
    /// The role of an item, and the drive in which it plays it.
    pub(super) roles: OrdMap<NodeId, (DriveId, Arc<str>)>,
    pub(super) aliases: OrdMap<Arc<str>, NodeId>,
    pub(super) permissions: Permissions,
    /// What people share together.
    pub(super) shares: Shares,
    pub(super) bundles: Bundles,
    /// The folders that families share.
    pub(super) shared_folders: SharedFolders,
    /// The roles that the people of each drive made, by their numbers.
    pub(super) custom_roles: OrdMap<(DriveId, u64), Arc<CustomRole>>,
    /// The roles that the tenant has for all its teams, by their numbers.
    pub(super) templates: OrdMap<u64, Arc<Template>>,
    pub(super) access_settings: OrdMap<NodeId, AccessSettings>,
    pub(super) followers: OrdSet<(NodeId, UserId)>,
    /// When people began to follow items, where a service wants to know.
    pub(super) starred: OrdMap<(NodeId, UserId), Timestamp>,
    pub(super) checkouts: OrdMap<NodeId, Actor>,
    /// The sheets of documents that have any beside their content.
    pub(super) books: OrdMap<NodeId, Arc<Book>>,
    /// What clients said about versions of files, by the file and the number of the version.
    pub(super) notes: OrdMap<(NodeId, u32), Arc<VersionNote>>,
    /// The item that each shortcut stands for.
    pub(super) shortcuts: OrdMap<NodeId, NodeId>,
    pub(super) labels: Labels,
    /// Who is called when the sheets of documents change.
    pub(super) webhooks: Webhooks,
    pub(super) forms: OrdMap<u64, Arc<Form>>,
    pub(super) previews: OrdMap<u64, Arc<Preview>>,
    pub(super) last_preview: u64,
    pub(super) tasks: OrdMap<TaskId, Arc<Task>>,
    /// When the clock next moves each task that it moves.
    pub(super) due: OrdSet<(Timestamp, TaskId)>,
    pub(super) last_task: u64,
    /// The tasks that have failed since somebody last asked.
    pub(super) failed_tasks: Vec<Arc<Task>>,
    /// How long packages are kept, if somebody said so.
    pub(super) package_life: Option<Duration>,
    pub(super) uploads: Uploads,
    pub(super) subscriptions: Subscriptions,
    pub(super) users: OrdMap<UserId, Arc<User>>,
    /// The people of each short name and mail address.
    pub(super) handles: OrdSet<(Handle, UserId)>,
    pub(super) last_user: u32,
    /// What people are told, by the person and by the number of the message.
    pub(super) messages: OrdMap<(UserId, u64), Arc<Message>>,
    pub(super) last_message: u64,
    pub(super) groups: OrdMap<GroupId, Arc<Group>>,
    pub(super) last_group: u32,
    pub(super) apps: OrdMap<AppId, Arc<App>>,
    pub(super) tokens: Tokens,
    pub(super) grants: Grants,
    pub(super) tenant: Arc<str>,
    pub(super) serials: u64,
}

impl World {
    /// A world with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }
}
