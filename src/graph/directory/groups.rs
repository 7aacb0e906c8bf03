//! Groups: there is one behind each team drive.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::find,
        auth::Caller,
        error::Error,
        ids,
        json::Path,
        odata::{Options, count::count_response, paging::page},
        wire::GroupBody,
    },
    http::{LinkBase, Operation, date},
    world::{Drive, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/group-get>
pub const GET: Operation = Operation {
    name: "group.get",
    scopes: &[
        "GroupMember.Read.All",
        "Group.Read.All",
        "Group.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
    ],
    ..Operation::BASE
};

/// <https://learn.microsoft.com/en-us/graph/api/group-list>
pub const LIST: Operation = Operation { name: "group.list", units: 2, ..GET };

/// <https://learn.microsoft.com/en-us/graph/api/group-list>
pub const COUNT: Operation = Operation { name: "group.count", ..GET };

/// Returns a group.
///
/// Handles `GET /v1.0/groups/{group}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    Path(id): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let drive = find::group(world, &id).ok_or(Error::NoDirectoryObject(id))?;
    let context = Some(format!("{base}/v1.0/$metadata#groups{}/$entity", options.brackets()));
    Ok(options.respond(StatusCode::OK, &GroupBody { context, ..body(world, drive) }))
}

/// Returns all groups, a page at a time.
///
/// Handles `GET /v1.0/groups`.
pub fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let groups = find::teams(world).map(|drive| body(world, drive));
    page(&caller.call, &base, &options, format!("{base}/v1.0/$metadata#groups"), groups)
}

/// Returns how many groups there are.
///
/// Handles `GET /v1.0/groups/$count`.
pub fn count(caller: Caller, _: Options) -> Response {
    count_response(find::teams(caller.world()).count() as u64)
}

/// Returns a group, without a context.
fn body(world: &World, drive: &Drive) -> GroupBody {
    let created = world.node(drive.root).map(|root| root.created.at).unwrap_or_default();
    GroupBody {
        context: None,
        id: ids::group(drive),
        created_date_time: date::rfc3339(created),
        display_name: drive.name.to_string(),
        group_types: ["Unified"],
        mail_enabled: true,
        mail_nickname: find::site_name(drive),
        security_enabled: false,
        visibility: "Private",
    }
}
