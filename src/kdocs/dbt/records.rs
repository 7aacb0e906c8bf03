//! Creating records and changing them, several in one call: all or none.

use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{render, sheet};
use crate::{
    http::{Operation, body::Object},
    kdocs::{
        auth::token::Personal,
        books::open::{self, Kind},
        books::path::SheetPath,
        error::Error,
        json::Json,
        respond, scopes,
        wire::{Detail, RecordRows},
    },
    world::Records,
};

/// <https://developer.kdocs.cn/server/dbt/create-records.html>
pub const CREATE: Operation = Operation { name: "dbt.sheets.records.create", ..scopes::EDIT_SHEETS };
/// <https://developer.kdocs.cn/server/dbt/update-records.html>
pub const UPDATE: Operation = Operation { name: "dbt.sheets.records.update", ..scopes::EDIT_SHEETS };

/// Records to create or to change.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RecordsBody {
    #[serde(default)]
    prefer_id: bool,
    records: Vec<Object<Given>>,
}

/// A record: its id, where it is to be changed, and the values of fields.
#[derive(Deserialize)]
struct Given {
    id: Option<String>,
    fields: Map<String, Value>,
}

/// Creates records.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records`.
pub async fn create(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<RecordsBody>,
) -> Result<Response, Error> {
    write(&caller, &path, &body, |records, given| {
        if given.id.is_some() {
            return Err(Error::Invalid("records: a new record has no id".into()));
        }
        records.last += 1;
        Ok(records.last)
    })
    .await
}

/// Changes records: the fields that are not named keep their values, `null` takes a value away.
///
/// Handles `PUT /api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records`.
pub async fn update(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<RecordsBody>,
) -> Result<Response, Error> {
    write(&caller, &path, &body, |records, given| {
        let id = given.id.as_deref().ok_or_else(|| Error::Invalid("records: id is missing".into()))?;
        sheet::record(records, id)
    })
    .await
}

/// Writes each record under the number that `number` says, and returns them as they are then.
async fn write(
    caller: &crate::kdocs::auth::Caller,
    path: &SheetPath,
    body: &RecordsBody,
    number: impl Fn(&mut Records, &Given) -> Result<u32, Error>,
) -> Result<Response, Error> {
    if body.records.is_empty() {
        return Err(Error::Invalid("records is empty".into()));
    }
    let (node, book) = open::open(caller, Kind::Records, &path.file).await?;
    let records = open::change(caller, (node, &book), |book| {
        let (at, records) = sheet::find(book, &path.sheet)?;
        let mut records = records.clone();
        let mut rows = Vec::with_capacity(body.records.len());
        for given in &body.records {
            let number = number(&mut records, given)?;
            let mut values = records.rows.get(&number).cloned().unwrap_or_default();
            for (name, value) in &given.fields {
                let field = sheet::field(&records, name, body.prefer_id)?.id;
                if value.is_null() {
                    values.remove(&field);
                } else {
                    values.insert(field, value.to_string().into());
                }
            }
            rows.push(render::row(&records, number, &values, None, body.prefer_id));
            records.rows.insert(number, values);
        }
        sheet::replace(book, at, records);
        Ok(rows)
    })?;
    Ok(respond::success(&Detail { detail: RecordRows { offset: None, records } }))
}
