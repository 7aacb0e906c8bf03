//! What holds for an item: 列举文件权限列表.

use axum::response::Response;

use crate::{
    http::{Ids, Operation, Query},
    world::{Ability, Node, Owner, Permission, UserId},
    wps::{
        auth::Caller,
        dialect::Dialect,
        error::Error,
        ids,
        render::Render,
        respond, scopes,
        sharing::{
            grants, roles,
            subject::{KINDS, Shown},
        },
        wire::{Grant, Grants},
    },
};

/// Of a file, a folder or a root.
pub const LIST: Operation = Operation { name: "drives.files.permissions.list", ..scopes::READ_PERMISSIONS };

/// Returns what people have by name on an item, each as the closest place decides.
///
/// Handles `GET /v7/drives/{drive_id}/files/{file_id}/permissions`.
pub fn list(caller: Caller, Ids(drive, id): Ids, query: Query) -> Result<Response, Error> {
    let (world, now) = (caller.world(), caller.now());
    let kind = query.word("subject_type", KINDS)?;
    let wanted: Vec<&str> = query.list("subject_ids").collect();
    let with_tags = query.flag("with_subject_tags")? && caller.dialect != Dialect::Public;
    let node = caller.item_or_root(world, &drive, &id, Ability::List)?;
    let render = Render::new(&caller, world, now);
    let is_wanted = |shown: &Shown| {
        kind.is_none_or(|kind| shown.kind == kind)
            && (wanted.is_empty() || wanted.contains(&shown.id.as_str()))
    };
    let holding = grants::holding(world, node, now).filter(|(_, shown)| is_wanted(shown));
    let items = holding.map(|(given, shown)| grant(&render, node, given, shown, with_tags)).collect();
    let has_custom_permission = grants::own(world, node.id).any(|given| given.is_valid(now));
    Ok(respond::success(caller.dialect, &Grants { has_custom_permission, items }))
}

fn grant(render: &Render<'_>, node: &Node, given: &Permission, shown: Shown, with_tags: bool) -> Grant {
    let role = roles::of(given, render.dialect);
    let (role_id, role_name) = roles::label(render.world, node.drive, role);
    let word = KINDS.iter().find(|(_, kind)| *kind == shown.kind).map_or("", |(word, _)| word);
    Grant {
        id: ids::permission(given.number),
        role_id,
        role_name,
        subject_id: shown.id,
        subject_name: shown.name,
        subject_type: word,
        subject_attr: shown.attr,
        subject_avatar: "",
        subject_tags: with_tags.then(|| tags(render, node, shown.user)),
    }
}

/// Returns the tags of a subject; everybody is of one company, so none is a contact or partner.
fn tags(render: &Render<'_>, node: &Node, user: Option<UserId>) -> Vec<&'static str> {
    let drive = render.world.drive(node.drive);
    let is_member = drive.is_ok_and(|drive| match &drive.owner {
        Owner::Team(group) => user.is_some_and(|user| render.world.is_member(*group, user)),
        Owner::Personal(_) | Owner::App(_) => false,
    });
    if is_member { vec!["group_member"] } else { Vec::new() }
}
