//! People: those of the fixture.

use axum::{http::StatusCode, response::Response};

use crate::{
    graph::{
        address::find,
        auth::Caller,
        error::Error,
        ids,
        json::Path,
        odata::{Options, count::count_response, paging::page},
        wire::UserBody,
    },
    http::{LinkBase, Operation},
    world::{Flavor, User, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/user-get>
pub const ME: Operation = Operation { name: "me.get", ..GET };

/// <https://learn.microsoft.com/en-us/graph/api/user-get>
pub const GET: Operation = Operation {
    name: "user.get",
    scopes: &[
        "User.Read",
        "User.ReadWrite",
        "User.ReadBasic.All",
        "User.Read.All",
        "User.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
    ],
    ..Operation::BASE
};

/// <https://learn.microsoft.com/en-us/graph/api/user-list>
pub const LIST: Operation = Operation {
    name: "user.list",
    units: 2,
    scopes: &[
        "User.ReadBasic.All",
        "User.Read.All",
        "User.ReadWrite.All",
        "Directory.Read.All",
        "Directory.ReadWrite.All",
    ],
    ..GET
};

/// <https://learn.microsoft.com/en-us/graph/api/user-list>
pub const COUNT: Operation = Operation { name: "user.count", units: 1, ..LIST };

/// Returns the caller.
///
/// Handles `GET /v1.0/me`.
pub fn me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let user = caller.principal.user.and_then(|user| world.user(user)).ok_or(Error::NoMe)?;
    Ok(options.respond(StatusCode::OK, &entity(world, user, &base, &options)))
}

/// Returns a person, by id, mail address or short name.
///
/// Handles `GET /v1.0/users/{user}`.
pub fn get(
    caller: Caller,
    base: LinkBase,
    Path(named): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    let world = caller.world();
    let user = find::user(world, &named).ok_or(Error::NoDirectoryObject(named))?;
    Ok(options.respond(StatusCode::OK, &entity(world, user, &base, &options)))
}

/// Returns all people, a page at a time.
///
/// Handles `GET /v1.0/users`.
pub fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    let world = caller.world();
    let users = world.users().map(|user| body(world, user, &base, &options));
    page(&caller.call, &base, &options, format!("{base}/v1.0/$metadata#users"), users)
}

/// Returns how many people there are.
///
/// Handles `GET /v1.0/users/$count`.
pub fn count(caller: Caller, _: Options) -> Response {
    count_response(caller.world().users().count() as u64)
}

/// Returns a person as the whole of a response.
fn entity(world: &World, user: &User, base: &str, options: &Options) -> UserBody {
    let context = Some(format!("{base}/v1.0/$metadata#users{}/$entity", options.brackets()));
    UserBody { context, ..body(world, user, base, options) }
}

/// Returns a person, without a context.
fn body(world: &World, user: &User, base: &str, options: &Options) -> UserBody {
    let (given_name, surname) = user
        .display_name
        .split_once(' ')
        .map_or((&*user.display_name, None), |(given, rest)| (given, Some(rest)));
    let has_site = || world.personal_drive(user.id).is_some_and(|drive| drive.flavor == Flavor::Business);
    UserBody {
        context: None,
        business_phones: [],
        display_name: user.display_name.to_string(),
        given_name: given_name.into(),
        surname: surname.map(Into::into),
        mail: user.email.to_string(),
        // Clients append `_api/v2.0` to it.
        my_site: (options.selects("mySite") && has_site()).then(|| format!("{base}/")),
        user_principal_name: user.email.to_string(),
        id: ids::user(user.id),
    }
}
