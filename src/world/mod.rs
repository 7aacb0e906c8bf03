//! The state of one sandbox as a value: cloning it is O(1), and a clone shares everything.
//!
//! A [`World`] holds drives, their files and folders, recycle bins, tasks, change logs and accounts in
//! persistent maps. Operations are plain methods `fn op(&mut self, .., now) -> Result<_, Error>`: no HTTP, no
//! async, no clock. A method that fails may leave its world half-changed; whoever calls it works on a clone
//! and keeps the clone only if all went well (see [`crate::sandbox::Sandbox::write`]).
//!
//! What is left out: how ids look, which status an error has, who may do what beyond whose drive it is.

mod accounts;
mod bin;
mod changes;
mod content;
mod copy;
mod create;
mod details;
mod drive;
mod error;
mod feed;
mod grants;
mod id;
mod job;
mod marks;
pub mod name;
mod node;
mod nodes;
#[cfg(test)]
mod properties;
mod put;
mod relocate;
mod seed;
mod settle;
mod sharing;
mod subscriptions;
mod task;
mod time;
mod tree;
mod uploads;
mod versions;

use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

pub use self::{
    accounts::{Api, App, AppKind, Principal, Scopes, Token, User},
    changes::{Change, DeletedNode},
    content::Content,
    copy::{CopySpec, LARGEST_COPY},
    create::VERSIONS_KEPT,
    details::{Details, MetadataPatch, UpdateSpec},
    drive::{Drive, Flavor, Owner},
    error::Error,
    feed::{FeedCursor, FeedPage, FeedRow},
    grants::{Consent, Grant, GrantKind, PkceChallenge},
    id::{
        AppId, BASE36, BASE62, DriveId, NodeId, TaskId, UploadId, UserId, read_spelt, scramble, spell,
        unscramble,
    },
    job::{Job, Packed, Unpacked, is_safe},
    name::{OnConflict, Style},
    node::{Actor, Node, NodeKind, Stamp, Trashed, Version},
    put::{Destination, Put},
    sharing::{Grantee, LinkKind, LinkScope, Permission, Permit, Role},
    subscriptions::{Subscription, SubscriptionEvent},
    task::{Effect, Pace, Task, TaskItem, TaskProgress, TaskSpec, TaskState},
    time::Timestamp,
    tree::DEEPEST,
    uploads::{UPLOAD_LIFE, Upload, UploadError, UploadSpec},
};
use self::{grants::Grants, nodes::Nodes, subscriptions::Subscriptions, tree::NameKey, uploads::Uploads};

/// Everything that a sandbox knows, at one moment.
#[derive(Clone, Default)]
pub struct World {
    nodes: Nodes,
    names: OrdMap<NameKey, NodeId>,
    drives: OrdMap<DriveId, Arc<Drive>>,
    bin: OrdSet<(DriveId, NodeId)>,
    tasks: OrdMap<TaskId, Arc<Task>>,
    due: OrdSet<(Timestamp, TaskId)>,
    users: OrdMap<UserId, Arc<User>>,
    apps: OrdMap<AppId, Arc<App>>,
    tokens: OrdMap<Arc<str>, Arc<Token>>,
    grants: Grants,
    aliases: OrdMap<Arc<str>, NodeId>,
    details: OrdMap<NodeId, Arc<Details>>,
    roles: OrdMap<(DriveId, Arc<str>), NodeId>,
    uploads: Uploads,
    deleted_nodes: OrdMap<NodeId, DeletedNode>,
    tenant: Arc<str>,
    last_task: u64,
    serials: u64,
    marks: OrdMap<NodeId, Arc<marks::Marks>>,
    /// The items that permissions were given on, by the numbers of these.
    shared: OrdMap<u64, NodeId>,
    subscriptions: Subscriptions,
}
