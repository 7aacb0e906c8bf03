//! Webhooks: an address is called when a sheet changes.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use super::{letter, sheet};
use crate::{
    http::Operation,
    kdocs::{
        auth::{Caller, token::Personal},
        books::{
            open::{self, Kind},
            path::SheetPath,
        },
        error::Error,
        files::fetch,
        ids,
        json::{Id, Ids, Json},
        respond, scopes,
        wire::{MadeWebhook, WebhookRow, WebhookRows},
    },
    world::{self, Records, Watched, Webhook},
};

/// <https://developer.kdocs.cn/server/dbt/webhook-record-create.html>
pub const NEW_RECORDS: Operation = Operation { name: "dbt.webhook.records.create", ..scopes::EDIT_PERSONAL };
/// <https://developer.kdocs.cn/server/dbt/webhook-cell-records-update.html>
pub const RECORDS: Operation =
    Operation { name: "dbt.webhook.cells.records.update", ..scopes::EDIT_PERSONAL };
/// <https://developer.kdocs.cn/server/dbt/webhook-cell-fields-update.html>
pub const FIELDS: Operation = Operation { name: "dbt.webhook.cells.fields.update", ..scopes::EDIT_PERSONAL };
/// <https://developer.kdocs.cn/server/dbt/webhook-sheet-desc.html>
pub const DESCRIPTION: Operation =
    Operation { name: "dbt.webhook.description.update", ..scopes::EDIT_PERSONAL };
/// <https://developer.kdocs.cn/server/dbt/webhook-mine.html>: the scope and the limit are those of writing.
pub const MINE: Operation = Operation { name: "dbt.webhook.mine.list", ..scopes::EDIT_PERSONAL };
/// The vendor says that webhooks can be cancelled by their ids; the page is not known.
pub const DELETE: Operation = Operation { name: "dbt.webhook.delete", ..scopes::EDIT_PERSONAL };

/// An address to call.
#[derive(Deserialize)]
pub struct AddressBody {
    callback_url: String,
}

/// An address to call, and the ids of records.
#[derive(Deserialize)]
pub struct RecordsBody {
    callback_url: String,
    records: Vec<String>,
}

/// An address to call, and the ids of fields.
#[derive(Deserialize)]
pub struct FieldsBody {
    callback_url: String,
    fields: Vec<String>,
}

/// Has an address called when records are made.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/records/create`.
pub async fn new_records(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<AddressBody>,
) -> Result<Response, Error> {
    make(&caller, &path, body.callback_url, |_| Ok(Watched::NewRecords)).await
}

/// Has an address called when the values of some records change.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/records/update`.
pub async fn records(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<RecordsBody>,
) -> Result<Response, Error> {
    let given = named("records", &body.records)?;
    make(&caller, &path, body.callback_url, |records| {
        let numbers = given.iter().map(|id| sheet::record(records, id));
        numbers.collect::<Result<_, _>>().map(Watched::Records)
    })
    .await
}

/// Has an address called when values of some fields change.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/cells/fields/update`.
pub async fn fields(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<FieldsBody>,
) -> Result<Response, Error> {
    let given = named("fields", &body.fields)?;
    make(&caller, &path, body.callback_url, |records| {
        let numbers = given.iter().map(|id| sheet::field(records, id, true).map(|field| field.id));
        numbers.collect::<Result<_, _>>().map(Watched::Fields)
    })
    .await
}

/// Has an address called when the description of a sheet changes; nothing here changes one.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/webhook/sheets/{sheet_id}/description`.
pub async fn description(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<AddressBody>,
) -> Result<Response, Error> {
    make(&caller, &path, body.callback_url, |_| Ok(Watched::Description)).await
}

/// Returns the webhooks of a document that the caller made.
///
/// Handles `GET /api/v1/openapi/dbt/{file_token}/webhook/mine`.
pub fn mine(Personal(caller): Personal, Id(file): Id) -> Result<Response, Error> {
    let world = caller.world();
    let node = open::find(&caller, world, Kind::Records, &file)?;
    let webhooks = world.webhooks(node).filter(|webhook| webhook.by == caller.principal);
    let webhooks = webhooks.map(row).collect();
    Ok(respond::success(&WebhookRows { webhooks }))
}

/// Ends a webhook of the caller's: what waits for it is not sent any more.
///
/// Handles `DELETE /api/v1/openapi/dbt/{file_token}/webhook/{webhook_id}`.
pub fn delete(Personal(caller): Personal, Ids(file, id): Ids) -> Result<Response, Error> {
    caller.sandbox().write(|world, _| {
        let node = open::find(&caller, world, Kind::Records, &file)?;
        let number = ids::parse_webhook(&id);
        let known = world.webhooks(node).find(|webhook| Some(webhook.number) == number);
        let own = known.filter(|webhook| webhook.by == caller.principal).map(|webhook| webhook.number);
        let ended = own.is_some_and(|number| world.remove_webhook(node, number));
        if ended { Ok(()) } else { Err(Error::NoFile(format!("webhook {id}"))) }
    })?;
    Ok(respond::done())
}

/// Returns ids that a call has to name.
fn named<'b>(member: &str, ids: &'b [String]) -> Result<&'b [String], Error> {
    if ids.is_empty() { Err(Error::Invalid(format!("{member} is empty").into())) } else { Ok(ids) }
}

/// Makes a webhook that waits for what `watched` says of the records of the sheet.
async fn make(
    caller: &Caller,
    path: &SheetPath,
    url: String,
    watched: impl FnOnce(&Records) -> Result<Watched, Error>,
) -> Result<Response, Error> {
    fetch::target(&caller.call, "callback_url", &url)?;
    let (document, book) = open::open(caller, Kind::Records, &path.file).await?;
    let (at, records) = sheet::find(&book, &path.sheet)?;
    let (sheet, watched) = (book.sheets[at].id, watched(records)?);
    let spec = Webhook { number: 0, by: caller.principal, document, sheet, watched, url: url.into() };
    let made = caller.sandbox().write(|world, _| world.add_webhook(spec)).map_err(|error| match error {
        world::Error::TooManyItems { limit } => Error::TooManyWebhooks(limit),
        error => error.into(),
    })?;
    Ok(respond::success(&MadeWebhook { webhook_id: ids::webhook(made.number) }))
}

fn row(webhook: &Arc<Webhook>) -> WebhookRow {
    let spelt = |numbers: &imbl::OrdSet<u32>| numbers.iter().copied().map(ids::letters).collect();
    let (records, fields) = match &webhook.watched {
        Watched::Records(records) => (Some(spelt(records)), None),
        Watched::Fields(fields) => (None, Some(spelt(fields))),
        Watched::NewRecords | Watched::Description => (None, None),
    };
    WebhookRow {
        webhook_id: ids::webhook(webhook.number),
        event: letter::event(&webhook.watched),
        sheet_id: webhook.sheet,
        callback_url: webhook.url.to_string(),
        records,
        fields,
    }
}
