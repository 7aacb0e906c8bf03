//! From the world to the wire: permissions and links as Graph tells them, by the kind of drive.

use data_encoding::BASE64URL_NOPAD;

use super::item::Render;
use crate::{
    graph::{
        address::web::{drive_type, share_token},
        auth::Caller,
        ids,
        wire::{Identity, IdentitySet, Invitation, ItemReference, Link, PermissionBody, Shared},
    },
    http::date,
    world::{Actor, Drive, Flavor, Grantee, LinkKind, LinkScope, Node, Permission, Permit, Role, Timestamp},
};

impl Render<'_> {
    /// A permission that holds for `node` and was given on `given_on`.
    pub fn permission(&self, node: &Node, given_on: &Node, permission: &Permission) -> PermissionBody {
        let consumer = self.world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer);
        let people = || permission.people().iter().map(|person| self.grantee(person)).collect::<Vec<_>>();
        let mut body = PermissionBody {
            id: ids::permission(permission.number),
            roles: vec![role(permission.role)],
            expiration_date_time: permission.expires.map(date::rfc3339),
            has_password: Some(permission.has_password),
            inherited_from: (consumer && node.id != given_on.id).then(|| self.reference(given_on)),
            ..PermissionBody::default()
        };
        match &permission.grant {
            Permit::Person { person, must_sign_in } => {
                body.granted_to = Some(self.grantee(person));
                body.granted_to_v2 = (!consumer).then(|| self.grantee(person));
                body.invitation = Some(Invitation {
                    email: person.email.to_string(),
                    invited_by: self.by(permission.given),
                    sign_in_required: *must_sign_in,
                });
            }
            Permit::Link { kind, scope, .. } => {
                let web_url = self.link_address(given_on, permission);
                body.granted_to_identities = Some(people());
                body.granted_to_identities_v2 = (!consumer).then(people);
                body.share_id = Some(if consumer {
                    format!("s!{}", ids::share(permission.number))
                } else {
                    share_token(&web_url)
                });
                let app = permission.app.map(Actor::App).and_then(|app| self.identity(app).application);
                body.link = Some(Link {
                    kind: link_kind(*kind),
                    scope: link_scope(*scope),
                    web_html: (*kind == LinkKind::Embed)
                        .then(|| format!("<iframe src=\"{web_url}\" width=\"98\" height=\"120\" frameborder=\"0\" scrolling=\"no\"></iframe>")),
                    web_url,
                    prevents_download: false,
                    application: app,
                });
            }
        }
        body
    }

    /// What the owner of a drive may do with everything in it.
    pub fn owners_permission(&self, node: &Node, drive: &Drive) -> PermissionBody {
        let consumer = drive.flavor == Flavor::Consumer;
        let owner = || self.drive_owner(drive);
        let id = owner();
        let name = [id.user, id.group, id.application].into_iter().flatten().next();
        let name = name.map_or_else(String::new, |name| name.email.unwrap_or(name.id));
        let root = self.world.node(drive.root).ok().filter(|root| root.id != node.id);
        PermissionBody {
            id: BASE64URL_NOPAD.encode(format!("i:0#.f|membership|{name}").as_bytes()),
            roles: vec!["owner"],
            granted_to: Some(owner()),
            granted_to_v2: (!consumer).then(owner),
            inherited_from: root.filter(|_| consumer).map(|root| self.reference(root)),
            ..PermissionBody::default()
        }
    }

    /// How far an item itself is shared, if it is.
    pub fn shared(&self, node: &Node) -> Option<Shared> {
        let widest = self.world.permissions(node.id).iter().map(Permission::scope).max()?;
        Some(Shared { scope: link_scope(widest) })
    }

    /// The address of a link, in as many parts as the service's has.
    pub fn link_address(&self, node: &Node, permission: &Permission) -> String {
        let (base, token) = (self.base, ids::share(permission.number));
        let letter = kind_letter(node);
        let Ok(drive) = self.world.drive(node.drive) else { return format!("{base}/{letter}/s!{token}") };
        match drive_type(drive) {
            "personal" => format!("{base}/{letter}/s!{token}"),
            "business" => {
                let user = drive.person().and_then(|person| self.world.user(person));
                let user = user.map_or_else(String::new, |user| user.email.replace(['@', '.'], "_"));
                format!("{base}/:{letter}:/g/personal/{user}/{token}")
            }
            _ => {
                let site: String = drive.name.chars().filter(char::is_ascii_alphanumeric).collect();
                format!("{base}/:{letter}:/s/{site}/{token}")
            }
        }
    }

    /// Where an item is.
    pub fn reference(&self, node: &Node) -> ItemReference {
        let own = self.parent_reference(node);
        let path = self.world.path(node);
        let root = if own.drive_type == "personal" {
            "/drive/root:".to_owned()
        } else {
            format!("/drives/{}/root:", own.drive_id)
        };
        ItemReference {
            id: Some(ids::item(self.world, node)),
            name: node.parent.map(|_| node.name.to_string()),
            path: Some(if path == "/" { root } else { root + &path }),
            ..own
        }
    }

    fn grantee(&self, person: &Grantee) -> IdentitySet {
        if let Some(user) = person.user {
            return self.identity(Actor::User(user));
        }
        let email = Some(person.email.to_string());
        let guest = Identity { email, id: String::new(), display_name: person.email.to_string() };
        IdentitySet { user: Some(guest), ..IdentitySet::default() }
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Read => "read",
        Role::Write => "write",
        Role::Owner => "owner",
    }
}

fn link_kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::View => "view",
        LinkKind::Edit => "edit",
        LinkKind::Embed => "embed",
    }
}

fn link_scope(scope: LinkScope) -> &'static str {
    match scope {
        LinkScope::Users => "users",
        LinkScope::Organization => "organization",
        LinkScope::Anonymous => "anonymous",
    }
}

/// The letter by which links tell folders, texts, tables and so on apart.
fn kind_letter(node: &Node) -> char {
    if node.is_folder() {
        return 'f';
    }
    let extension = node.name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    match extension.as_str() {
        "doc" | "docx" => 'w',
        "xls" | "xlsx" => 'x',
        "ppt" | "pptx" => 'p',
        "pdf" => 'b',
        "txt" | "md" => 't',
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "webp" => 'i',
        "mp4" | "mov" => 'v',
        _ => 'u',
    }
}

/// What a caller is told of the permissions that hold for an item.
pub fn visible_permissions(
    caller: &Caller,
    render: &Render<'_>,
    node: &Node,
    now: Timestamp,
) -> Vec<PermissionBody> {
    let is_owner = caller.role(render.world, node) == Some(Role::Owner);
    let user = caller.principal.user;
    let owners = render.world.drive(node.drive).ok().filter(|_| is_owner);
    let given = render
        .world
        .permissions_on(node, now)
        .filter(|(_, given)| is_owner || user.is_some_and(|user| given.names(user)));
    let owners = owners.map(|drive| render.owners_permission(node, drive));
    owners.into_iter().chain(given.map(|(from, given)| render.permission(node, from, given))).collect()
}

/// A permission as the whole of an answer.
pub fn entity(render: &Render<'_>, node: &Node, body: PermissionBody) -> PermissionBody {
    let item = ids::item(render.world, node);
    let context = format!("{}('{item}')/permissions/$entity", render.items_context(node));
    PermissionBody { context: Some(context), ..body }
}

/// What the context of an answer of permissions says.
pub fn collection_context(base: &str) -> String {
    format!("{base}/v1.0/$metadata#Collection(permission)")
}
