//! Permissions, from the world to the wire, by the kind of drive.

use data_encoding::BASE64URL_NOPAD;

use super::{date::date, memory::Render};
use crate::{
    graph::{
        address::web::share_token,
        auth::Caller,
        ids,
        wire::{Invitation, PermissionBody},
    },
    world::{Drive, Flavor, Node, Permission, Permit, Role, Timestamp},
};

impl Render<'_> {
    /// Returns a permission that holds for `node` and was given on `given_on`.
    pub fn permission(&self, node: &Node, given_on: &Node, permission: &Permission) -> PermissionBody {
        let consumer = self.world.drive(node.drive).is_ok_and(|drive| drive.flavor == Flavor::Consumer);
        let people = |in_site: bool| {
            let people = permission.people().iter().map(|person| {
                let set = self.grantee(node.drive, person);
                if in_site { self.in_site(set, person.user) } else { set }
            });
            people.chain(permission.groups.iter().map(|group| self.group(*group))).collect::<Vec<_>>()
        };
        let mut given_to = None;
        let mut body = PermissionBody {
            id: ids::permission(permission.number),
            roles: vec![role(permission.role)],
            expiration_date_time: permission.expires.map(date),
            has_password: Some(permission.password.is_some()),
            inherited_from: (consumer && node.id != given_on.id).then(|| self.reference(given_on)),
            ..PermissionBody::default()
        };
        match &permission.grant {
            Permit::Person { person, must_sign_in } => {
                given_to = Some((self.grantee(node.drive, person), person.user));
                body.invitation = Some(Invitation {
                    email: person.email.to_string(),
                    invited_by: self.by(node, permission.given),
                    sign_in_required: *must_sign_in,
                });
            }
            Permit::Group(group) => given_to = Some((self.group(*group), None)),
            Permit::Company => given_to = Some((self.everybody(), None)),
            Permit::Link { kind, scope, .. } => {
                let link = self.link(given_on, permission, *kind, *scope);
                body.granted_to_identities = Some(people(false));
                body.granted_to_identities_v2 = (!consumer).then(|| people(true));
                body.share_id = Some(if consumer {
                    format!("s!{}", ids::share(permission.number))
                } else {
                    share_token(&link.web_url)
                });
                body.link = Some(link);
            }
        }
        if let Some((whom, user)) = given_to {
            body.granted_to_v2 = (!consumer).then(|| self.in_site(whom.clone(), user));
            body.granted_to = Some(whom);
        }
        body
    }

    /// Returns the permission that the owner of a drive has on everything in it.
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
            granted_to_v2: (!consumer).then(|| self.in_site(owner(), drive.person())),
            inherited_from: root.filter(|_| consumer).map(|root| self.reference(root)),
            ..PermissionBody::default()
        }
    }
}

/// Returns the permissions that hold for an item, as far as the caller may see them: owners all, others their own.
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
        .filter(|(_, given)| is_owner || user.is_some_and(|user| render.world.names(given, user)));
    let owners = owners.map(|drive| render.owners_permission(node, drive));
    owners.into_iter().chain(given.map(|(from, given)| render.permission(node, from, given))).collect()
}

/// Returns a permission, as the whole of a response with this context.
pub fn entity(context: String, body: PermissionBody) -> PermissionBody {
    PermissionBody { context: Some(context), ..body }
}

/// Returns the context of a response with several permissions.
pub fn collection_context(base: &str) -> String {
    format!("{base}/v1.0/$metadata#Collection(permission)")
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Read => "read",
        Role::Write => "write",
        Role::Owner => "owner",
    }
}
