//! Ids as KooDrive spells them (reference 1): reversible, and the same in every run.

use data_encoding::BASE64URL_NOPAD;

use crate::world::{BASE62, DriveId, Node, NodeId, TaskId, UserId, World, scramble, spell, unscramble};

const NODE: u64 = 0x686e_6f64;
const SPACE: u64 = 0x6873_7063;
const USER: u64 = 0x6875_7372;

/// What the id of a space's root folder begins with.
const ROOT: &str = "DEUI7pa0C24Aroot";
/// The first task id and the distance to the next one.
const FIRST_TASK: u64 = 1_309_243_162_258_308_352;
const TASK_STEP: u64 = 1 << 22;

fn spread(number: u64) -> [u8; 24] {
    let mut bytes = [0; 24];
    for (part, salt) in bytes.chunks_exact_mut(8).zip([NODE, !NODE, NODE.rotate_left(32)]) {
        part.copy_from_slice(&scramble(number, salt).to_be_bytes());
    }
    bytes
}

/// The id of a file or folder; a root folder has its space in it.
pub fn file(node: &Node) -> String {
    if node.parent.is_none() {
        return format!("{ROOT}{}", container(node.drive));
    }
    format!("F{}", BASE64URL_NOPAD.encode(&spread(node.id.number())))
}

/// The item of this id, or of one that the fixture gave it.
pub fn parse_file(world: &World, id: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(id) {
        return Some(node);
    }
    if let Some(container) = id.strip_prefix(ROOT) {
        return parse_container(world, container).and_then(|drive| Some(world.drive(drive).ok()?.root));
    }
    let bytes = BASE64URL_NOPAD.decode(id.strip_prefix('F')?.as_bytes()).ok()?;
    let number = unscramble(u64::from_be_bytes(bytes.get(..8)?.try_into().ok()?), NODE);
    (spread(number) == *bytes).then(|| NodeId::from_number(number))?
}

/// The id of a space.
pub fn container(drive: DriveId) -> String {
    let number = drive.number();
    let letters = spell(scramble(number, SPACE), BASE62, 10);
    format!("IAAA{letters}{}", 1_600_000_000_000_000_000 + scramble(number, !SPACE) % 99_999_999_999_999_999)
}

/// The space of this id, or of one that the fixture gave it.
pub fn parse_container(world: &World, id: &str) -> Option<DriveId> {
    let alias =
        || world.alias(id).and_then(|node| world.node(node).ok()).filter(|node| node.parent.is_none());
    let known = world.drives().find(|drive| container(drive.id) == id).map(|drive| drive.id);
    known.or_else(|| alias().map(|node| node.drive))
}

/// The id of a person inside the tenant: 18 digits.
pub fn inner_user(user: UserId) -> String {
    (300_000_000_000_000_000 + scramble(user.number(), USER) % 99_999_999_999_999_999).to_string()
}

/// The id of a person: 19 digits.
pub fn user(user: UserId) -> String {
    (1_008_600_000_000_000_000 + scramble(user.number(), !USER) % 9_999_999_999).to_string()
}

/// The id of a job: 19 digits.
pub fn task(id: TaskId) -> String {
    (FIRST_TASK + id.number() * TASK_STEP).to_string()
}

/// The job of this id.
pub fn parse_task(id: &str) -> Option<TaskId> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_TASK)?;
    (distance % TASK_STEP == 0).then(|| TaskId::from_number(distance / TASK_STEP))
}

#[cfg(test)]
mod tests {
    use super::{container, file, inner_user, parse_container, parse_file, parse_task, task, user};
    use crate::{fixture, world::TaskId};

    #[test]
    fn ids_have_the_vendors_form_and_can_be_read_back() {
        let world = fixture::built_in().expect("valid");
        for drive in world.drives() {
            let id = container(drive.id);
            assert_eq!((id.len(), parse_container(&world, &id)), (33, Some(drive.id)));
            for node in world.subtree(drive.root) {
                let id = file(node);
                assert_eq!(id.len(), if node.parent.is_none() { 49 } else { 33 });
                assert_eq!(parse_file(&world, &id), Some(node.id));
            }
        }
        for person in world.users() {
            assert_eq!((user(person.id).len(), inner_user(person.id).len()), (19, 18));
        }
        let id = TaskId::from_number(7);
        assert_eq!((task(id).len(), parse_task(&task(id))), (19, Some(id)));
        assert_eq!(parse_task("7"), None);
    }
}
