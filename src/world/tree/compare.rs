//! What differs between two moments of a world; what they share is not looked at.

use std::collections::BTreeSet;

use imbl::{OrdMap, ordmap::DiffItem};

use crate::world::{id::NodeId, state::World, tree::store::ChangedNode};

impl World {
    /// Returns the items of which anything has changed since another moment, wherever they are, by their ids. A folder
    /// has when anything below it has.
    pub fn changed_nodes<'w>(&'w self, before: &'w Self) -> Vec<ChangedNode<'w>> {
        self.nodes.differences(&before.nodes)
    }

    /// Returns the items of which something has changed that is kept beside them: what clients said of them, permissions,
    /// check-outs.
    pub fn changed_beside(&self, before: &Self) -> BTreeSet<NodeId> {
        let mut changed = BTreeSet::new();
        add_changed(&mut changed, &before.metadata, &self.metadata);
        add_changed(&mut changed, &before.checkouts, &self.checkouts);
        add_changed(&mut changed, before.permissions.all(), self.permissions.all());
        changed
    }
}

fn add_changed<V: PartialEq>(
    changed: &mut BTreeSet<NodeId>,
    before: &OrdMap<NodeId, V>,
    now: &OrdMap<NodeId, V>,
) {
    changed.extend(before.diff(now).map(|change| match change {
        DiffItem::Add(id, _) | DiffItem::Remove(id, _) | DiffItem::Update { new: (id, _), .. } => *id,
    }));
}

#[cfg(test)]
mod tests {
    use crate::world::{Actor, Content, OnConflict, Owner, Timestamp, World, properties::operations::seed};

    #[test]
    fn only_what_differs_is_returned() {
        let mut world = World::new();
        let now = Timestamp::default();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("Alice's", Owner::Personal(alice), 1 << 40, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let mut folders = Vec::new();
        for folder in 0..30 {
            let folder =
                world.create_folder(by, root, &format!("{folder}"), OnConflict::Fail, now).expect("made");
            for file in 0..100 {
                let content = Content::default();
                world
                    .create_file(by, folder, &format!("{file}"), content, OnConflict::Fail, now)
                    .expect("made");
            }
            folders.push(folder);
        }
        let before = world.clone();
        assert!(world.changed_nodes(&before).is_empty() && world.changed_beside(&before).is_empty());
        let file = world.child(folders[7], "42").expect("made");
        world.write(by, file, Content::new(bytes::Bytes::from_static(b"new")), now).expect("written");
        let gone = world.child(folders[9], "1").expect("made");
        world.delete(gone).expect("deleted");
        let new = world.create_folder(by, folders[3], "new", OnConflict::Fail, now).expect("made");
        let ids = |(old, new): &(Option<&_>, Option<&_>)| {
            let id = |node: Option<&std::sync::Arc<crate::world::Node>>| node.map(|node| node.id);
            (id(*old), id(*new))
        };
        let both = |id| (Some(id), Some(id));
        let mut expected = vec![both(root), both(folders[3]), both(folders[7]), both(folders[9]), both(file)];
        expected.extend([(Some(gone), None), (None, Some(new))]);
        expected.sort_by_key(|(old, new)| old.or(*new));
        assert_eq!(world.changed_nodes(&before).iter().map(ids).collect::<Vec<_>>(), expected);
        let back: Vec<_> = expected.iter().map(|(old, new)| (*new, *old)).collect();
        assert_eq!(
            before.changed_nodes(&world).iter().map(ids).collect::<Vec<_>>(),
            back,
            "and the other way round"
        );
        assert_eq!(seed().changed_nodes(&World::new()).len(), seed().nodes_from(root).count());
    }
}
