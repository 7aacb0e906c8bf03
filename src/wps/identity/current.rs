//! Who calls: the person, or the application.

use axum::response::Response;

use crate::{
    http::Operation,
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids, respond, scopes,
        wire::{CurrentUser, ServicePrincipal},
    },
};

/// 查询当前用户信息.
pub const USER: Operation = Operation { name: "users.current.get", ..scopes::READ_SELF };

/// 查询当前应用的服务主体.
pub const PRINCIPAL: Operation = Operation { name: "service_principals.current.get", ..scopes::READ_ANY };

/// Returns the person behind the token.
///
/// Handles `GET /v7/users/current`.
pub fn user(caller: Caller, dialect: Dialect) -> Result<Response, Error> {
    let world = caller.world();
    let user = caller.principal.user.and_then(|user| world.user(user));
    let user = user.ok_or(Error::TokenKind { of_person: true })?;
    let company_id = ids::company(world.tenant()).to_string();
    let id = ids::user(user.id);
    Ok(respond::success(dialect, &CurrentUser { avatar: "", company_id, id, user_name: &user.display_name }))
}

/// Returns the application behind the token, whoever uses it; it is as old as the first drive.
///
/// Handles `GET /v7/service_principals/current`.
pub fn principal(caller: Caller, dialect: Dialect) -> Result<Response, Error> {
    let world = caller.world();
    let app = caller.principal.app.and_then(|app| world.app(app));
    let app = app.ok_or(Error::TokenKind { of_person: false })?;
    let first = world.drives().next().and_then(|drive| world.node(drive.root).ok());
    let created = first.map_or(0, |root| root.created.at.seconds());
    Ok(respond::success(
        dialect,
        &ServicePrincipal {
            app_id: &app.key,
            company_id: ids::company(world.tenant()).to_string(),
            ctime: created,
            description: "",
            id: ids::principal(app.id),
            logo: "",
            mtime: created,
            name: &app.key,
            status: "active",
        },
    ))
}
