//! Going through records page by page, with conditions or without, and looking at one.

use std::collections::HashSet;

use axum::response::Response;
use serde::Deserialize;

use super::{filter::FilterGiven, render, sheet};
use crate::{
    http::{Operation, body::Object},
    kdocs::{
        auth::{Caller, token::Personal},
        books::open::{self, Kind},
        books::path::{RecordPath, SheetPath},
        error::Error,
        ids,
        json::Json,
        query::Query,
        respond, scopes,
        wire::{Detail, RecordRows},
    },
};

/// <https://developer.kdocs.cn/server/dbt/query-records.html>
pub const QUERY: Operation = Operation { name: "dbt.sheets.records.query", ..scopes::EDIT_SHEETS };

/// <https://developer.kdocs.cn/server/dbt/records.html>
pub const LIST: Operation = Operation { name: "dbt.sheets.records.list", ..scopes::READ_SHEETS };

/// <https://developer.kdocs.cn/server/dbt/get-records.html>
pub const GET: Operation = Operation { name: "dbt.sheets.records.get", ..scopes::READ_SHEETS };

/// The records of a page if the call does not say.
const PAGE: usize = 100;
/// The most records of a page.
const LARGEST_PAGE: usize = 1000;

/// What to look for, and where to go on.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryBody {
    #[serde(default)]
    prefer_id: bool,
    page_size: Option<usize>,
    view_id: Option<String>,
    max_records: Option<usize>,
    fields: Option<Vec<String>>,
    offset: Option<String>,
    filter: Option<Object<FilterGiven>>,
    page_num: Option<usize>,
}

/// Returns a page of the records that fulfil the conditions, in the order in which they were made.
///
/// Handles `POST /api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records/complex_query`.
pub async fn query(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<QueryBody>,
) -> Result<Response, Error> {
    respond_with(&caller, &path, &body).await
}

/// Returns a page of all records; `fields` has commas between its names.
///
/// Handles `GET /api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records`.
pub async fn list(Personal(caller): Personal, path: SheetPath, query: Query) -> Result<Response, Error> {
    let number = |name| {
        let number =
            query.number(name)?.map(|number| usize::try_from(number).map_err(|_| out_of_range(name)));
        number.transpose()
    };
    let fields = query.list("fields").map(str::to_owned).collect::<Vec<_>>();
    let text = |name| query.get(name).map(str::to_owned);
    let body = QueryBody {
        prefer_id: query.flag("preferId")?,
        page_size: number("pageSize")?,
        view_id: text("viewId"),
        max_records: number("maxRecords")?,
        fields: Some(fields),
        offset: text("offset"),
        filter: None,
        page_num: number("pageNum")?,
    };
    respond_with(&caller, &path, &body).await
}

/// Returns one record.
///
/// Handles `GET /api/v1/openapi/dbt/{file_token}/sheets/{sheet_id}/records/{record_id}`.
pub async fn get(Personal(caller): Personal, path: RecordPath, query: Query) -> Result<Response, Error> {
    let prefer_id = query.flag("preferId")?;
    let (_, book) = open::open(&caller, Kind::Records, &path.file).await?;
    let (_, records) = sheet::find(&book, &path.sheet)?;
    let number = sheet::record(records, &path.record)?;
    let values = records.rows.get(&number).ok_or_else(|| Error::NoFile(format!("record {}", path.record)))?;
    Ok(respond::success(&Detail { detail: render::row(records, number, values, None, prefer_id) }))
}

fn out_of_range(name: &str) -> Error {
    Error::Invalid(format!("{name}: a number that is not negative").into())
}

/// Returns a page of records.
///
/// `pageNum` counts pages from 0, as the vendor's example does, and goes before `offset`.
async fn respond_with(caller: &Caller, path: &SheetPath, body: &QueryBody) -> Result<Response, Error> {
    let size = body.page_size.unwrap_or(PAGE);
    if !(1..=LARGEST_PAGE).contains(&size) {
        return Err(Error::Invalid(format!("pageSize: 1 to {LARGEST_PAGE}").into()));
    }
    let (_, book) = open::open(caller, Kind::Records, &path.file).await?;
    let (_, records) = sheet::find(&book, &path.sheet)?;
    if let Some(view) = body.view_id.as_deref().filter(|view| !view.is_empty()) {
        // A view has no conditions of its own here: it shows all records.
        let at = ids::parse_letters(view).and_then(|at| usize::try_from(at).ok()?.checked_sub(1));
        at.and_then(|at| records.views.get(at)).ok_or_else(|| Error::NoFile(format!("view {view}")))?;
    }
    let field = |name: &String| sheet::field(records, name, body.prefer_id).map(|field| field.id);
    let only = body.fields.as_ref().filter(|names| !names.is_empty());
    let only = only.map(|names| names.iter().map(field).collect::<Result<HashSet<_>, _>>()).transpose()?;
    let filter = body.filter.as_ref().map(|filter| filter.read(records, body.prefer_id)).transpose()?;
    let offset = body.offset.as_deref().filter(|offset| !offset.is_empty());
    let wrong = |offset: &str| Error::Invalid(format!("offset: {offset}").into());
    let from = match (body.page_num, offset) {
        (None, Some(offset)) => ids::parse_letters(offset).ok_or_else(|| wrong(offset))?,
        _ => 0,
    };
    let taken = records.rows.iter().filter(|(_, values)| filter.as_ref().is_none_or(|it| it.takes(values)));
    let mut taken = taken
        .take(body.max_records.unwrap_or(usize::MAX))
        .skip_while(|(number, _)| **number < from)
        .skip(body.page_num.unwrap_or(0).saturating_mul(size));
    let page = taken.by_ref().take(size);
    let page =
        page.map(|(number, values)| render::row(records, *number, values, only.as_ref(), body.prefer_id));
    let page = page.collect();
    let offset = taken.next().map(|(number, _)| ids::letters(*number));
    Ok(respond::success(&Detail { detail: RecordRows { offset, records: page } }))
}
