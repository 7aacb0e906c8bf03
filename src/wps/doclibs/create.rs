//! A new library: 创建团队文档库.

use axum::response::Response;
use serde::Deserialize;

use super::library::{self, ROLES};
use crate::{
    http::{Operation, body::Object, find_word},
    world::{Group, GroupId, GroupKind, Member, MemberRole, Owner, UserId, World},
    wps::{
        auth::Caller, error::Error, ids, json::Json, new_drive, render::Render, respond, scopes,
        wire::CreatedLibrary,
    },
};

/// By a person, who owns it.
pub const CREATE: Operation = Operation { name: "doclib.create", ..scopes::CREATE_DOCLIBS };

/// The most members in the body; the page names none.
const MOST_MEMBERS: usize = 1024;

/// What is made; nobody reads the reason, as nobody has to approve.
#[derive(Deserialize)]
pub struct Made {
    name: String,
    #[serde(rename = "apply_reason")]
    _apply_reason: Option<String>,
    dept_id: Option<String>,
    members: Option<Vec<Object<GivenMember>>>,
}

/// A person, or the people of a department. What they are called in the group is not kept, as no call returns it.
#[derive(Deserialize)]
struct GivenMember {
    item_id: String,
    item_type: Option<String>,
    role: Option<String>,
    #[serde(rename = "nickname")]
    _nickname: Option<String>,
    #[serde(rename = "about")]
    _about: Option<String>,
}

/// What an id of a member is the id of.
#[derive(Clone, Copy)]
enum Kind {
    Person,
    Department,
}

/// Makes a group and its drive.
///
/// Handles `POST /v7/doclib/create`.
pub fn create(caller: Caller, Json(body): Json<Made>) -> Result<Response, Error> {
    let user = library::person(&caller)?;
    let (id, world) = caller.sandbox().write_and_view(|world, now| {
        let own = library::of(world, user).filter(|(.., role)| *role == MemberRole::Owner);
        new_drive::check_name(&body.name, own.map(|(drive, ..)| &*drive.name))?;
        let parent = body.dept_id.as_deref().map(|id| department(world, id)).transpose()?;
        let members = members(world, user, parent, body.members.as_deref().unwrap_or_default())?;
        let parent = parent.map(|parent| parent.id);
        let group = world.add_group(&body.name, GroupKind::Team, members.into(), now);
        world.edit_group(group, |group| {
            group.parent = parent;
            group.created.by = caller.actor;
        })?;
        Ok::<_, Error>(world.add_drive_by(
            caller.actor,
            &body.name,
            Owner::Team(group),
            new_drive::TOTAL,
            now,
        ))
    })?;
    let found = library::of(&world, user).find(|(drive, ..)| drive.id == id);
    let found = found.ok_or_else(|| Error::DriveKind("The drive is no library.".into()))?;
    let render = Render::new(&caller, &world, caller.now());
    let created = CreatedLibrary { library: library::describe(&render, found), approval_id: "" };
    Ok(respond::success(caller.dialect, &created))
}

/// Returns the people of a new library: who makes it, those of its department, and those who are named, whose own role
/// counts more than that of a department of theirs.
fn members(
    world: &World,
    maker: UserId,
    parent: Option<&Group>,
    given: &[Object<GivenMember>],
) -> Result<Vec<Member>, Error> {
    if given.len() > MOST_MEMBERS {
        return Err(Error::TooMany { field: "members", limit: MOST_MEMBERS });
    }
    let mut all = vec![Member::new(maker, MemberRole::Owner)];
    let mut set = |user, role| match all.iter_mut().find(|member| member.user == user) {
        Some(known) if known.user != maker => known.role = role,
        Some(_) => {}
        None => all.push(Member::new(user, role)),
    };
    let mut people = Vec::new();
    let everybody = |group: &Group| group.members.iter().map(|member| member.user).collect::<Vec<_>>();
    for user in parent.map(everybody).unwrap_or_default() {
        set(user, MemberRole::Normal);
    }
    for member in given {
        let kinds = [("normal", Kind::Person), ("dept", Kind::Department)];
        let kind =
            member.item_type.as_deref().map(|word| find_word("item_type", word, &kinds)).transpose()?;
        let role = member.role.as_deref().map(|word| find_word("role", word, &ROLES)).transpose()?;
        let role = role.unwrap_or(MemberRole::Normal);
        match kind.unwrap_or(Kind::Person) {
            Kind::Person => people.push((person(world, &member.item_id)?, role)),
            Kind::Department if role == MemberRole::Owner => {
                return Err(Error::Value("A department cannot own a library.".into()));
            }
            Kind::Department => {
                for user in everybody(department(world, &member.item_id)?) {
                    set(user, role);
                }
            }
        }
    }
    for (user, role) in people {
        set(user, role);
    }
    let others = |member: &Member| member.user != maker && member.role == MemberRole::Owner;
    match all.iter().filter(|member| others(member)).count() {
        0 => Ok(all),
        1 => {
            all[0].role = MemberRole::Admin;
            Ok(all)
        }
        _ => Err(Error::Value("A library has one owner.".into())),
    }
}

fn person(world: &World, id: &str) -> Result<UserId, Error> {
    let user = ids::parse_user(world, id);
    user.map(|user| user.id).ok_or_else(|| Error::NoResource { kind: "user", id: id.into() })
}

fn department<'w>(world: &'w World, id: &str) -> Result<&'w Group, Error> {
    let group = ids::parse_group(world, id).and_then(|id: GroupId| world.group(id));
    let department = group.filter(|group| group.kind == GroupKind::Department);
    department.ok_or_else(|| Error::NoResource { kind: "department", id: id.into() })
}
