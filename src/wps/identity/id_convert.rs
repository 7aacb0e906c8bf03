//! ID转换: old ids become new ones.
//!
//! What an old id is, is ours: the one by which the fixture names a thing. A company has its GUID, a file the further
//! ids that the fixture gave it, a person the short name or mail address. Departments and groups have none.

use std::collections::BTreeMap;

use axum::response::Response;
use serde::Deserialize;

use crate::{
    http::Operation,
    world::World,
    wps::{auth::Caller, dialect::Dialect, error::Error, ids, json::Json, respond, scopes},
};

/// ID转换.
pub const ID_CONVERT: Operation = Operation { name: "id_convert", ..scopes::READ_ANY };

/// The most ids in one call.
const MOST_IDS: usize = 20;

/// The body of [`id_convert`]; unknown members are passed over.
#[derive(Deserialize)]
pub struct Body {
    id_type: String,
    ids: Vec<String>,
    company_id: Option<String>,
}

/// Finds the new id of an old one.
type Convert = fn(&World, &str) -> Option<String>;

/// Returns a map from the old ids to the new ones; an id that is unknown is left out.
///
/// Handles `POST /v7/id_convert`.
pub fn id_convert(caller: Caller, dialect: Dialect, Json(body): Json<Body>) -> Result<Response, Error> {
    let world = caller.world();
    let convert: Convert = match body.id_type.as_str() {
        "company_id" => company,
        "file_id" => file,
        "union_id" | "open_id" | "company_uid" => user,
        "dept_id" | "group_id" => |_, _| None,
        other => {
            return Err(Error::NotSupported(format!("id_type `{other}` is none of the listed ones.").into()));
        }
    };
    if body.ids.is_empty() {
        return Err(Error::EmptyList("ids"));
    }
    if body.ids.len() > MOST_IDS {
        return Err(Error::TooMany { field: "ids", limit: MOST_IDS });
    }
    match body.company_id {
        None if body.id_type == "company_uid" => {
            return Err(Error::Malformed("company_id is missing; a company_uid needs it.".into()));
        }
        Some(id) if id != ids::company(world.tenant()).to_string() => {
            return Err(Error::NoCompany(id.into()));
        }
        _ => {}
    }
    let converted = body.ids.iter().filter_map(|old| Some((old.as_str(), convert(world, old)?)));
    let converted: BTreeMap<_, _> = converted.collect();
    Ok(respond::success(dialect, &converted))
}

fn company(world: &World, old: &str) -> Option<String> {
    (old == world.tenant()).then(|| ids::company(world.tenant()).to_string())
}

fn file(world: &World, old: &str) -> Option<String> {
    world.alias(old).filter(|node| world.live(*node).is_ok()).map(ids::file)
}

fn user(world: &World, old: &str) -> Option<String> {
    world.user_named(old).map(|user| ids::user(user.id))
}
