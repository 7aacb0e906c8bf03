//! Webhooks: addresses that are called when a sheet of a document changes.

use std::sync::Arc;

use imbl::{OrdMap, OrdSet, Vector};
use serde::{Deserialize, Serialize};

use crate::world::{accounts::actor::Principal, id::NodeId};

/// The most webhooks of one document.
pub const MOST_WEBHOOKS: usize = 10;
/// The most records that one call names; it counts the others.
pub const MOST_NAMED: usize = 1000;

/// A request to be called when a sheet changes.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Webhook {
    /// Its number, unlike that of every other webhook.
    pub number: u64,
    /// Who made it.
    pub by: Principal,
    /// The document.
    pub document: NodeId,
    /// The number of the sheet.
    pub sheet: u32,
    /// What it waits for.
    pub watched: Watched,
    /// The address that is called.
    pub url: Arc<str>,
}

/// What a webhook waits for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum Watched {
    /// New records.
    NewRecords,
    /// Other values in one of these records.
    Records(OrdSet<u32>),
    /// Other values in one of these fields, whatever the record; a new record is none.
    Fields(OrdSet<u32>),
    /// Another description of the sheet, which nothing in a world changes.
    Description,
}

/// A change that a webhook waited for.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct WebhookCall {
    /// The webhook.
    pub webhook: Arc<Webhook>,
    /// The records of the change, [`MOST_NAMED`] at the most.
    pub records: Vec<u32>,
    /// How many records there are.
    pub count: usize,
    /// The fields of them whose values changed; none of a new record.
    pub fields: Vec<u32>,
}

/// The webhooks of all documents.
#[derive(Clone, Default, Debug, Deserialize, Serialize)]
pub struct Webhooks {
    pub all: OrdMap<(NodeId, u64), Arc<Webhook>>,
    pub last: u64,
    /// The changes that nobody took yet.
    pub calls: Vector<Arc<WebhookCall>>,
}
