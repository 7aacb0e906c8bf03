//! Light tables: sheets of records, and webhooks that wait for their changes.

mod filter;
mod letter;
mod query;
mod records;
mod render;
mod schemas;
mod sheet;
mod webhooks;

pub use self::letter::call;
use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/dbt/{file_token}")
        .get("/schemas", &schemas::GET, schemas::get)
        .post("/sheets", &schemas::CREATE, schemas::create)
        .get("/sheets/{sheet_id}/records", &query::LIST, query::list)
        .get("/sheets/{sheet_id}/records/{record_id}", &query::GET, query::get)
        .post("/sheets/{sheet_id}/records", &records::CREATE, records::create)
        .put("/sheets/{sheet_id}/records", &records::UPDATE, records::update)
        .post("/sheets/{sheet_id}/records/complex_query", &query::QUERY, query::query)
        .post("/webhook/sheets/{sheet_id}/records/create", &webhooks::NEW_RECORDS, webhooks::new_records)
        .post("/webhook/sheets/{sheet_id}/cells/records/update", &webhooks::RECORDS, webhooks::records)
        .post("/webhook/sheets/{sheet_id}/cells/fields/update", &webhooks::FIELDS, webhooks::fields)
        .post("/webhook/sheets/{sheet_id}/description", &webhooks::DESCRIPTION, webhooks::description)
        .get("/webhook/mine", &webhooks::MINE, webhooks::mine)
        .delete("/webhook/{webhook_id}", &webhooks::DELETE, webhooks::delete)
}
