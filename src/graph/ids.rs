//! Ids as Microsoft spells them: reversible, and the same in every run.
//!
//! An item is `01` and the base32 of a drive prefix and a GUID, a drive is `b!` and the base64url of three GUIDs
//! (reference 4.6); these are case-sensitive. A personal drive is the number of its consumer, an item of it that number
//! with `!s` and the digits of its GUID (reference 12.1), in either case.

use data_encoding::{BASE32_NOPAD, BASE64URL_NOPAD, HEXUPPER};
use uuid::{
    Uuid,
    fmt::{Hyphenated, Simple},
};

use super::short_text::{ShortText, push_encoded};
use crate::world::{
    AppId, BASE62, Drive, DriveId, Flavor, Node, NodeId, TaskId, User, UserId, World, read_spelt, scramble,
    spell, unscramble,
};

/// Every root has this GUID; its drive tells roots apart.
const ROOT: Uuid = Uuid::from_u128(0xea8c_c6be_ffdb_43d7_976f_bc7d_a445_c639);

/// The number in the old id of a personal drive's root, `CID!101`; those of other items lie above it.
const FIRST: u64 = 101;

/// The kind of thing that a GUID stands for, which keeps the GUIDs of different kinds apart.
#[derive(Clone, Copy)]
#[repr(u64)]
enum GuidKind {
    Item = 0x6974_656d,
    Drive = 0x6472_6976,
    /// Chosen so that the number of the fixture's consumer begins with a zero, which clients tend to lose.
    Consumer = 0x6369_6461,
    Site = 0x7369_7465,
    User = 0x7573_6572,
    App = 0x6170_7020,
    Group = 0x6772_6f75,
    Operation = 0x6f70_6572,
    Request = 0x7265_7175,
    Permission = 0x7065_726d,
    Share = 0x7368_6172,
    Subscription = 0x7375_6273,
}

/// Returns the GUID of a number.
fn guid(number: u64, kind: GuidKind) -> Uuid {
    let salt = kind as u64;
    Uuid::from_u64_pair(scramble(number, salt), scramble(number, !salt))
}

/// Returns the number of a GUID, if it is of this kind.
fn number(guid: Uuid, kind: GuidKind) -> Option<u64> {
    let (high, low) = guid.as_u64_pair();
    let salt = kind as u64;
    let number = unscramble(high, salt);
    (scramble(number, !salt) == low).then_some(number)
}

/// Returns the bytes by which the ids of items name their drive.
fn prefix(drive: DriveId) -> [u8; 4] {
    let [a, b, c, d, ..] = scramble(drive.number(), GuidKind::Drive as u64).to_be_bytes();
    [a, b, c, d]
}

/// Returns the GUID in an item's eTag, cTag and id.
pub fn item_guid(node: &Node) -> Uuid {
    if node.parent.is_none() { ROOT } else { guid_of(node.id) }
}

/// Returns the GUID of an item that is no root.
pub fn guid_of(id: NodeId) -> Uuid {
    guid(id.number(), GuidKind::Item)
}

/// Returns the id of an item: `01` and base32 on a business drive, `CID!s` and a GUID on a personal one.
pub fn item(world: &World, node: &Node) -> ShortText {
    world.drive(node.drive).map(|drive| item_of(drive, node.id)).unwrap_or_default()
}

/// Returns the id that an item has in this drive, or had while it was there.
pub fn item_of(drive: &Drive, id: NodeId) -> ShortText {
    let guid = if drive.root == id { ROOT } else { guid_of(id) };
    let mut text = ShortText::new();
    if drive.flavor == Flavor::Consumer {
        push_encoded(&mut text, &HEXUPPER, &cid(drive.id).to_be_bytes());
        text.push_str("!s");
        text.push_str(guid.simple().encode_lower(&mut [0; Simple::LENGTH]));
    } else {
        let mut bytes = [0; 20];
        bytes[..4].copy_from_slice(&prefix(drive.id));
        bytes[4..].copy_from_slice(&guid.to_bytes_le());
        text.push_str("01");
        push_encoded(&mut text, &BASE32_NOPAD, &bytes);
    }
    text
}

/// Returns whether the drive part of an item's id is this drive's.
pub fn names_drive(id: &str, drive: &Drive) -> bool {
    let is_personal = drive.flavor == Flavor::Consumer;
    match id.split_once('!') {
        Some((digits, _)) => is_personal && parse_cid(digits) == Some(cid(drive.id)),
        None => !is_personal && drive_part(id) == Some(prefix(drive.id)),
    }
}

/// Returns the bytes of the id of an item on a business drive that name its drive: the first ones behind `01`.
fn drive_part(id: &str) -> Option<[u8; 4]> {
    let mut bytes = [0; 5];
    BASE32_NOPAD.decode_mut(id.get(2..10)?.as_bytes(), &mut bytes).ok()?;
    bytes.first_chunk().copied()
}

/// Returns the item of this id, which may be one that the fixture gave it.
///
/// An id names the drive that its item was in when it was read; items keep their ids when they move.
pub fn parse_item(world: &World, id: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(id) {
        return Some(node);
    }
    if let Some((known, item)) = id.split_once('!') {
        return parse_item_in(consumer(world, known)?, item);
    }
    let digits = id.strip_prefix("01").filter(|digits| digits.len() == 32)?;
    let mut bytes = [0; 20];
    BASE32_NOPAD.decode_mut(digits.as_bytes(), &mut bytes).ok()?;
    let (drive, guid) = bytes.split_at(4);
    let guid = Uuid::from_bytes_le(guid.try_into().ok()?);
    if guid == ROOT {
        return world.drives().find(|known| prefix(known.id) == drive).map(|drive| drive.root);
    }
    NodeId::from_number(number(guid, GuidKind::Item)?)
}

/// Returns the item of a personal drive that the second part of an id names, also as ids were before such drives moved
/// to the back end of the others: a number.
fn parse_item_in(drive: &Drive, item: &str) -> Option<NodeId> {
    let Some(digits) = item.strip_prefix(['s', 'S']).filter(|digits| digits.len() == 32) else {
        let number = item.parse::<u64>().ok()?.checked_sub(FIRST)?;
        return if number == 0 { Some(drive.root) } else { NodeId::from_number(number) };
    };
    match Uuid::try_parse(digits).ok()? {
        ROOT => Some(drive.root),
        guid => NodeId::from_number(number(guid, GuidKind::Item)?),
    }
}

/// Returns the id of a drive: `b!` and base64url of three GUIDs for business, 16 hexadecimal digits for consumers.
pub fn drive(drive: &Drive) -> ShortText {
    let mut text = ShortText::new();
    if drive.flavor == Flavor::Consumer {
        push_encoded(&mut text, &HEXUPPER, &cid(drive.id).to_be_bytes());
    } else {
        let [site, group, list] = [GuidKind::Site, GuidKind::Group, GuidKind::Drive]
            .map(|kind| guid(drive.id.number(), kind).to_bytes_le());
        text.push_str("b!");
        push_encoded(&mut text, &BASE64URL_NOPAD, [site, group, list].as_flattened());
    }
    text
}

/// Returns the number of the consumer whose drive this is.
fn cid(drive: DriveId) -> u64 {
    scramble(drive.number(), GuidKind::Consumer as u64)
}

/// Reads the number of a consumer: 16 digits, in either case.
fn parse_cid(digits: &str) -> Option<u64> {
    let is_number = digits.len() == 16 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    u64::from_str_radix(digits, 16).ok().filter(|_| is_number)
}

/// Returns the drive of the consumer of this number.
fn consumer<'w>(world: &'w World, digits: &str) -> Option<&'w Drive> {
    let number = parse_cid(digits)?;
    world.drives().find(|drive| drive.flavor == Flavor::Consumer && cid(drive.id) == number)
}

/// Returns the GUID of the site collection that a drive is in, as references to its items name it.
pub fn site_guid(drive: &Drive) -> ShortText {
    let guid = guid(drive.id.number(), GuidKind::Site);
    ShortText::from(guid.hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH])).unwrap_or_default()
}

/// Returns whether this could be the id of a drive.
pub fn is_drive(id: &str) -> bool {
    let business = id.strip_prefix("b!").is_some_and(|rest| rest.len() == 64);
    let consumer = (8..=16).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_hexdigit());
    business || consumer
}

/// Returns the drive of this id, which may be one that the fixture gave it; a consumer's may be written in either case.
pub fn parse_drive<'w>(world: &'w World, id: &str) -> Option<&'w Drive> {
    if let Some(node) = world.alias(id) {
        let root = world.node(node).ok().filter(|node| node.parent.is_none())?;
        return world.drive(root.drive).ok();
    }
    consumer(world, id)
        .or_else(|| id.starts_with("b!").then(|| world.drives().find(|known| *drive(known) == *id)).flatten())
}

/// Returns the GUID of the list that a drive is.
pub fn list_guid(drive: &Drive) -> Uuid {
    guid(drive.id.number(), GuidKind::Drive)
}

/// Returns the id of a person.
pub fn user(id: UserId) -> String {
    guid(id.number(), GuidKind::User).hyphenated().encode_lower(&mut [0; Hyphenated::LENGTH]).to_owned()
}

/// Returns the person of this id, which may be written in either case.
pub fn parse_user<'w>(world: &'w World, id: &str) -> Option<&'w User> {
    let guid = Uuid::try_parse(id).ok().filter(|_| id.len() == 36)?;
    world.user(UserId::from_number(number(guid, GuidKind::User)?)?)
}

/// Returns the id of the principal that an application acts as.
pub fn app(id: AppId) -> String {
    guid(id.number(), GuidKind::App).to_string()
}

/// Returns the id of the group behind a team drive.
pub fn group(drive: &Drive) -> String {
    guid(drive.id.number(), GuidKind::Group).to_string()
}

/// Returns the id of the site behind a team drive: host, site collection and web.
pub fn site(host: &str, drive: &Drive) -> String {
    let number = drive.id.number();
    format!("{host},{},{}", guid(number, GuidKind::Site), guid(number, GuidKind::Group))
}

/// Returns the id of a copy that is under way.
pub fn operation(id: TaskId) -> String {
    guid(id.number(), GuidKind::Operation).to_string()
}

/// Returns the task of this id, in either case.
pub fn parse_operation(id: &str) -> Option<TaskId> {
    number(Uuid::try_parse(id).ok()?, GuidKind::Operation).map(TaskId::from_number)
}

/// Returns the id of a request.
pub fn request(number: u64) -> String {
    guid(number, GuidKind::Request).to_string()
}

/// Returns the id of a permission.
pub fn permission(number: u64) -> String {
    guid(number, GuidKind::Permission).to_string().to_uppercase()
}

/// Returns the id of a subscription.
pub fn subscription(number: u64) -> String {
    guid(number, GuidKind::Subscription).to_string()
}

/// Returns the number of the subscription of this id, in either case.
pub fn parse_subscription(id: &str) -> Option<u64> {
    number(Uuid::try_parse(id).ok()?, GuidKind::Subscription)
}

/// Returns what the address of a sharing link ends with.
pub fn share(number: u64) -> String {
    let (high, low) = guid(number, GuidKind::Share).as_u64_pair();
    format!("E{}{}", spell(high, &BASE62, 11), spell(low, &BASE62, 11))
}

/// Returns the number of the permission whose link ends like this.
pub fn parse_share(token: &str) -> Option<u64> {
    let (high, low) = token.strip_prefix('E')?.split_at_checked(11)?;
    number(Uuid::from_u64_pair(read_spelt(high, &BASE62)?, read_spelt(low, &BASE62)?), GuidKind::Share)
}

#[cfg(test)]
mod tests {
    use super::{BASE32_NOPAD, ROOT, drive, item, parse_drive, parse_item};
    use crate::{fixture, world::Flavor};

    #[test]
    fn ids_have_the_vendors_form_and_can_be_read_back() {
        let world = fixture::built_in().expect("valid");
        for known in world.drives() {
            let id = drive(known);
            let business = known.flavor == Flavor::Business;
            assert_eq!((id.len(), id.starts_with("b!")), if business { (66, true) } else { (16, false) });
            assert_eq!(parse_drive(&world, &id).map(|drive| drive.id), Some(known.id));
            for node in world.subtree(known.root) {
                let id = item(&world, node);
                assert_eq!((id.len() == 34, id.starts_with("01")), (business, business), "{id}");
                assert_eq!(parse_item(&world, &id), Some(node.id));
                let lower = parse_item(&world, &id.to_lowercase());
                assert_eq!(
                    lower,
                    Some(node.id).filter(|_| !business),
                    "ids of business drives have their case"
                );
                if !business {
                    let old = if node.parent.is_none() { 101 } else { 101 + node.id.number() };
                    let old = format!("{}!{old}", drive(known));
                    assert_eq!(parse_item(&world, &old), Some(node.id), "{old}");
                }
            }
        }
        let bob = world.drives().nth(1).expect("seeded");
        assert_eq!(&*drive(bob), "0250D6AAB1F394F2", "all digits are told");
        for id in ["250D6AAB1F394F2", "0250D6AAB1F394F", "0250D6AAB1F394FG", "+250D6AAB1F394F2", ""] {
            assert!(parse_drive(&world, id).is_none(), "{id}");
            assert_eq!(parse_item(&world, &format!("{id}!101")), None, "{id}");
        }
        for item in
            ["", "s", "100", "s100", "sea8cc6beffdb43d7976fbc7da445c63", "sea8cc6beffdb43d7976fbc7da445c638"]
        {
            assert_eq!(parse_item(&world, &format!("{}!{item}", drive(bob))), None, "{item}");
        }
        let root = item(&world, world.node(world.drives().next().expect("seeded").root).expect("a root"));
        assert!(root.ends_with("6Y2GOVW7725BZO354PWSELRRZ"), "as every business root: {root}");
    }

    #[test]
    fn the_published_sample_is_composed_in_this_way() {
        let bytes = [
            &[0x6a, 0x86, 0xcf, 0x9d][..],
            &uuid::uuid!("86eb4c8e-d20d-46b9-ad41-23b8868dda8a").to_bytes_le(),
        ];
        assert_eq!(BASE32_NOPAD.encode(&bytes.concat()), "NKDM7HMOJTVYMDOSXFDK2QJDXCDI3WUK");
        assert_eq!(ROOT.to_string(), "ea8cc6be-ffdb-43d7-976f-bc7da445c639");
    }
}
