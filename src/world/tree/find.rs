//! Finding a file by its content.

use std::sync::Arc;

use crate::world::{content::Content, drives::drive::Drive, state::World, tree::node::Node};

impl World {
    /// Returns a live file with a content of this size and SHA-256 digest, in a drive that fits; the one with the
    /// lowest id, unless the digest of another is known already.
    ///
    /// This looks at every file and hashes those of the same size that were not hashed before: call it on a view of
    /// the world, never while the world is locked.
    pub fn find_content(
        &self,
        size: u64,
        sha256: &[u8; 32],
        fits: impl Fn(&Drive) -> bool,
    ) -> Option<&Arc<Node>> {
        let drives: Vec<_> = self.drives().filter(|drive| fits(drive)).map(|drive| drive.id).collect();
        let same_size = |node: &&Arc<Node>| node.content().is_some_and(|content| content.size() == size);
        let all = self.nodes.iter().filter(same_size);
        let live: Vec<_> =
            all.filter(|node| drives.contains(&node.drive) && self.live(node.id).is_ok()).collect();
        let has = |digest: for<'a> fn(&'a Content) -> Option<&'a [u8; 32]>| {
            let mut found = live.iter().copied();
            found.find(|node| node.content().and_then(digest) == Some(sha256))
        };
        has(Content::known_sha256).or_else(|| has(|content| Some(content.sha256())))
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::{Content, World};
    use crate::world::{accounts::actor::Actor, drives::drive::Owner, name::OnConflict, time::Timestamp};

    #[test]
    fn a_file_is_found_by_its_content_where_the_caller_may_look() {
        let now = Timestamp::default();
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let by = Actor::User(alice);
        let [one, two] = ["one", "two"].map(|name| world.add_drive(name, Owner::Personal(alice), 100, now));
        let content = |text: &'static [u8]| Content::new(Bytes::from_static(text));
        let [wanted, digest] = [(); 2].map(|()| content(b"abc"));
        let root = world.drive(two).expect("made").root;
        let mut file = |name: &str, content: &Content| {
            world.create_file(by, root, name, content.clone(), OnConflict::Fail, now).expect("free")
        };
        let (other, first, second) = (file("a", &content(b"abd")), file("b", &wanted), file("c", &wanted));
        let find = |world: &World, drive| {
            world.find_content(3, digest.sha256(), |known| known.id == drive).map(|node| node.id)
        };
        assert_eq!(find(&world, one), None);
        assert_eq!(find(&world, two), Some(first));
        assert!(wanted.known_sha256().is_some(), "it was hashed");
        world.trash(by, first, now).expect("live");
        assert_eq!(find(&world, two), Some(second));
        world.write(by, second, content(b"abcd"), now).expect("room");
        assert_eq!(find(&world, two), None, "an earlier version does not count");
        world.write(by, other, digest.clone(), now).expect("room");
        assert_eq!(find(&world, two), Some(other));
        assert!(world.find_content(4, digest.sha256(), |_| true).is_none());
    }
}
