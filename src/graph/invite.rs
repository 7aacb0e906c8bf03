//! Giving permissions: invitations, links, and people who are added to a link.

use axum::{
    http::{HeaderMap, StatusCode},
    response::Response,
};
use serde::Deserialize;

use super::{
    answer,
    auth::Caller,
    error::Error,
    ids,
    json::{Json, Path},
    permissions::{self, UPDATE},
    render::Render,
    wire::List,
};
use crate::{
    http::{LinkBase, Operation, date},
    world::{
        Flavor, Grantee, LinkKind, LinkScope, Node, NodeId, Permission, Permit, Role, Stamp, Timestamp, World,
    },
};

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-invite>
pub const INVITE: Operation = Operation { name: "driveItem.invite", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/driveitem-createlink>
pub const CREATE_LINK: Operation = Operation { name: "driveItem.createLink", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-grant>
pub const GRANT: Operation = Operation { name: "permission.grant", ..UPDATE };

/// <https://learn.microsoft.com/en-us/graph/api/permission-revokegrants>
pub const REVOKE_GRANTS: Operation = Operation { name: "permission.revokeGrants", ..UPDATE };

/// The longest message of an invitation, in characters.
const LONGEST_MESSAGE: usize = 2000;

/// A person who is named: <https://learn.microsoft.com/en-us/graph/api/resources/driverecipient>.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Recipient {
    email: Option<String>,
    alias: Option<String>,
    object_id: Option<String>,
}

/// The body of an invitation.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InviteBody {
    recipients: Option<Vec<Recipient>>,
    roles: Option<Vec<String>>,
    message: Option<String>,
    require_sign_in: Option<bool>,
    expiration_date_time: Option<String>,
    password: Option<String>,
}

/// The body of a link that is wanted.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LinkBody {
    #[serde(rename = "type")]
    kind: Option<String>,
    scope: Option<String>,
    password: Option<String>,
    expiration_date_time: Option<String>,
    recipients: Option<Vec<Recipient>>,
}

/// Who is added to a link.
#[derive(Deserialize)]
pub struct GrantBody {
    recipients: Option<Vec<Recipient>>,
    roles: Option<Vec<String>>,
}

/// Who is taken out of a link.
#[derive(Deserialize)]
pub struct RevokeBody {
    grantees: Option<Vec<Recipient>>,
}

/// Gives people a role on an item.
pub async fn invite(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    Json(body): Json<InviteBody>,
) -> Result<Response, Error> {
    let role = role(body.roles.as_deref().unwrap_or_default())?;
    if body.message.is_some_and(|message| message.chars().count() > LONGEST_MESSAGE) {
        return Err(Error::Invalid("The message is longer than 2000 characters."));
    }
    caller.write(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        permissions::check_root(world, node)?;
        let (id, people) = (node.id, people(world, body.recipients.as_deref())?);
        let expires = body.expiration_date_time.as_deref().map(|end| expiration(end, now)).transpose()?;
        let mut given = Vec::new();
        for person in people {
            let must_sign_in = body.require_sign_in.unwrap_or(true);
            given.push(world.share(
                id,
                Permission {
                    number: 0,
                    role,
                    grant: Permit::Person { person, must_sign_in },
                    expires,
                    has_password: is_set(body.password.as_deref()),
                    given: Stamp { at: now, by: caller.0.actor },
                    app: caller.0.principal.app,
                },
            )?);
        }
        let (node, render) = (world.node(id)?, Render { world, base: &base });
        let told = given.iter().map(|number| permissions::find(world, id, *number));
        let value = told
            .map(|given| given.map(|given| render.permission(node, node, given)))
            .collect::<Result<_, _>>()?;
        Ok(answer(StatusCode::OK, &List { context: collection(&base), value }))
    })
}

/// Makes a link, or answers the one that is there.
pub async fn create_link(
    caller: Caller,
    base: LinkBase,
    Path((drive, item)): Path<(String, String)>,
    Json(body): Json<LinkBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let node = caller.reach(world, &drive, &item)?;
        let (kind, scope) = kind_and_scope(world, node, &body)?;
        let (id, role) = (node.id, kind.role());
        let expires = body.expiration_date_time.as_deref().map(|end| expiration(end, now)).transpose()?;
        let people = match body.recipients.as_deref() {
            None | Some([]) => Vec::new(),
            recipients => people(world, recipients)?,
        };
        let (has_password, app) = (is_set(body.password.as_deref()), caller.0.principal.app);
        let known = world.permissions(id).iter().find(|known| {
            let Permit::Link { kind: of, scope: within, .. } = &known.grant else { return false };
            let same = (*of, *within) == (kind, scope) && known.app == app;
            same && known.expires == expires && known.has_password == has_password && known.is_valid(now)
        });
        let (status, number) = if let Some(known) = known {
            (StatusCode::OK, known.number)
        } else {
            let grant = Permit::Link { kind, scope, people: Vec::new() };
            let given = Stamp { at: now, by: caller.0.actor };
            let new = Permission { number: 0, role, grant, expires, has_password, given, app };
            (StatusCode::CREATED, world.share(id, new)?)
        };
        if !people.is_empty() {
            world.edit_permission(id, number, |link| add(link, people))?;
        }
        let (node, render) = (world.node(id)?, Render { world, base: &base });
        let body = render.permission(node, node, permissions::find(world, id, number)?);
        Ok(answer(status, &permissions::entity(&render, node, body)))
    })
}

/// Adds people to a link.
pub async fn grant(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, permission)): Path<(String, String, String)>,
    headers: HeaderMap,
    Json(body): Json<GrantBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let (id, given) = permissions::own(&caller, world, (&drive, &item), &permission, &headers, now)?;
        grant_link(world, &base, id, &given, &body)
    })
}

/// Adds people to a link that is known; answers it among what was given.
pub fn grant_link(
    world: &mut World,
    base: &LinkBase,
    id: NodeId,
    given: &Permission,
    body: &GrantBody,
) -> Result<Response, Error> {
    let wanted = body.roles.as_deref().map(role).transpose()?;
    if !matches!(given.grant, Permit::Link { .. }) {
        return Err(Error::Invalid("People can only be added to sharing links."));
    }
    if wanted.is_some_and(|wanted| wanted > given.role) {
        return Err(Error::Invalid("The link does not allow this role."));
    }
    let people = people(world, body.recipients.as_deref())?;
    world.edit_permission(id, given.number, |link| add(link, people))?;
    let (node, render) = (world.node(id)?, Render { world, base });
    let value = vec![render.permission(node, node, permissions::find(world, id, given.number)?)];
    Ok(answer(StatusCode::OK, &List { context: collection(base), value }))
}

/// Takes people out of a link.
pub async fn revoke_grants(
    caller: Caller,
    base: LinkBase,
    Path((drive, item, permission)): Path<(String, String, String)>,
    headers: HeaderMap,
    Json(body): Json<RevokeBody>,
) -> Result<Response, Error> {
    caller.write(|world, now| {
        let (id, given) = permissions::own(&caller, world, (&drive, &item), &permission, &headers, now)?;
        if !matches!(given.grant, Permit::Link { .. }) {
            return Err(Error::Invalid("People can only be taken out of sharing links."));
        }
        revoke_link(world, &base, id, given.number, &body)
    })
}

/// Takes people out of a link that was given on an item.
pub fn revoke_link(
    world: &mut World,
    base: &LinkBase,
    id: NodeId,
    number: u64,
    body: &RevokeBody,
) -> Result<Response, Error> {
    let gone = people(world, body.grantees.as_deref())?;
    world.edit_permission(id, number, |link| {
        if let Permit::Link { people, .. } = &mut link.grant {
            people.retain(|person| !gone.iter().any(|gone| is_same(gone, person)));
        }
    })?;
    let (node, render) = (world.node(id)?, Render { world, base });
    let body = render.permission(node, node, permissions::find(world, id, number)?);
    Ok(answer(StatusCode::OK, &permissions::entity(&render, node, body)))
}

/// Reads `["read"]` or `["write"]`.
pub fn role(roles: &[String]) -> Result<Role, Error> {
    match roles {
        [role] if role.eq_ignore_ascii_case("read") => Ok(Role::Read),
        [role] if role.eq_ignore_ascii_case("write") => Ok(Role::Write),
        _ => Err(Error::Invalid("roles must be [\"read\"] or [\"write\"].")),
    }
}

/// Reads when a permission is to end; that cannot have been.
pub fn expiration(text: &str, now: Timestamp) -> Result<Timestamp, Error> {
    let end = date::parse_rfc3339(text).filter(|end| *end > now);
    end.ok_or(Error::Invalid("expirationDateTime must be a date and time in the future."))
}

/// Adds people to a link, each once.
pub fn add(link: &mut Permission, new: Vec<Grantee>) {
    if let Permit::Link { people, .. } = &mut link.grant {
        for person in new {
            if !people.iter().any(|known| is_same(known, &person)) {
                people.push(person);
            }
        }
    }
}

fn is_same(one: &Grantee, other: &Grantee) -> bool {
    one.email.eq_ignore_ascii_case(&other.email)
}

fn is_set(password: Option<&str>) -> bool {
    password.is_some_and(|password| !password.is_empty())
}

/// What the context of an answer of permissions says.
fn collection(base: &str) -> String {
    format!("{base}/v1.0/$metadata#Collection(permission)")
}

/// Who is named; a mail address that nobody has is a guest's.
fn people(world: &World, recipients: Option<&[Recipient]>) -> Result<Vec<Grantee>, Error> {
    let none = Error::Invalid("At least one recipient must be named.");
    let recipients = recipients.filter(|recipients| !recipients.is_empty()).ok_or(none)?;
    recipients.iter().map(|recipient| grantee(world, recipient)).collect()
}

fn grantee(world: &World, recipient: &Recipient) -> Result<Grantee, Error> {
    let unknown = Error::Invalid("A recipient could not be resolved.");
    let user = match recipient {
        Recipient { object_id: Some(id), .. } => {
            world.users().find(|user| ids::user(user.id).eq_ignore_ascii_case(id))
        }
        Recipient { email: Some(name), .. } | Recipient { alias: Some(name), .. } => world.user_named(name),
        _ => None,
    };
    match (user, &recipient.email) {
        (Some(user), _) => Ok(Grantee { user: Some(user.id), email: user.email.clone() }),
        (None, Some(email)) if recipient.object_id.is_none() && email.contains('@') => {
            Ok(Grantee { user: None, email: email.as_str().into() })
        }
        _ => Err(unknown),
    }
}

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
