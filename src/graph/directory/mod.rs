//! What leads to drives: people, groups, sites, and the lists of their drives.
//!
//! The people are those of the fixture; a team drive is also a group and a site.

mod drives;
pub mod find;
mod groups;
mod sites;
mod users;

use axum::{http::StatusCode, response::Response};
use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::{answer, error::Error, items, odata::Options, wire::Items};
use crate::http::{Call, Routes};

/// The route table.
pub fn routes() -> Routes {
    Routes::at("")
        .get("/v1.0/me", &users::ME, users::me)
        .get("/v1.0/users", &users::LIST, users::list)
        .get("/v1.0/users/$count", &users::COUNT, users::count)
        .get("/v1.0/users/{user}", &users::GET, users::get)
        .get("/v1.0/groups", &groups::LIST, groups::list)
        .get("/v1.0/groups/$count", &groups::COUNT, groups::count)
        .get("/v1.0/groups/{group}", &groups::GET, groups::get)
        .get("/v1.0/sites", &sites::LIST, sites::list)
        .get("/v1.0/sites/$count", &sites::COUNT, sites::count)
        .get("/v1.0/sites/{site}", &sites::GET, sites::get)
        .get("/v1.0/drives", &drives::LIST, drives::list)
        .get("/v1.0/me/drives", &drives::LIST, drives::of_me)
        .get("/v1.0/users/{user}/drives", &drives::LIST, drives::of_user)
        .get("/v1.0/groups/{group}/drives", &drives::LIST, drives::of_group)
        .get("/v1.0/sites/{site}/drives", &drives::LIST, drives::of_site)
        .get("/v1.0/drives/$count", &drives::COUNT, drives::count)
        .get("/v1.0/me/drives/$count", &drives::COUNT, drives::count_of_me)
        .get("/v1.0/users/{user}/drives/$count", &drives::COUNT, drives::count_of_user)
        .get("/v1.0/groups/{group}/drives/$count", &drives::COUNT, drives::count_of_group)
        .get("/v1.0/sites/{site}/drives/$count", &drives::COUNT, drives::count_of_site)
}

/// A page of a list that is known in full; its token is the number of the first row, as on consumers' drives.
fn page<T: Serialize>(
    call: &Call,
    base: &str,
    options: &Options,
    context: String,
    all: impl Iterator<Item = T>,
) -> Result<Response, Error> {
    let first = options.skip_token().map_or(Ok(1), |token| {
        let number =
            BASE64URL_NOPAD.decode(token.as_bytes()).ok().and_then(|text| String::from_utf8(text).ok());
        let number = number.and_then(|text| text.parse::<usize>().ok()).filter(|number| *number > 0);
        number.ok_or_else(|| Error::QueryOption("The value of $skiptoken is not valid.".into()))
    })?;
    let size = options.page_size();
    let mut value: Vec<_> = all.skip(first - 1).take(size + 1).collect();
    let next_link = (value.len() > size).then(|| {
        value.truncate(size);
        items::next_link(call, base, &BASE64URL_NOPAD.encode((first + size).to_string().as_bytes()))
    });
    let value = value.iter().map(|row| options.selected(row)).collect();
    Ok(answer(StatusCode::OK, &Items { context, next_link, count: None, value }))
}
