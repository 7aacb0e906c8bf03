//! Ids as the KDocs platform spells them (reference 6): reversible, and the same in every run.

use data_encoding::BASE64URL_NOPAD;
use md5::{Digest, Md5};

use crate::world::{
    Alphabet, BASE36, BASE62, NodeId, TaskId, UserId, World, push_spelt, read_spelt, scramble, spell,
};

/// The alphabet of what stands in a table: fields, records and views.
static LETTERS: Alphabet = Alphabet::new(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// The alphabet of what stands for a user, and of tasks that come from an office.
static LOWER: Alphabet = Alphabet::new(b"abcdefghijklmnopqrstuvwxyz");

const FORM: u64 = 0x6b66_726d;
const OFFICE: u64 = 0x6b6f_6666;
const PREVIEW: u64 = 0x6b70_7265;
const NODE: u64 = 0x6b64_6f63;
const TASK: u64 = 0x6b74_736b;
const TOKEN: u64 = 0x6b74_6f6b;
const WEBHOOK: u64 = 0x6b77_6562;
const USER: u64 = 0x6b75_7372;
const SHARE: u64 = 0x6b73_6864;
const CODE: u64 = 0x6b63_6f64;
const ACCESS: u64 = 0x6b61_6363;
const REFRESH: u64 = 0x6b72_6672;
const EDIT: u64 = 0x6b65_6469;

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
    let mut token = String::with_capacity(23);
    token.push('t');
    push_spelt(&mut token, scramble(number, TOKEN), &BASE62, 11);
    push_spelt(&mut token, scramble(number, !TOKEN), &BASE62, 11);
    token
}

/// Returns the item of this token, or of one that the fixture gave it.
pub fn parse_file_token(world: &World, token: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(token) {
        return Some(node);
    }
    let scrambled = read_spelt(token.strip_prefix('t')?.get(..11)?, &BASE62)?;
    let node = NodeId::from_number(crate::world::unscramble(scrambled, TOKEN))?;
    (file_token(node) == token).then_some(node)
}

/// Returns 22 digits and small letters, the form of a batch task's id.
fn handle(number: u64, salt: u64) -> String {
    format!("{}{}", spell(scramble(number, salt), &BASE36, 13), spell(scramble(number, !salt), &BASE36, 9))
}

/// Returns the number behind such an id.
fn parse_handle(id: &str, salt: u64) -> Option<u64> {
    let found = crate::world::unscramble(read_spelt(id.get(..13)?, &BASE36)?, salt);
    (handle(found, salt) == id).then_some(found)
}

/// Returns the id of a batch task.
pub fn task(id: TaskId) -> String {
    handle(id.number(), TASK)
}

/// Returns the task of this id.
pub fn parse_task(id: &str) -> Option<TaskId> {
    parse_handle(id, TASK).map(TaskId::from_number)
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
    format!("c{}", spell(scramble(number, SHARE), &BASE62, 11))
}

/// Returns the number of the share of this id.
pub fn parse_share(id: &str) -> Option<u64> {
    let number = crate::world::unscramble(read_spelt(id.strip_prefix('c')?, &BASE62)?, SHARE);
    (share(number) == id).then_some(number)
}

/// Returns the id of a person as all apps of a developer see it.
pub fn user_union_id(user: UserId) -> String {
    pair_with(DEVELOPER, object(user.number(), USER))
}

/// Returns letters that no other serial has with this salt: the first fourteen hold all of it.
fn secret(serial: u64, salt: u64, width: usize) -> String {
    let part = |turn: u32| spell(scramble(serial, salt.rotate_left(turn)), &LOWER, 14);
    let mut letters = [0, 13, 26, 39].map(part).concat();
    letters.truncate(width);
    letters
}

/// Returns the authorization code of this serial.
pub fn code(serial: u64) -> String {
    secret(serial, CODE, 32)
}

/// Returns the access token of this serial.
pub fn access_token(serial: u64) -> String {
    secret(serial, ACCESS, 32)
}

/// Returns the refresh token of this serial.
pub fn refresh_token(serial: u64) -> String {
    secret(serial, REFRESH, 32)
}

/// Returns the edit token of this serial.
pub fn edit_token(serial: u64) -> String {
    format!("ExchangeToken-{}", secret(serial, EDIT, 48))
}

/// Returns the id of something in a table, such as `B` for 1 and `Qb` for 859.
pub fn letters(number: u32) -> String {
    let spelt = spell(number.into(), &LETTERS, 6);
    let short = spelt.trim_start_matches('A');
    if short.is_empty() { "A".into() } else { short.into() }
}

/// Returns the number of this id.
pub fn parse_letters(id: &str) -> Option<u32> {
    let number = u32::try_from(read_spelt(id, &LETTERS)?).ok()?;
    (letters(number) == id).then_some(number)
}

/// Returns the id of a conversion or an extraction: `open:` and 31 small letters.
pub fn office_task(id: TaskId) -> String {
    let part = |salt, width| spell(scramble(id.number(), salt), &LOWER, width);
    format!("open:{}{}{}", part(OFFICE, 14), part(!OFFICE, 14), part(OFFICE + 1, 3))
}

/// Returns the conversion or extraction of this id.
pub fn parse_office_task(id: &str) -> Option<TaskId> {
    let scrambled = read_spelt(id.strip_prefix("open:")?.get(..14)?, &LOWER)?;
    let found = TaskId::from_number(crate::world::unscramble(scrambled, OFFICE));
    (office_task(found) == id).then_some(found)
}

/// Returns the token of a preview, of the form of a file token.
pub fn preview(number: u64) -> String {
    let half = |salt| spell(scramble(number, salt), &BASE62, 11);
    format!("t{}{}", half(PREVIEW), half(!PREVIEW))
}

/// Returns the number of the preview of this token.
pub fn parse_preview(token: &str) -> Option<u64> {
    let scrambled = read_spelt(token.strip_prefix('t')?.get(..11)?, &BASE62)?;
    let found = crate::world::unscramble(scrambled, PREVIEW);
    (preview(found) == token).then_some(found)
}

/// Returns the id of a webhook.
pub fn webhook(number: u64) -> String {
    handle(number, WEBHOOK)
}

/// Returns the number of the webhook of this id.
pub fn parse_webhook(id: &str) -> Option<u64> {
    parse_handle(id, WEBHOOK)
}

/// Returns the id of the task that makes a preview.
pub fn preview_task(number: u64) -> String {
    handle(number, PREVIEW)
}

/// Returns the number of the preview that the task of this id makes.
pub fn parse_preview_task(id: &str) -> Option<u64> {
    parse_handle(id, PREVIEW)
}

/// Returns the id of a form as an app sees it: 86 characters.
pub fn form(app_key: &str, number: u64) -> String {
    let owner: [u8; 16] = Md5::digest(app_key).into();
    let parts = [owner, object(number, FORM), object(number, FORM + 1), object(number, FORM + 2)];
    BASE64URL_NOPAD.encode(&parts.concat())
}

/// Returns the form of this id, if the id was made for this app.
pub fn parse_form(app_key: &str, id: &str) -> Option<u64> {
    let bytes = BASE64URL_NOPAD.decode(id.as_bytes()).ok()?;
    let found = number(bytes.get(16..32)?, FORM)?;
    (form(app_key, found) == id).then_some(found)
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
        for (number, letters) in [(0, "A"), (1, "B"), (859, "Qb"), (u32::MAX, &super::letters(u32::MAX))] {
            assert_eq!(
                (super::letters(number).as_str(), super::parse_letters(letters)),
                (letters, Some(number))
            );
        }
        for id in ["", "AB", "1", "BBBBBBBBBBBBBBBB"] {
            assert_eq!(super::parse_letters(id), None, "{id}");
        }
        let id = super::office_task(TaskId::from_number(7));
        assert_eq!((id.len(), super::parse_office_task(&id)), (36, Some(TaskId::from_number(7))));
        assert_eq!(super::parse_office_task("open:jwnqjwfquawbpgesovbqhohuankwdkv"), None);
        let (token, id) = (super::preview(7), super::preview_task(7));
        assert_eq!((token.len(), super::parse_preview(&token)), (23, Some(7)));
        assert_eq!((id.len(), super::parse_preview_task(&id)), (22, Some(7)));
        let id = super::webhook(7);
        assert_eq!((id.len(), super::parse_webhook(&id)), (22, Some(7)));
        let id = super::form("SX", 7);
        assert_eq!(
            (id.len(), super::parse_form("SX", &id), super::parse_form("AK", &id)),
            (86, Some(7), None)
        );
    }
}
