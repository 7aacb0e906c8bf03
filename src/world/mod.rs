//! The state of one sandbox as a value: cloning it is O(1), and a clone shares everything.
//!
//! A [`World`] holds drives, their files and folders, recycle bins, tasks, change logs and accounts in
//! persistent maps. Operations are plain methods `fn op(&mut self, .., now) -> Result<_, Error>`: no HTTP, no
//! async, no clock. A method that fails may leave its world half-changed: a caller works on a clone, and keeps the
//! clone only if all went well (see [`crate::sandbox::Sandbox::write`]).
//!
//! What is left out: how ids look, and which status an error has. Who may do what with an item is here; whether a caller
//! is asked for it is the provider's.
//!
//! The types that a world keeps lie below [`World`], its operations above it. Within this module files name each
//! other directly; the names below are for everyone else.

mod accounts;
mod attributes;
mod bundles;
mod changes;
mod content;
mod contents;
mod drives;
mod error;
mod forms;
mod groups;
mod id;
mod labels;
mod messages;
pub mod name;
mod previews;
#[cfg(test)]
mod properties;
mod reader;
mod series;
mod shared_folders;
mod shares;
mod sharing;
mod sheets;
mod state;
mod stored;
mod tasks;
mod time;
mod tree;
mod uploads;

pub use self::{
    accounts::{
        account::{Api, App, AppKind, User},
        actor::{Actor, Principal, Stamp},
        grant::{Consent, DeviceRefusal, Grant, GrantKind, PkceChallenge},
        token::{Scopes, Token},
    },
    attributes::{Attribute, MOST_ATTRIBUTES},
    bundles::bundle::{Album, Bundle},
    changes::{
        cursor::{FeedCursor, FeedPage, FeedRow},
        log::{Change, DeletedNode},
        subscription::{Subscription, SubscriptionEvent},
    },
    content::{Content, sha256},
    contents::Contents,
    drives::{
        details::DriveDetails,
        drive::{Drive, Flavor, Owner},
    },
    error::Error,
    forms::form::Form,
    groups::group::{Group, GroupKind, Member, MemberRole},
    id::{
        Alphabet, AppId, BASE36, BASE62, CLEAR, DriveId, GroupId, NodeId, TaskId, UploadId, UserId,
        push_spelt, read_spelt, scramble, spell, unscramble,
    },
    labels::label::{Label, LabelKind, LabelOwner},
    messages::message::{Message, MessageKind},
    name::{OnConflict, Style},
    previews::preview::{Preview, Shown},
    reader::Reader,
    shared_folders::{
        folder::{Invitation, SharedFolder},
        keep::MOST_OF_FAMILY,
    },
    shares::share::{Audience, Share, ShareCounts, ShareTerms, SharedItem},
    sharing::{
        ability::{Abilities, Ability, Level, Preset},
        permission::{Grantee, LinkKind, LinkScope, LinkTerms, Permission, Permit, Role},
        role::{CustomRole, NamedRole},
        settings::{AccessSettings, Restricted},
        template::Template,
    },
    sheets::{
        book::{Area, Book, Cell, Cells, Field, Place, Records, Sheet, SheetBody},
        webhook::{MOST_NAMED, Watched, Webhook, WebhookCall},
    },
    state::World,
    tasks::{
        job::{Job, Packed, Unpacked, is_safe},
        task::{Effect, FailingItem, Needs, Pace, Task, TaskItem, TaskProgress, TaskSpec, TaskState},
    },
    time::Timestamp,
    tree::{
        copy::{CopySpec, LARGEST_COPY},
        create::VERSIONS_KEPT,
        destination::{Destination, Put},
        edit::DEEPEST,
        metadata::{ClientMetadata, MetadataPatch},
        node::{BinLevel, Node, NodeKind, Trashed, Version},
        update::UpdateSpec,
        version_note::VersionNote,
        walk::Walk,
    },
    uploads::{
        expected::{Expected, Mismatch},
        session::{Part, UPLOAD_LIFE, Upload, UploadError, UploadSpec},
    },
};
