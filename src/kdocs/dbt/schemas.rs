//! The sheets of a document: reading and adding them.

use std::{collections::HashSet, sync::Arc};

use axum::response::Response;
use serde::Deserialize;

use super::render;
use crate::{
    http::{Operation, body::Object},
    kdocs::{
        auth::token::Personal,
        books::open::{self, Kind},
        error::Error,
        json::{Id, Json},
        respond, scopes,
        wire::{Detail, MadeSheet, Schemas},
    },
    world::{Field, Records, Sheet, SheetBody},
};

/// <https://developer.kdocs.cn/server/dbt/schemas.html>
pub const GET: Operation = Operation { name: "dbt.schemas.get", ..scopes::READ_SHEETS };
/// <https://developer.kdocs.cn/server/dbt/create-dbt.html>
pub const CREATE: Operation = Operation { name: "dbt.sheets.create", ..scopes::EDIT_SHEETS };

/// A new sheet.
#[derive(Deserialize)]
pub struct SheetBodyGiven {
    name: String,
    views: Vec<Object<View>>,
    fields: Vec<Object<FieldGiven>>,
}

/// A view of a new sheet.
#[derive(Deserialize)]
struct View {
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// A field of a new sheet.
#[derive(Deserialize)]
struct FieldGiven {
    name: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(default)]
    items: Vec<Object<Item>>,
}

/// A value that a selection offers.
#[derive(Deserialize)]
struct Item {
    value: String,
}

/// Returns the sheets of a document with their fields and views.
///
/// Handles `GET /api/v1/openapi/dbt/{file_token}/schemas`.
pub async fn get(Personal(caller): Personal, Id(file): Id) -> Result<Response, Error> {
    let (_, book) = open::open(&caller, Kind::Records, &file).await?;
    let sheets = book.sheets.iter().filter_map(|sheet| render::schema(sheet)).collect();
    Ok(respond::success(&Detail { detail: Schemas { sheets } }))
}

/// Adds a sheet to a document.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/sheets`.
pub async fn create(
    Personal(caller): Personal,
    Id(file): Id,
    Json(body): Json<SheetBodyGiven>,
) -> Result<Response, Error> {
    let invalid = |text: &'static str| Error::Invalid(text.into());
    if body.name.trim().is_empty() {
        return Err(invalid("name is empty"));
    }
    if body.fields.is_empty() {
        return Err(invalid("fields is empty"));
    }
    let mut names = HashSet::new();
    if !body.fields.iter().all(|field| !field.name.trim().is_empty() && names.insert(&field.name)) {
        return Err(invalid("fields: each needs a name of its own"));
    }
    let fields = (1..).zip(&body.fields).map(|(id, field)| Field {
        id,
        name: field.name.as_str().into(),
        kind: field.kind.as_str().into(),
        items: field.items.iter().map(|item| item.value.as_str().into()).collect(),
    });
    let views = body.views.iter().map(|view| (view.name.as_str().into(), view.kind.as_str().into()));
    let records = Records { fields: fields.collect(), views: views.collect(), ..Records::default() };
    let (node, book) = open::open(&caller, Kind::Records, &file).await?;
    let made = open::change(&caller, (node, &book), |book| {
        if book.sheets.iter().any(|sheet| *sheet.name == *body.name) {
            return Err(Error::NameConflict(body.name.clone()));
        }
        let id = book.sheets.iter().map(|sheet| sheet.id).max().unwrap_or(0) + 1;
        let sheet =
            Arc::new(Sheet { id, name: body.name.as_str().into(), body: SheetBody::Records(records) });
        book.sheets.push_back(Arc::clone(&sheet));
        Ok(sheet)
    })?;
    let made = render::schema(&made).ok_or(Error::Panicked)?;
    Ok(respond::success(&Detail { detail: MadeSheet { sheet: made } }))
}
