//! What the people of a team may do in its space, or with an item of it.
//!
//! See <https://support.huaweicloud.com/api-koodrive/getUserPermissionList.html>.

use axum::response::Response;

use super::find::{may_authorize, space};
use crate::{
    http::Operation,
    koodrive::{
        auth::{Caller, item_or_root},
        capabilities::{capabilities, in_words},
        error::Error,
        ids,
        json::Query,
        paging::PageInfo,
        people::{ORGANISATION, department_of, mask},
        position::Position,
        respond,
        scopes::READ,
        templates::{self, ANONYMOUS, Known},
        wire::{UserPermission, UserPermissions},
    },
    world::{Abilities, Group, GroupKind, Member, MemberRole, Node, World, name},
};

/// Lists what the people of a team may do.
pub const GET_USER_PERMISSION_LIST: Operation = Operation { name: "getUserPermissionList", ..READ };

/// What a member may do, and by which template.
struct Held<'w> {
    member: &'w Member,
    template: Option<Known<'w>>,
    abilities: Abilities,
}

/// Lists what the people of a team may do, in the order in which their accounts were made.
///
/// Handles `GET /koodrive/ose/v1/permission/userList`.
pub fn list(query: Query, caller: Caller) -> Result<Response, Error> {
    let kind = query.word("spaceType", &[("0", 0), ("1", 1)])?.ok_or(Error::Parameters)?;
    let id = query.required(if kind == 0 { "deptId" } else { "groupId" })?;
    let container = query.required("containerId")?;
    let world = caller.world();
    let (drive, group) = space(world, container, kind)?;
    if ids::group(group.id).to_string() != id {
        return Err(Error::OtherTeam);
    }
    may_authorize(&caller, world, group)?;
    let drive = world.drive(drive)?;
    let file = query.get("fileId");
    let node = item_or_root(world, drive, file.unwrap_or(ids::ROOT_NAME))?;
    world.live(node.id)?;
    let template = query.get("templateId");
    if let Some(id) = template.filter(|id| *id != ANONYMOUS.to_string()) {
        templates::find(world, id.parse().map_err(|_| Error::Parameters)?)?;
    }
    let part = query.get("userName").unwrap_or_default();
    let page = PageInfo::named(&query, "count", "cursor")?;
    let page = page.page(&("permissions", drive.id, file, template, part))?;
    let wanted = name::key(&part.into());
    let is_named = |member: &&Member| {
        world.user(member.user).is_some_and(|user| name::key(&user.display_name).contains(&*wanted))
    };
    let held = group.members.iter().filter(is_named).map(|member| held(&caller, world, member, node));
    let held = held.filter(|held| template.is_none_or(|id| template_id(held.template) == id));
    let (rows, next_cursor) = page.cut(held, |held| Position::default().number(held.member.user.number()));
    let list = rows.into_iter().filter_map(|held| row(world, group, &held)).collect();
    Ok(respond::beside(UserPermissions { list, next_cursor }))
}

/// Returns what a member may do with an item: by what names them closest to it, else by what they were granted.
fn held<'w>(caller: &Caller, world: &'w World, member: &'w Member, node: &Node) -> Held<'w> {
    let looks_after = member.role >= MemberRole::Admin;
    let here = world.deciding(member.user, node, caller.now()).filter(|_| !looks_after);
    let Some(mut here) = here else {
        let template = templates::of(world, member.named());
        return Held { member, template, abilities: world.abilities_granted(member) };
    };
    let all = here.clone().fold(Abilities::NONE, |all, given| all.or(world.abilities(node.drive, given)));
    let first = here.next().and_then(|given| given.named);
    // Several permissions together are no template.
    let template = first.filter(|_| here.next().is_none()).and_then(|named| templates::of(world, named));
    Held { member, template, abilities: all }
}

fn template_id(template: Option<Known<'_>>) -> String {
    template.map_or_else(|| ANONYMOUS.to_string(), Known::id)
}

fn row(world: &World, group: &Group, held: &Held<'_>) -> Option<UserPermission> {
    let user = world.user(held.member.user)?;
    let home = department_of(world, user.id);
    let is_department = group.kind == GroupKind::Department;
    Some(UserPermission {
        user_id: ids::user(user.id),
        user_name: user.display_name.to_string(),
        mobile: user.mobile.as_deref().map(mask),
        dept_id: home.map_or(ids::ROOT_DEPARTMENT, |group| ids::group(group.id)).to_string(),
        dept_name: home.map_or(ORGANISATION, |group| &group.name).to_owned(),
        group_name: (!is_department).then(|| group.name.to_string()),
        dept_role: is_department.then(|| u32::from(held.member.role < MemberRole::Admin)),
        group_role: (!is_department).then_some(match held.member.role {
            MemberRole::Owner => 0,
            MemberRole::Admin => 1,
            MemberRole::Normal | MemberRole::ReadOnly => 2,
        }),
        template_id: template_id(held.template),
        template_name: held.template.map(|known| known.name().to_owned()),
        description: held.template.is_none().then(|| in_words(held.abilities)),
        capabilities: vec![capabilities(held.abilities)],
    })
}
