//! Writes the calls of webhooks. The vendor prints nothing of them: their members are ours.

use std::sync::Arc;

use crate::{
    http::deliver::Letter,
    kdocs::{ids, wire::WebhookCallBody},
    world::{Timestamp, Watched, WebhookCall, World},
};

/// Returns a call as it goes to the address of its webhook.
pub fn call(world: &World, call: &WebhookCall, at: Timestamp) -> Letter {
    let webhook = &call.webhook;
    // Open ids depend on the application: it is told the one that it named.
    let app = webhook.by.app.and_then(|app| world.app(app));
    let body = WebhookCallBody {
        webhook_id: ids::webhook(webhook.number),
        event: event(&webhook.watched),
        file_token: ids::open_id(app.map_or("", |app| &app.key), webhook.document),
        sheet_id: webhook.sheet,
        records: call.records.iter().copied().map(ids::letters).collect(),
        records_count: call.count,
        fields: call.fields.iter().copied().map(ids::letters).collect(),
        time: at.seconds(),
    };
    let body = serde_json::to_string(&body).expect("wire types can be written");
    Letter { url: Arc::clone(&webhook.url), body }
}

/// Returns what a webhook waits for, in the words of the path that makes it.
pub fn event(watched: &Watched) -> &'static str {
    match watched {
        Watched::NewRecords => "records.create",
        Watched::Records(_) => "cells.records.update",
        Watched::Fields(_) => "cells.fields.update",
        Watched::Description => "description",
    }
}
