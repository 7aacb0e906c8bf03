//! Giving permissions: invitations and links.

use std::sync::Arc;

use axum::{http::StatusCode, response::Response};
use serde::Deserialize;

use super::{
    find,
    terms::{self, Recipient},
};
use crate::{
    graph::{
        address::Address,
        auth::Caller,
        error::Error,
        ids,
        json::Json,
        payload::{Date, Typed},
        render::{Render, permission},
        respond, scopes,
        wire::List,
    },
    http::{LinkBase, Operation, body::Object},
    world::{Ability, Flavor, LinkKind, LinkScope, Node, Permission, Permit, Stamp, World},
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-invite>
pub const INVITE: Operation = Operation { name: "driveItem.invite", ..scopes::WRITE_SHARING };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createlink>
pub const CREATE_LINK: Operation = Operation { name: "driveItem.createLink", ..scopes::WRITE_SHARING };

/// The longest message of an invitation, in characters.
const LONGEST_MESSAGE: usize = 2000;

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-invite#request-body>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteBody {
    recipients: Option<Vec<Object<Recipient>>>,
    roles: Option<Vec<String>>,
    message: Option<String>,
    require_sign_in: Option<bool>,
    /// A text by the schema, and not a date.
    expiration_date_time: Option<String>,
    password: Option<String>,
    #[serde(rename = "sendInvitation")]
    _send_invitation: Option<Typed<bool>>,
    #[serde(rename = "retainInheritedPermissions")]
    _retain_inherited: Option<Typed<bool>>,
}

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createlink#request-body>
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkBody {
    #[serde(rename = "type")]
    kind: Option<String>,
    scope: Option<String>,
    password: Option<String>,
    expiration_date_time: Option<Date>,
    recipients: Option<Vec<Object<Recipient>>>,
    #[serde(rename = "message")]
    _message: Option<Typed<String>>,
    #[serde(rename = "retainInheritedPermissions")]
    _retain_inherited: Option<Typed<bool>>,
    #[serde(rename = "sendNotification")]
    _send_notification: Option<Typed<bool>>,
}

/// Gives people a role on an item.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/invite`.
pub fn invite(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Json(body): Json<InviteBody>,
) -> Result<Response, Error> {
    let role = terms::role(body.roles.as_deref().unwrap_or_default())?;
    if body.message.is_some_and(|message| message.chars().count() > LONGEST_MESSAGE) {
        return Err(Error::Invalid("The message is longer than 2000 characters."));
    }
    caller.write(|world, now| {
        let node = caller.reach_to(world, &address, Ability::Share)?;
        find::check_within(&caller, world, node, role)?;
        find::check_root(world, node)?;
        let (id, people) = (node.id, terms::people(world, body.recipients.as_deref())?);
        let expires =
            body.expiration_date_time.as_deref().map(|end| terms::expiration(end, now)).transpose()?;
        let mut given = Vec::new();
        for person in people {
            let must_sign_in = body.require_sign_in.unwrap_or(true);
            let grant = Permit::Person { person, must_sign_in };
            find::check_kept_out(&caller, world, world.node(id)?, &grant)?;
            let new = Permission::new(role, grant, Stamp { at: now, by: caller.actor }, caller.principal.app);
            given.push(
                world
                    .share(id, Permission { expires, password: password(body.password.as_deref()), ..new })?,
            );
        }
        let (node, render) = (world.node(id)?, Render::new(world, &base, Some(&caller)));
        let permissions = given.iter().map(|number| find::find(world, id, *number));
        let value = permissions
            .map(|permission| permission.map(|permission| render.permission(node, node, permission)))
            .collect::<Result<_, _>>()?;
        Ok(respond::json(StatusCode::OK, &List { context: permission::collection_context(&base), value }))
    })
}

/// Creates a link, or returns the same one that is there.
///
/// Handles `POST /v1.0/drives/{drive}/items/{item}/createLink`.
pub fn create_link(
    caller: Caller,
    base: LinkBase,
    address: Address,
    Json(body): Json<LinkBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = caller.reach_to(world, &address, Ability::Share)?;
        let (kind, scope) = kind_and_scope(world, node, &body)?;
        let (id, role) = (node.id, kind.role());
        find::check_within(&caller, world, node, role)?;
        let expires = body.expiration_date_time.and_then(|Date(end)| end);
        let expires = expires.map(|end| terms::in_future(end, now)).transpose()?;
        let people = match body.recipients.as_deref() {
            None | Some([]) => Vec::new(),
            recipients => terms::people(world, recipients)?,
        };
        let (password, app) = (password(body.password.as_deref()), caller.principal.app);
        let known = world.permissions(id).iter().find(|known| {
            let Permit::Link { kind: of, scope: within, .. } = &known.grant else { return false };
            let same = (*of, *within) == (kind, scope) && known.app == app;
            same && known.expires == expires && known.password == password && known.is_valid(now)
        });
        let (status, number) = if let Some(known) = known {
            (StatusCode::OK, known.number)
        } else {
            let grant = Permit::Link { kind, scope, people: Vec::new() };
            let given = Stamp { at: now, by: caller.actor };
            let new = Permission { expires, password, ..Permission::new(role, grant, given, app) };
            (StatusCode::CREATED, world.share(id, new)?)
        };
        if !people.is_empty() {
            world.edit_permission(id, number, |link| terms::add(link, people))?;
        }
        let (node, render) = (world.node(id)?, Render::new(world, &base, Some(&caller)));
        let body = render.permission(node, node, find::find(world, id, number)?);
        let item = ids::item(world, node);
        let context = format!("{}('{item}')/permissions/$entity", render.items_context(node));
        Ok(respond::json(status, &permission::entity(context, body)))
    })
}

/// Returns the password that is given; an empty one is none.
fn password(given: Option<&str>) -> Option<Arc<str>> {
    given.filter(|password| !password.is_empty()).map(Arc::from)
}

/// Reads the kind and the scope of a new link, which depend on the drive.
fn kind_and_scope(world: &World, node: &Node, body: &LinkBody) -> Result<(LinkKind, LinkScope), Error> {
    let consumer = world.drive(node.drive)?.flavor == Flavor::Consumer;
    let kind = match body.kind.as_deref() {
        None | Some("view") => LinkKind::View,
        Some("edit") => LinkKind::Edit,
        Some("embed") if consumer => LinkKind::Embed,
        Some("embed") => return Err(Error::Invalid("Links of type embed exist on personal drives only.")),
        Some(_) => return Err(Error::Invalid("The type of a link must be view, edit or embed.")),
    };
    let scope = match body.scope.as_deref().filter(|scope| !scope.is_empty()) {
        None if consumer => LinkScope::Anonymous,
        Some("anonymous") => LinkScope::Anonymous,
        Some("organization") if consumer => {
            return Err(Error::Invalid("Personal drives belong to no organization."));
        }
        None | Some("organization") => LinkScope::Organization,
        Some("users") => LinkScope::Users,
        Some(_) => {
            return Err(Error::Invalid("The scope of a link must be anonymous, organization or users."));
        }
    };
    Ok((kind, scope))
}
