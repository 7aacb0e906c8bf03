//! Ids as WPS spells them (reference 6): opaque, reversible, and the same in every run.

use crate::world::{
    Actor, AppId, BASE62, DriveId, GroupId, NodeId, TaskId, UploadId, User, UserId, World, push_spelt,
    read_spelt, scramble, spell, unscramble,
};

const NODE: u64 = 0x776e_6f64;
const DRIVE: u64 = 0x7764_7276;
const LINK: u64 = 0x776c_6e6b;
const TASK: u64 = 0x7774_736b;
const USER: u64 = 0x7775_7372;
const PRINCIPAL: u64 = 0x7770_726e;
const GROUP: u64 = 0x7767_7270;
const UPLOAD: u64 = 0x7775_706c;
const PARTS: u64 = 0x7770_7274;
const VERSION: u64 = 0x7776_7273;
const LABEL: u64 = 0x776c_6162;
const ROLE: u64 = 0x7772_6f6c;
const PERMISSION: u64 = 0x7770_726d;
const COMPANY: u64 = 0x7763_6f6d;

/// The `parent_id` of what lies in the root of a drive.
pub const ROOT: &str = "0";

fn spread(number: u64, salt: u64) -> String {
    let mut text = String::with_capacity(33);
    for salt in [salt, !salt, salt.rotate_left(32)] {
        push_spelt(&mut text, scramble(number, salt), &BASE62, 11);
    }
    text
}

fn gather(text: &str, salt: u64) -> Option<u64> {
    let number = unscramble(read_spelt(text.get(..11)?, &BASE62)?, salt);
    (spread(number, salt) == text).then_some(number)
}

/// Returns the id of an item.
pub fn file(node: NodeId) -> String {
    spread(node.number(), NODE)
}

/// Returns the item of this id, or of one that the fixture gave it.
pub fn parse_file(world: &World, id: &str) -> Option<NodeId> {
    world.alias(id).or_else(|| NodeId::from_number(gather(id, NODE)?))
}

/// Returns the id of a drive.
pub fn drive(id: DriveId) -> String {
    spell(scramble(id.number(), DRIVE), &BASE62, 7)
}

/// Returns the drive of this id, or the one whose root the fixture gave it.
pub fn parse_drive(world: &World, id: &str) -> Option<DriveId> {
    let aliased = || world.node(world.alias(id)?).ok().filter(|node| node.parent.is_none());
    // Seven letters hold no number of 64 bits, so the id cannot be read back.
    let named = world.drives().map(|known| known.id).find(|known| drive(*known) == id);
    named.or_else(|| aliased().map(|root| root.drive))
}

/// Returns the id of the share link of an item.
pub fn link(node: NodeId) -> String {
    let mut text = String::with_capacity(12);
    text.push('c');
    push_spelt(&mut text, scramble(node.number(), LINK), &BASE62, 11);
    text
}

/// Returns the item whose share link has this id.
pub fn parse_link(id: &str) -> Option<NodeId> {
    let node = NodeId::from_number(unscramble(read_spelt(id.strip_prefix('c')?, &BASE62)?, LINK))?;
    (link(node) == id).then_some(node)
}

/// Returns the id of a person.
pub fn user(id: UserId) -> String {
    (scramble(id.number(), USER) % 10_000_000_000).to_string()
}

/// Returns the id of a person or of an application.
pub fn actor(actor: Actor) -> String {
    match actor {
        Actor::User(id) => user(id),
        Actor::App(id) => principal(id),
    }
}

/// Returns the person of this id.
pub fn parse_user<'w>(world: &'w World, id: &str) -> Option<&'w User> {
    world.users().find(|known| user(known.id) == id)
}

/// Returns the id of a group.
pub fn group(id: GroupId) -> String {
    (scramble(id.number(), GROUP) % 10_000_000_000).to_string()
}

/// Returns the group of this id.
pub fn parse_group(world: &World, id: &str) -> Option<GroupId> {
    world.groups().map(|known| known.id).find(|known| group(*known) == id)
}

/// Returns the id of a role that a drive's people made, by its number.
pub fn role(number: u64) -> String {
    (scramble(number, ROLE) % 10_000_000_000).to_string()
}

/// Returns the id of a permission, by its number.
pub fn permission(number: u64) -> u64 {
    scramble(number, PERMISSION) % 10_000_000_000
}

/// Returns the id of the principal that an application acts as.
pub fn principal(id: AppId) -> String {
    (scramble(id.number(), PRINCIPAL) % 10_000_000_000).to_string()
}

/// Returns the id of the company, which is the tenant of everybody.
pub fn company(tenant: &str) -> u64 {
    tenant.bytes().fold(COMPANY, |mixed, byte| scramble(mixed ^ u64::from(byte), COMPANY)) % 1_000_000_000
}

/// Returns the id of a label that somebody made.
pub fn label(number: u64) -> String {
    scramble(number, LABEL).to_string()
}

/// Returns the number of the label of this id.
pub fn parse_label(id: &str) -> Option<u64> {
    let number = unscramble(id.parse().ok()?, LABEL);
    (label(number) == id).then_some(number)
}

/// Returns the task of this id.
pub fn parse_task(id: &str) -> Option<TaskId> {
    gather(id, TASK).map(TaskId::from_number)
}

/// Returns the id of a batch task.
pub fn task(id: TaskId) -> String {
    spread(id.number(), TASK)
}

/// Returns the id of an upload in three steps.
pub fn upload(id: UploadId) -> String {
    spread(id.number(), UPLOAD)
}

/// Returns the upload of this id.
pub fn parse_upload(id: &str) -> Option<UploadId> {
    gather(id, UPLOAD).map(UploadId::from_number)
}

/// Returns the id of an upload in parts, which is none of an upload in three steps.
pub fn parts(id: UploadId) -> String {
    spread(id.number(), PARTS)
}

/// Returns the upload in parts of this id.
pub fn parse_parts(id: &str) -> Option<UploadId> {
    gather(id, PARTS).map(UploadId::from_number)
}

/// Returns the id of a version of a file.
pub fn version(file: NodeId, number: u32) -> String {
    let of_number = spell(scramble(number.into(), VERSION ^ file.number()), &BASE62, 11);
    spell(scramble(file.number(), VERSION), &BASE62, 11) + &of_number
}

#[cfg(test)]
mod tests {
    use super::{drive, file, link, parse_file, task};
    use crate::{fixture, world::TaskId};

    #[test]
    fn ids_have_the_vendors_form_and_can_be_read_back() {
        let world = fixture::built_in().expect("valid");
        for known in world.drives() {
            assert_eq!(drive(known.id).len(), 7);
            for node in world.subtree(known.root) {
                assert_eq!((file(node.id).len(), link(node.id).len()), (33, 12));
                assert_eq!(parse_file(&world, &file(node.id)), Some(node.id));
            }
        }
        assert_eq!(task(TaskId::from_number(7)).len(), 33);
    }
}
