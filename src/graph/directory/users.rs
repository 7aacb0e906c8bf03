//! People.

use axum::{http::StatusCode, response::Response};

use super::{find, page};
use crate::{
    graph::ids,
    graph::{auth::Caller, count, error::Error, json::Path, odata::Options, wire::UserBody},
    http::{LinkBase, Operation},
    world::{Flavor, User, World},
};

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

/// <https://learn.microsoft.com/en-us/graph/api/user-get>
pub const ME: Operation = Operation { name: "me.get", ..GET };

/// <https://learn.microsoft.com/en-us/graph/api/user-list>
pub const LIST: Operation = Operation {
    name: "user.list",
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
pub const COUNT: Operation = Operation { name: "user.count", ..LIST };

/// The caller.
pub async fn me(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let user = caller.0.principal.user.and_then(|user| world.user(user)).ok_or(Error::NoMe)?;
        Ok(options.answer(StatusCode::OK, &entity(world, user, &base, &options)))
    })
}

/// One person, by id, mail address or short name.
pub async fn get(
    caller: Caller,
    base: LinkBase,
    Path(named): Path<String>,
    options: Options,
) -> Result<Response, Error> {
    caller.0.call.sandbox().read(|world, _| {
        let user = find::user(world, &named).ok_or(Error::NoDirectoryObject(named))?;
        Ok(options.answer(StatusCode::OK, &entity(world, user, &base, &options)))
    })
}

/// Everybody.
pub async fn list(caller: Caller, base: LinkBase, options: Options) -> Result<Response, Error> {
    let call = &caller.0.call;
    call.sandbox().read(|world, _| {
        let users = world.users().map(|user| body(world, user, &base, &options));
        page(call, &base, &options, format!("{base}/v1.0/$metadata#users"), users)
    })
}

/// How many people there are.
pub async fn count(caller: Caller, _: Options) -> Response {
    count::told(caller.0.call.sandbox().read(|world, _| world.users().count() as u64))
}

fn entity(world: &World, user: &User, base: &str, options: &Options) -> UserBody {
    let context = Some(format!("{base}/v1.0/$metadata#users/$entity"));
    UserBody { context, ..body(world, user, base, options) }
}

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
        // `_api/v2.0` is appended to it.
        my_site: (options.selects("mySite") && has_site()).then(|| format!("{base}/")),
        user_principal_name: user.email.to_string(),
        id: ids::user(user.id),
    }
}
