//! Permissions templates, looked at: anybody may.
//!
//! See <https://support.huaweicloud.com/api-koodrive/listPermissionTemplate.html> and its neighbours.

use axum::response::Response;

use super::template::IdsBody;
use crate::{
    http::{self, Operation},
    koodrive::{
        auth::Caller,
        error::Error,
        json::{Id, Query, number},
        paging::offset_limit,
        respond,
        scopes::READ,
        templates::{self, Known},
        wire::{PermissionTemplate, PermissionTemplates, TemplateRef},
    },
};

/// Lists templates.
pub const LIST_PERMISSION_TEMPLATE: Operation = Operation { name: "listPermissionTemplate", ..READ };
/// Returns templates.
pub const BATCH_GET_PERMISSION_TEMPLATE: Operation = Operation { name: "batchGetPermissionTemplate", ..READ };
/// Says whether a template is used.
pub const QUERY_PERMISSION_TEMPLATE_REF: Operation = Operation { name: "queryPermissionTemplateRef", ..READ };

/// The most templates that one call returns by their ids.
const MOST: usize = 200;

/// Lists templates: the service's own first, then those of the tenant, oldest first, unless the query says otherwise.
///
/// Handles `GET /koodrive/ose/v1/permission/template/list`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let (offset, limit) = offset_limit(&query)?;
    let id = number(&query, "id")?;
    let binary = [("0", false), ("1", true)];
    let is_custom = query.word("templateType", &binary)?;
    let is_enabled = query.word("status", &binary)?;
    let ascending = query.word("orderByTime", &binary)?.unwrap_or(true);
    let presets_first = query.word("preBefore", &[("true", true), ("false", false)])?.unwrap_or(true);
    let world = caller.world();
    let mut all: Vec<Known<'_>> = templates::all(world).collect();
    let total = all.len();
    let is_wanted = |known: &Known<'_>| {
        id.is_none_or(|id| known.id() == id.to_string())
            && is_custom.is_none_or(|is_custom| is_custom != known.is_preset())
            && is_enabled.is_none_or(|is_enabled| is_enabled == known.is_enabled())
    };
    all.retain(is_wanted);
    if !ascending {
        all.reverse();
    }
    http::sort_by_key(&mut all, |known| known.is_preset() != presets_first);
    let page = all.into_iter().skip(offset).take(limit);
    Ok(respond::beside(PermissionTemplates { data: page.map(|known| known.render(world)).collect(), total }))
}

/// Returns templates in the order of their ids in the request; one that does not exist fails the call.
///
/// Handles `POST /koodrive/ose/v1/permission/template/batchGet`.
pub fn batch_get(caller: Caller) -> Result<Response, Error> {
    let ids = caller.body::<IdsBody>()?.within(MOST)?;
    let world = caller.world();
    let found = ids.into_iter().map(|id| templates::find(world, id).map(|known| known.render(world)));
    Ok(respond::data(found.collect::<Result<Vec<PermissionTemplate>, Error>>()?))
}

/// Says whether anything is given by a template, to a member, on an item, or to those who join.
///
/// Handles `GET /koodrive/ose/v1/permission/template/ref/{id}`.
pub fn reference(Id(id): Id, caller: Caller) -> Result<Response, Error> {
    let world = caller.world();
    let known = templates::find(world, id.parse().map_err(|_| Error::Parameters)?)?;
    Ok(respond::beside(TemplateRef { template_ref: world.is_given(known.named()) }))
}
