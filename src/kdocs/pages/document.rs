//! What stands behind the link of a share and behind the address of a document: not the vendor's editor, but a page that
//! says which document it is, and who may do what with it.

use axum::response::Response;

use crate::{
    http::{Call, Operation, Refusal, html},
    kdocs::{error::Error, ids, json::Id, query::Query, scopes},
    world::{Api, Grant, GrantKind, LinkScope, Node, Principal, Role, Timestamp, User, World},
};

/// Shows a shared document to those whom its link is for.
pub const LINK: Operation = Operation { name: "link.show", ..scopes::ADDRESS };

/// Shows a document to a person with an edit token.
pub const DOCUMENT: Operation = Operation { name: "document.show", ..scopes::ADDRESS };

/// A person with an edit token.
struct Editor<'w> {
    user: &'w User,
    grant: &'w Grant,
}

/// Shows a shared document: to everybody if its link is open, else to people whom it names and who have an edit token.
///
/// Handles `GET /l/{sid}`.
pub fn link(call: Call, Id(sid): Id, query: Query) -> Result<Response, Error> {
    let (world, now) = (call.world(), call.now());
    let unknown = || Error::NoLink(sid.clone());
    let found = ids::parse_share(&sid).and_then(|number| world.permission(number));
    let (id, link) = found.filter(|(_, link)| link.is_valid(now)).ok_or_else(unknown)?;
    let is_ours = link.app.and_then(|app| world.app(app)).is_some_and(|app| app.api == Api::Kdocs);
    let node = world.live(id).ok().filter(|_| is_ours).ok_or_else(unknown)?;
    let editor = query.get("edit_token").map(|token| Editor::find(world, token, now)).transpose()?;
    let named = editor.as_ref().and_then(|editor| editor.role(world, node, now));
    let open = (link.scope() != LinkScope::Users).then_some(link.role);
    let role = named.max(open);
    let role = role.ok_or_else(|| Error::PermissionDenied("the link is for people who are named".into()))?;
    Ok(page(node, editor.as_ref(), role))
}

/// Shows a document to a person with an edit token, if the person or the application has the document.
///
/// Handles `GET /api/v1/document/{file_token}`.
pub fn document(call: Call, Id(token): Id, query: Query) -> Result<Response, Error> {
    let (world, now) = (call.world(), call.now());
    let editor = Editor::find(world, query.get("edit_token").ok_or(Refusal::NoToken)?, now)?;
    let unknown = || Error::NoFile(token.clone());
    let id = ids::parse_file_token(world, &token).ok_or_else(unknown)?;
    let node = world.live(id).map_err(|_| unknown())?;
    let role = editor.role(world, node, now).ok_or_else(unknown)?;
    Ok(page(node, Some(&editor), role))
}

impl<'w> Editor<'w> {
    /// Returns the person whom an edit token was made for.
    fn find(world: &'w World, token: &str, now: Timestamp) -> Result<Self, Error> {
        let grant = world.grant(token).ok_or(Refusal::UnknownToken)?;
        let GrantKind::Edit { user } = grant.kind else { return Err(Refusal::UnknownToken.into()) };
        if !grant.is_valid(now) {
            return Err(Refusal::ExpiredToken.into());
        }
        Ok(Self { user: world.user(user).ok_or(Refusal::UnknownToken)?, grant })
    }

    /// Returns what the person may do with a document, be it theirs, shared with them, or the application's.
    fn role(&self, world: &World, node: &Node, now: Timestamp) -> Option<Role> {
        let drive = world.drive(node.drive).ok()?;
        let person = Principal { user: Some(self.user.id), app: Some(self.grant.app) };
        let app = Principal { user: None, app: Some(self.grant.app) };
        if world.admits(drive, &app) { Some(Role::Owner) } else { world.role_held(&person, node, now) }
    }
}

fn page(node: &Node, editor: Option<&Editor<'_>>, role: Role) -> Response {
    let may = if role >= Role::Write { "edits" } else { "reads" };
    let who = editor.map_or("Everybody with the link", |editor| &*editor.user.display_name);
    html::shown(&node.name, format_args!("<p>{} {may} this document.</p>", html::escape(who)))
}
