//! Light tables: sheets of records.

mod filter;
mod query;
mod records;
mod render;
mod schemas;
mod sheet;

use crate::http::Routes;

/// Returns the rows of this wing.
#[rustfmt::skip]
pub fn routes() -> Routes {
    Routes::at("/api/v1/openapi/dbt/{file_token}")
        .get("/schemas", &schemas::GET, schemas::get)
        .post("/sheets", &schemas::CREATE, schemas::create)
        .post("/sheets/{sheet_id}/records", &records::CREATE, records::create)
        .put("/sheets/{sheet_id}/records", &records::UPDATE, records::update)
        .post("/sheets/{sheet_id}/records/complex_query", &query::QUERY, query::query)
}
