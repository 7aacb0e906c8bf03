//! Ids as KooDrive spells them (reference 1): reversible, and the same in every run.

use data_encoding::{BASE64URL_NOPAD, HEXLOWER};

use crate::world::{
    BASE62, DriveId, GroupId, Node, NodeId, TaskId, UploadId, UserId, World, scramble, spell, unscramble,
};

const NODE: u64 = 0x686e_6f64;
const SPACE: u64 = 0x6873_7063;
const USER: u64 = 0x6875_7372;
const TENANT: u64 = 0x6874_6e74;
const SESSION: u64 = 0x6873_6573;
const ACCESS: u64 = 0x6861_6363;
const PACKAGE: u64 = 0x6870_6b67;
const UPLOAD: u64 = 0x6875_706c;
const ACCOUNT: u64 = 0x6861_6374;
const DEPARTMENT: u64 = 0x6864_7074;
const SHARE: u64 = 0x6873_6872;
const VISIT: u64 = 0x6876_7374;

/// The id of the whole organisation among the departments, which is below those of all departments and groups, and the
/// distance to the next one.
pub const ROOT_DEPARTMENT: u64 = FIRST_GROUP;
const FIRST_GROUP: u64 = 1_243_693_141_656_107_521;
const GROUP_STEP: u64 = 1 << 22;
/// The first number in the ids of versions, and the distance from one file to the next one.
const FIRST_ASSET: u64 = 1_756_003_706_882_580_864;
const ASSET_STEP: u64 = 1 << 20;

/// The first id of a share.
const FIRST_SHARE: u64 = 1_407_320_000_000_000_000;

/// The first ids of shared folders and of invitations.
const FIRST_SHARED_FOLDER: u64 = 1_757_156_480_072_657_793;
const FIRST_INVITATION: u64 = 1_765_143_000_000_000_000;

/// The first id of a permissions template.
const FIRST_TEMPLATE: u64 = 1_590_626_552_448_551_681;

/// What callers may write for the root folder of the space that they name.
pub const ROOT_NAME: &str = "root";
/// What the id of a space's root folder begins with.
const ROOT: &str = "DEUI7pa0C24Aroot";
/// The first task id and the distance to the next one.
const FIRST_TASK: u64 = 1_309_243_162_258_308_352;
const TASK_STEP: u64 = 1 << 22;
/// The number that the ids of messages are counted from.
const FIRST_MESSAGE: u64 = 1_534_087_020_903_704_704;

fn spread(number: u64) -> [u8; 24] {
    let mut bytes = [0; 24];
    for (part, salt) in bytes.chunks_exact_mut(8).zip([NODE, !NODE, NODE.rotate_left(32)]) {
        part.copy_from_slice(&scramble(number, salt).to_be_bytes());
    }
    bytes
}

/// Returns the id of a file or folder; a root folder has its space in it.
pub fn file(node: &Node) -> String {
    if node.parent.is_none() {
        return format!("{ROOT}{}", container(node.drive));
    }
    made(node.id)
}

/// Returns the id of a file or folder that a job made, which may be gone by now.
pub fn made(node: NodeId) -> String {
    format!("F{}", BASE64URL_NOPAD.encode(&spread(node.number())))
}

/// Returns the item of this id, or of one that the fixture gave it.
pub fn parse_file(world: &World, id: &str) -> Option<NodeId> {
    if let Some(node) = world.alias(id) {
        return Some(node);
    }
    if let Some(container) = id.strip_prefix(ROOT) {
        return parse_container(world, container).and_then(|drive| Some(world.drive(drive).ok()?.root));
    }
    parse_made(id)
}

/// Returns the item of this id, which is no root, or the one that an upload will make.
pub fn parse_made(id: &str) -> Option<NodeId> {
    let bytes = BASE64URL_NOPAD.decode(id.strip_prefix('F')?.as_bytes()).ok()?;
    let number = unscramble(u64::from_be_bytes(bytes.get(..8)?.try_into().ok()?), NODE);
    (spread(number) == *bytes).then(|| NodeId::from_number(number))?
}

/// Returns the id of a space.
pub fn container(drive: DriveId) -> String {
    let number = drive.number();
    let letters = spell(scramble(number, SPACE), &BASE62, 10);
    format!("IAAA{letters}{}", 1_600_000_000_000_000_000 + scramble(number, !SPACE) % 99_999_999_999_999_999)
}

/// Returns the space of this id, or of one that the fixture gave it.
pub fn parse_container(world: &World, id: &str) -> Option<DriveId> {
    let alias =
        || world.alias(id).and_then(|node| world.node(node).ok()).filter(|node| node.parent.is_none());
    let known = world.drives().find(|drive| container(drive.id) == id).map(|drive| drive.id);
    known.or_else(|| alias().map(|node| node.drive))
}

/// Returns the id of a person inside the tenant: 18 digits.
pub fn inner_user(user: UserId) -> String {
    (300_000_000_000_000_000 + scramble(user.number(), USER) % 99_999_999_999_999_999).to_string()
}

/// Returns the id of a person: 19 digits.
pub fn user(user: UserId) -> String {
    (1_008_600_000_000_000_000 + scramble(user.number(), !USER) % 9_999_999_999).to_string()
}

/// Returns the id of a person's account in this service: 19 digits.
pub fn account(user: UserId) -> String {
    (1_316_083_730_000_000_000 + scramble(user.number(), ACCOUNT) % 9_999_999_999).to_string()
}

/// Whether this is the id of a person or of their account.
pub fn is_user(id: &str, of: UserId) -> bool {
    user(of) == id || account(of) == id
}

/// Returns the person of this id, or with this short name.
pub fn parse_user(world: &World, id: &str) -> Option<UserId> {
    world.users().find(|known| *known.name == *id || is_user(id, known.id)).map(|known| known.id)
}

/// Returns the id that a department has in the directory of the organisation; none: the organisation itself.
pub fn org_department(group: Option<GroupId>) -> String {
    let number = group.map_or(0, GroupId::number);
    HEXLOWER
        .encode(&[scramble(number, DEPARTMENT), scramble(number, !DEPARTMENT)].map(u64::to_be_bytes).concat())
}

/// Returns the id of a message: 19 digits.
pub fn message(number: u64) -> String {
    (FIRST_MESSAGE + number * TASK_STEP).to_string()
}

/// Returns the message of this id.
pub fn parse_message(id: &str) -> Option<u64> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_MESSAGE)?;
    (distance % TASK_STEP == 0).then_some(distance / TASK_STEP)
}

/// Returns the id of a department or group: 19 digits.
pub fn group(group: GroupId) -> u64 {
    FIRST_GROUP + group.number() * GROUP_STEP
}

/// Returns the department or group of this id.
pub fn parse_group(world: &World, id: &str) -> Option<GroupId> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_GROUP)?;
    let found = GroupId::from_number(distance / GROUP_STEP).filter(|_| distance % GROUP_STEP == 0)?;
    world.group(found).map(|group| group.id)
}

/// Returns the id of a version of a file: that of the file among all that have versions, and of the version.
pub fn revision(file: NodeId, version: u32) -> String {
    let asset = FIRST_ASSET + file.number() * ASSET_STEP;
    format!("{asset}.{}", asset + u64::from(version))
}

/// Returns the file and the version of this id.
pub fn parse_revision(id: &str) -> Option<(NodeId, u32)> {
    let (asset, version) = id.split_once('.')?;
    let (asset, version) = (asset.parse::<u64>().ok()?, version.parse::<u64>().ok()?);
    let distance = asset.checked_sub(FIRST_ASSET)?;
    let version = version.checked_sub(asset).filter(|version| (1..ASSET_STEP).contains(version))?;
    let file = NodeId::from_number(distance / ASSET_STEP).filter(|_| distance % ASSET_STEP == 0)?;
    Some((file, version.try_into().ok()?))
}

/// Returns the id of an upload: 32 upper-case hexadecimal digits.
pub fn upload(id: UploadId) -> String {
    format!("0000{:012X}{:016X}", id.number(), scramble(id.number(), UPLOAD))
}

/// Returns the id of the tenant: 17 digits.
pub fn tenant(world: &World) -> String {
    (40_086_000_000_000_000 + tenant_number(world) % 99_999_999).to_string()
}

/// Returns the id of the tenant's organisation: 19 digits.
pub fn org(world: &World) -> String {
    (9_190_086_000_000_000_000 + tenant_number(world) % 9_999_999).to_string()
}

fn tenant_number(world: &World) -> u64 {
    world.tenant().bytes().fold(0, |number, byte| scramble(number ^ u64::from(byte), TENANT))
}

/// Returns the id of the person who created a job: the tenant and the id inside it.
pub fn creator(world: &World, user: UserId) -> String {
    format!("{}-{}", tenant(world), inner_user(user))
}

/// Returns two numbers as 48 hexadecimal digits that look random.
fn seal(salt: u64, [a, b]: [u64; 2]) -> String {
    let second = scramble(b, salt.rotate_left(32) ^ a);
    let words = [scramble(a, salt), second, scramble(a ^ b.rotate_left(32), !salt)];
    HEXLOWER.encode(&words.map(u64::to_be_bytes).concat())
}

/// Returns the numbers that [`seal`] sealed.
fn unseal(salt: u64, sealed: &str) -> Option<[u64; 2]> {
    let bytes = HEXLOWER.decode(sealed.as_bytes()).ok()?;
    let word = |at: usize| Some(u64::from_be_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let a = unscramble(word(0)?, salt);
    let b = unscramble(word(8)?, salt.rotate_left(32) ^ a);
    (seal(salt, [a, b]) == sealed).then_some([a, b])
}

/// Returns the id of a session, which refreshes it as well.
pub fn session(number: u64) -> String {
    seal(SESSION, [number, 0])
}

/// Returns an access token of a session.
pub fn access(session: u64, serial: u64) -> String {
    seal(ACCESS, [session, serial])
}

/// Returns the session that an access token was issued in.
pub fn session_of(access: &str) -> Option<u64> {
    unseal(ACCESS, access).map(|[session, _]| session)
}

/// Returns the last part of the address of a package.
pub fn package(task: TaskId) -> String {
    seal(PACKAGE, [task.number(), 0])
}

/// Returns the job that made the package at this address.
pub fn parse_package(key: &str) -> Option<TaskId> {
    unseal(PACKAGE, key).map(|[task, _]| TaskId::from_number(task))
}

/// Returns the id of a job: 19 digits.
pub fn task(id: TaskId) -> String {
    (FIRST_TASK + id.number() * TASK_STEP).to_string()
}

/// Returns the job of this id.
pub fn parse_task(id: &str) -> Option<TaskId> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_TASK)?;
    (distance % TASK_STEP == 0).then(|| TaskId::from_number(distance / TASK_STEP))
}

/// Returns the id of a share: 19 digits.
pub fn share(number: u64) -> String {
    (FIRST_SHARE + number * TASK_STEP).to_string()
}

/// Returns the number in the id of a share.
pub fn parse_share(id: &str) -> Option<u64> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_SHARE)?;
    (distance % TASK_STEP == 0).then_some(distance / TASK_STEP)
}

/// Returns the id of a shared folder: 19 digits.
pub fn shared_folder(node: NodeId) -> String {
    (FIRST_SHARED_FOLDER + node.number() * TASK_STEP).to_string()
}

/// Returns the item behind the id of a shared folder.
pub fn parse_shared_folder(id: &str) -> Option<NodeId> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_SHARED_FOLDER)?;
    NodeId::from_number(distance / TASK_STEP).filter(|_| distance % TASK_STEP == 0)
}

/// Returns the id of an invitation: 19 digits.
pub fn invitation(number: u64) -> String {
    (FIRST_INVITATION + number * TASK_STEP).to_string()
}

/// Returns the number in the id of an invitation.
pub fn parse_invitation(id: &str) -> Option<u64> {
    let distance = id.parse::<u64>().ok()?.checked_sub(FIRST_INVITATION)?;
    (distance % TASK_STEP == 0).then_some(distance / TASK_STEP)
}

/// Returns the id of a permissions template: 19 digits.
pub fn template(number: u64) -> String {
    (FIRST_TEMPLATE + number * TASK_STEP).to_string()
}

/// Returns the number in the id of a permissions template.
pub fn parse_template(id: u64) -> Option<u64> {
    let distance = id.checked_sub(FIRST_TEMPLATE)?;
    (distance % TASK_STEP == 0).then_some(distance / TASK_STEP)
}

/// Returns what opens a share for those who have it: 19 digits that nobody can guess from those of another one.
pub fn short_url(number: u64) -> String {
    (1_800_000_000_000_000_000 + scramble(number, SHARE) % 99_999_999_999_999_999).to_string()
}

/// Returns the number of the share that this opens.
pub fn parse_short_url(world: &World, text: &str) -> Option<u64> {
    world.shares().map(|share| share.number).find(|number| short_url(*number) == text)
}

/// Returns the token of a visitor to a share, with a proof of what they knew.
pub fn visit(share: u64, proof: u64) -> String {
    seal(VISIT, [share, proof])
}

/// Returns the share and the proof in the token of a visitor.
pub fn parse_visit(token: &str) -> Option<[u64; 2]> {
    unseal(VISIT, token)
}

#[cfg(test)]
mod tests {
    use super::{
        access, container, creator, file, group, inner_user, org, package, parse_container, parse_file,
        parse_group, parse_package, parse_revision, parse_share, parse_task, parse_user, parse_visit,
        revision, session, session_of, share, short_url, task, upload, user, visit,
    };
    use crate::{
        fixture,
        world::{NodeId, TaskId, UploadId},
    };

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
            assert_eq!((creator(&world, person.id).len(), org(&world).len()), (36, 19));
            assert_eq!(parse_user(&world, &user(person.id)), Some(person.id));
            assert_eq!(parse_user(&world, &person.name), Some(person.id));
        }
        for known in world.groups() {
            let id = group(known.id).to_string();
            assert_eq!((id.len(), parse_group(&world, &id)), (19, Some(known.id)));
        }
        assert_eq!(parse_group(&world, "1243693141656107521"), None);
        let file = NodeId::from_number(5).expect("not zero");
        assert_eq!(revision(file, 3), "1756003706887823744.1756003706887823747");
        assert_eq!(parse_revision(&revision(file, 3)), Some((file, 3)));
        for wrong in
            ["1756003706887823744.1756003706887823744", "1756003706887823745.1756003706887823747", "x", "1.2"]
        {
            assert_eq!(parse_revision(wrong), None, "{wrong}");
        }
        assert_eq!(upload(UploadId::from_number(5)).len(), 32);
        assert_eq!((share(5).len(), parse_share(&share(5)), short_url(5).len()), (19, Some(5), 19));
        assert_eq!((parse_share("5"), parse_visit(&visit(5, 9))), (None, Some([5, 9])));
        let id = TaskId::from_number(7);
        assert_eq!((task(id).len(), parse_task(&task(id))), (19, Some(id)));
        assert_eq!(parse_task("7"), None);
        assert_eq!(parse_package(&package(id)), Some(id));
    }

    #[test]
    fn a_token_names_its_session_and_no_session_is_a_token() {
        let token = access(5, 9);
        assert_eq!((token.len(), session(5).len(), session_of(&token)), (48, 48, Some(5)));
        assert_ne!(token, access(5, 10));
        for other in [session(5), package(TaskId::from_number(5)), token.to_uppercase(), String::new()] {
            assert_eq!(session_of(&other), None, "{other}");
        }
    }
}
