//! Ids as the KDocs platform spells them (reference 6): reversible, and the same in every run.

use data_encoding::BASE64URL_NOPAD;
use md5::{Digest, Md5};

use crate::world::{BASE36, BASE62, NodeId, TaskId, UserId, World, read_spelt, scramble, spell};

const NODE: u64 = 0x6b64_6f63;
const TASK: u64 = 0x6b74_736b;
const TOKEN: u64 = 0x6b74_6f6b;
const USER: u64 = 0x6b75_7372;
const SHARE: u64 = 0x6b73_6864;
const CODE: u64 = 0x6b63_6f64;
const ACCESS: u64 = 0x6b61_6363;
const REFRESH: u64 = 0x6b72_6672;
const EDIT: u64 = 0x6b65_6469;

/// The alphabet of what stands for a user.
const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz";

/// The developer whose apps share union ids.
const DEVELOPER: &str = "mockdrive";

fn object(number: u64, salt: u64) -> [u8; 16] {
    let pair = [scramble(number, salt), scramble(number, !salt)];
    let mut bytes = [0; 16];
    for (half, number) in bytes.chunks_exact_mut(8).zip(pair) {
        half.copy_from_slice(&number.to_be_bytes());
    }
    bytes
}

fn number(object: &[u8], salt: u64) -> Option<u64> {
    let high = u64::from_be_bytes(object.get(..8)?.try_into().ok()?);
    let number = crate::world::unscramble(high, salt);
    (self::object(number, salt) == *object).then_some(number)
}

fn pair_with(owner: &str, object: [u8; 16]) -> String {
    let owner: [u8; 16] = Md5::digest(owner).into();
    BASE64URL_NOPAD.encode(&[owner, object].concat())
}

/// Returns the id of an item as an app sees it.
pub fn open_id(app_key: &str, node: NodeId) -> String {
    pair_with(app_key, object(node.number(), NODE))
}

/// Returns the id of an item as all apps of a developer see it.
pub fn union_id(node: NodeId) -> String {
    pair_with(DEVELOPER, object(node.number(), NODE))
}

/// Returns the item of this open id, if the id was made for this app, or of an id that the fixture gave it.
pub fn parse_open_id(world: &World, app_key: &str, id: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(id) {
        return Some(node);
    }
    let bytes = BASE64URL_NOPAD.decode(id.as_bytes()).ok()?;
    let node = NodeId::from_number(number(bytes.get(16..)?, NODE)?)?;
    (open_id(app_key, node) == id).then_some(node)
}

/// Returns the id of an item of the app's own drive.
pub fn file_token(node: NodeId) -> String {
    let number = node.number();
    let half = |salt| spell(scramble(number, salt), BASE62, 11);
    format!("t{}{}", half(TOKEN), half(!TOKEN))
}

/// Returns the item of this token, or of one that the fixture gave it.
pub fn parse_file_token(world: &World, token: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(token) {
        return Some(node);
    }
    let scrambled = read_spelt(token.strip_prefix('t')?.get(..11)?, BASE62)?;
    let node = NodeId::from_number(crate::world::unscramble(scrambled, TOKEN))?;
    (file_token(node) == token).then_some(node)
}

/// Returns the id of a batch task.
pub fn task(id: TaskId) -> String {
    let number = id.number();
    format!("{}{}", spell(scramble(number, TASK), BASE36, 13), spell(scramble(number, !TASK), BASE36, 9))
}

/// Returns the task of this id.
pub fn parse_task(id: &str) -> Option<TaskId> {
    let scrambled = read_spelt(id.get(..13)?, BASE36)?;
    let found = TaskId::from_number(crate::world::unscramble(scrambled, TASK));
    (task(found) == id).then_some(found)
}

/// Returns the id of a person as an app sees it.
pub fn user_open_id(app_key: &str, user: UserId) -> String {
    pair_with(app_key, object(user.number(), USER))
}

/// Returns the person of this open id, if the id was made for this app.
pub fn parse_user(world: &World, app_key: &str, id: &str) -> Option<UserId> {
    world.users().map(|user| user.id).find(|user| user_open_id(app_key, *user) == id)
}

/// Returns the id of a share, which stands in the address of its link.
pub fn share(number: u64) -> String {
    format!("c{}", spell(scramble(number, SHARE), BASE62, 11))
}

/// Returns the number of the share of this id.
pub fn parse_share(id: &str) -> Option<u64> {
    let number = crate::world::unscramble(read_spelt(id.strip_prefix('c')?, BASE62)?, SHARE);
    (share(number) == id).then_some(number)
}

/// Returns the id of a person as all apps of a developer see it.
pub fn user_union_id(user: UserId) -> String {
    pair_with(DEVELOPER, object(user.number(), USER))
}

/// Returns letters that no other serial has with this salt: the first fourteen hold all of it.
fn letters(serial: u64, salt: u64, width: usize) -> String {
    let part = |turn: u32| spell(scramble(serial, salt.rotate_left(turn)), LETTERS, 14);
    let mut letters = [0, 13, 26, 39].map(part).concat();
    letters.truncate(width);
    letters
}

/// Returns the authorization code of this serial.
pub fn code(serial: u64) -> String {
    letters(serial, CODE, 32)
}

/// Returns the access token of this serial.
pub fn access_token(serial: u64) -> String {
    letters(serial, ACCESS, 32)
}

/// Returns the refresh token of this serial.
pub fn refresh_token(serial: u64) -> String {
    letters(serial, REFRESH, 32)
}

/// Returns the edit token of this serial.
pub fn edit_token(serial: u64) -> String {
    format!("ExchangeToken-{}", letters(serial, EDIT, 48))
}

#[cfg(test)]
mod tests {
    use super::{file_token, open_id, parse_file_token, parse_open_id, parse_task, task, union_id};
    use crate::{fixture, world::TaskId};

    #[test]
    fn ids_have_the_vendors_form_and_can_be_read_back() {
        let world = fixture::built_in().expect("valid");
        let root = world.drives().next().expect("seeded").root;
        for node in world.subtree(root) {
            let (open, union, token) = (open_id("SX", node.id), union_id(node.id), file_token(node.id));
            assert_eq!((open.len(), union.len(), token.len()), (43, 43, 23));
            assert_eq!(open[22..], union[22..], "the object part is the same");
            assert_eq!(parse_open_id(&world, "SX", &open), Some(node.id));
            assert_eq!(parse_open_id(&world, "AK", &open), None, "made for another app");
            assert_eq!(parse_open_id(&world, "SX", &union), None, "only open ids are taken");
            assert_eq!(parse_file_token(&world, &token), Some(node.id));
        }
        let id = TaskId::from_number(7);
        assert_eq!((task(id).len(), parse_task(&task(id))), (22, Some(id)));
        assert_eq!(parse_task("2v4ga8zuykc12kgmdeqpbh"), None);
    }
}
