//! What the id of a label names, whose labels a request is about, and how a label is shown.

use std::sync::Arc;

use crate::{
    http::find_word,
    world::{Actor, Label, LabelKind, LabelOwner, Owner, Timestamp, World},
    wps::{auth::Caller, error::Error, ids, wire::LabelBody},
};

/// The labels of the service, which everybody has; their ids are fixed.
pub const SYSTEM: [(&str, &str, System); 6] = [
    ("1", "星标", System::Star),
    ("2", "待办", System::Kept),
    ("3", "未确认协作", System::Kept),
    ("4", "同步文件夹", System::Kept),
    ("5", "常用", System::Frequent),
    ("6", "快速访问", System::Kept),
];

/// How the objects of a label of the service are known.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum System {
    /// They are the person's favourites.
    Star,
    /// They are what the caller changes most often.
    Frequent,
    /// They are kept as those of other labels.
    Kept,
}

/// What the id of a label names.
pub enum Found {
    /// One of the service: its id, its name, and how its objects are known.
    System(&'static str, &'static str, System),
    /// One that somebody made.
    Made(Arc<Label>),
}

/// To whom labels belong, as clients say it.
#[derive(Clone, Copy)]
enum Allotee {
    User,
    Group,
    App,
}

const ALLOTEES: [(&str, Allotee); 3] =
    [("user", Allotee::User), ("group", Allotee::Group), ("app", Allotee::App)];

/// Who thought of a label, as clients say it.
pub const KINDS: [(&str, LabelKind); 2] = [("custom", LabelKind::Custom), ("system", LabelKind::System)];

/// Returns what the id of a label names, if it is the caller's or one of a group of theirs.
///
/// # Errors
/// [`Error::NoResource`].
pub fn find(caller: &Caller, world: &World, id: &str) -> Result<Found, Error> {
    if let Some((id, name, system)) = SYSTEM.iter().find(|(known, ..)| *known == id) {
        return Ok(Found::System(id, name, *system));
    }
    let label = ids::parse_label(id).and_then(|number| world.label(number));
    let is_theirs = |label: &&Arc<Label>| match label.owner {
        LabelOwner::Actor(actor) => actor == caller.actor,
        LabelOwner::Drive(drive) => world.drive(drive).is_ok_and(|drive| caller.sees(world, drive)),
    };
    let made = label.filter(|label| label.kind == LabelKind::Custom).filter(is_theirs).cloned();
    made.map(Found::Made).ok_or_else(|| Error::NoResource { kind: "label", id: id.to_owned() })
}

/// Returns whose labels a request is about: the caller's own, if it says nothing.
///
/// # Errors
/// [`Error::NotSupported`], [`Error::NoResource`], [`Error::Forbidden`].
pub fn owner(
    caller: &Caller,
    world: &World,
    allotee_type: Option<&str>,
    allotee_id: Option<&str>,
) -> Result<LabelOwner, Error> {
    let own = (caller.actor, ids::actor(caller.actor));
    let given = allotee_type.map(|kind| find_word("allotee_type", kind, &ALLOTEES)).transpose()?;
    match (given, caller.actor) {
        (Some(Allotee::Group), _) => {
            let id = allotee_id.ok_or(Error::Missing("allotee_id"))?;
            let missing = || Error::NoResource { kind: "group", id: id.to_owned() };
            let group = ids::parse_group(world, id).ok_or_else(missing)?;
            let mut drives =
                world.drives().filter(|drive| matches!(drive.owner, Owner::Team(of) if of == group));
            let drive = drives.next().ok_or_else(missing)?;
            if caller.sees(world, drive) {
                Ok(LabelOwner::Drive(drive.id))
            } else {
                Err(Error::Forbidden(format!("The caller is no member of the group `{id}`.").into()))
            }
        }
        (Some(Allotee::User), Actor::App(_)) => Err(Error::TokenKind { of_person: true }),
        (Some(Allotee::App), Actor::User(_)) => Err(Error::TokenKind { of_person: false }),
        (None | Some(Allotee::User | Allotee::App), _) if allotee_id.is_none_or(|id| id == own.1) => {
            Ok(LabelOwner::Actor(own.0))
        }
        (None | Some(Allotee::User | Allotee::App), _) => {
            Err(Error::Forbidden("allotee_id names somebody else than the caller.".into()))
        }
    }
}

/// Returns a label as a caller reads it.
pub fn body(caller: &Caller, world: &World, found: &Found) -> LabelBody {
    match found {
        Found::System(id, name, _) => {
            let (allotee_type, allotee_id) = allotee(world, LabelOwner::Actor(caller.actor));
            let (name, attr) = (Arc::from(*name), Arc::from(""));
            let (ctime, hash) = (0, hash(&name, &attr));
            let id = (*id).to_owned();
            let label_type = "system";
            LabelBody { id, name, label_type, allotee_type, allotee_id, attr, ctime, mtime: 0, hash, rank: 0 }
        }
        Found::Made(label) => {
            let (allotee_type, allotee_id) = allotee(world, label.owner);
            let (name, attr, ctime) =
                (Arc::clone(&label.name), Arc::clone(&label.attr), label.created.seconds());
            let hash = hash(&name, &attr);
            let (id, rank, label_type) = (ids::label(label.number), label.rank, "custom");
            LabelBody {
                id,
                name,
                label_type,
                allotee_type,
                allotee_id,
                attr,
                ctime,
                mtime: ctime,
                hash,
                rank,
            }
        }
    }
}

/// Returns the caller's own label that keeps the objects of one of the service's.
pub fn kept<'w>(world: &'w World, actor: Actor, name: &str) -> Option<&'w Arc<Label>> {
    let mut own = world.labels(LabelOwner::Actor(actor));
    own.find(|label| label.kind == LabelKind::System && &*label.name == name)
}

/// Returns the number of that label, which is made if there is none.
///
/// # Errors
/// [`crate::world::Error::TooManyItems`].
pub fn keep(world: &mut World, actor: Actor, name: &str, now: Timestamp) -> Result<u64, Error> {
    if let Some(label) = kept(world, actor, name) {
        return Ok(label.number);
    }
    let (owner, kind) = (LabelOwner::Actor(actor), LabelKind::System);
    let label = Label { number: 0, name: name.into(), owner, kind, attr: "".into(), rank: 0, created: now };
    Ok(world.create_label(label)?.number)
}

fn allotee(world: &World, owner: LabelOwner) -> (&'static str, String) {
    match owner {
        LabelOwner::Actor(actor @ Actor::User(_)) => ("user", ids::actor(actor)),
        LabelOwner::Actor(actor @ Actor::App(_)) => ("app", ids::actor(actor)),
        LabelOwner::Drive(drive) => match world.drive(drive).map(|drive| &drive.owner) {
            Ok(Owner::Team(group)) => ("group", ids::group(*group)),
            _ => ("group", String::new()),
        },
    }
}

/// Returns a digest of a label (FNV-1a).
fn hash(name: &str, attr: &str) -> u32 {
    let bytes = name.bytes().chain([0]).chain(attr.bytes());
    bytes.fold(0x811c_9dc5, |mixed, byte| (mixed ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
