//! Making labels, and putting them on items.

use std::sync::Arc;

use crate::world::{
    error::Error,
    id::NodeId,
    labels::label::{Label, LabelOwner},
    state::World,
    time::Timestamp,
};

/// The most labels of one owner.
const MOST_LABELS: usize = 1000;

impl World {
    /// Makes a label. Returns it with its number; two may have the same name.
    ///
    /// # Errors
    /// [`Error::TooManyItems`].
    pub fn create_label(&mut self, label: Label) -> Result<Arc<Label>, Error> {
        if self.labels(label.owner).count() >= MOST_LABELS {
            return Err(Error::TooManyItems { limit: MOST_LABELS as u64 });
        }
        let labels = &mut self.labels;
        labels.last.0 += 1;
        let label = Arc::new(Label { number: labels.last.0, ..label });
        labels.of_owner.insert((label.owner, label.number), Arc::clone(&label));
        labels.owners.insert(label.number, label.owner);
        Ok(label)
    }

    /// Returns the label of this number.
    pub fn label(&self, number: u64) -> Option<&Arc<Label>> {
        let owner = *self.labels.owners.get(&number)?;
        self.labels.of_owner.get(&(owner, number))
    }

    /// Iterates over the labels of an owner, oldest first.
    pub fn labels(&self, owner: LabelOwner) -> impl DoubleEndedIterator<Item = &Arc<Label>> {
        self.labels.of_owner.range((owner, 0)..=(owner, u64::MAX)).map(|(_, label)| label)
    }

    /// Iterates over the items that have a label, in the order in which they got it, with the time; one in the
    /// recycle bin may be among them.
    pub fn labelled(&self, number: u64) -> impl DoubleEndedIterator<Item = (NodeId, Timestamp)> {
        self.labels.items.range((number, 0)..=(number, u64::MAX)).map(|(_, item)| *item)
    }

    /// Puts a label on an item. Returns whether the item had it not; this by itself is no change of the item.
    ///
    /// # Errors
    /// [`Error::NotFound`] also for an unknown label, [`Error::InBin`].
    pub fn add_label(&mut self, number: u64, id: NodeId, now: Timestamp) -> Result<bool, Error> {
        self.label(number).ok_or(Error::NotFound)?;
        self.live(id)?;
        let labels = &mut self.labels;
        if labels.places.contains_key(&(id, number)) {
            return Ok(false);
        }
        labels.last.1 += 1;
        labels.places.insert((id, number), labels.last.1);
        labels.items.insert((number, labels.last.1), (id, now));
        Ok(true)
    }

    /// Takes a label off an item. Returns whether the item had it.
    pub fn remove_label(&mut self, number: u64, id: NodeId) -> bool {
        self.labels.remove(number, id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Label, LabelOwner, MOST_LABELS, NodeId, Timestamp, World};
    use crate::world::{
        accounts::actor::Actor,
        drives::drive::Owner,
        labels::label::{LabelKind, Labels},
        name::OnConflict,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1);

    fn label(owner: LabelOwner, name: &str) -> Label {
        let (name, attr) = (name.into(), "".into());
        Label { number: 0, name, owner, kind: LabelKind::Custom, attr, rank: 0, created: NOW }
    }

    #[test]
    fn a_label_has_items_in_order_and_they_go_with_item_and_owner() {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let [home, team] = ["one", "two"].map(|name| world.add_drive(name, Owner::Personal(alice), 100, NOW));
        let (by, root) = (Actor::User(alice), world.drive(home).expect("made").root);
        let [a, b] =
            ["a", "b"].map(|name| world.create_folder(by, root, name, OnConflict::Fail, NOW).expect("free"));
        let make = |world: &mut World, owner| world.create_label(label(owner, "l")).expect("few").number;
        let own = make(&mut world, LabelOwner::Actor(by));
        let shared = make(&mut world, LabelOwner::Drive(team));
        let second = make(&mut world, LabelOwner::Actor(by));
        let labels: Vec<u64> = world.labels(LabelOwner::Actor(by)).map(|label| label.number).collect();
        assert_eq!(labels, [own, second]);
        assert_eq!(world.label(shared).map(|label| label.owner), Some(LabelOwner::Drive(team)));
        let items = |world: &World, number| world.labelled(number).collect::<Vec<(NodeId, Timestamp)>>();
        let later = Timestamp::from_seconds(2);
        assert_eq!(world.add_label(own, b, NOW), Ok(true));
        assert_eq!(world.add_label(own, a, later), Ok(true));
        assert_eq!(world.add_label(own, b, later), Ok(false), "it has it");
        assert_eq!(world.add_label(shared, a, NOW), Ok(true));
        assert_eq!(world.add_label(99, a, NOW), Err(Error::NotFound));
        assert_eq!(items(&world, own), [(b, NOW), (a, later)]);
        assert!(world.remove_label(own, b) && !world.remove_label(own, b));
        world.trash(by, b, NOW).expect("live");
        assert_eq!(world.add_label(own, b, NOW), Err(Error::InBin(b)));
        world.remove_drive(team).expect("there");
        assert!(world.label(shared).is_none() && items(&world, shared).is_empty());
        world.delete(a).expect("live");
        assert_eq!(items(&world, own), []);
        assert_eq!((world.labels.places.len(), world.labels.owners.len()), (0, 2));
        assert_ne!(world.labels, Labels::default());
    }

    #[test]
    fn an_owner_has_so_many_labels() {
        let mut world = World::new();
        let [alice, bob] = ["alice", "bob"].map(|name| {
            LabelOwner::Actor(Actor::User(world.add_user(name, name, &format!("{name}@example.com"))))
        });
        for _ in 0..MOST_LABELS {
            world.create_label(label(alice, "l")).expect("few");
        }
        let limit = MOST_LABELS as u64;
        assert_eq!(world.create_label(label(alice, "l")), Err(Error::TooManyItems { limit }));
        assert!(world.create_label(label(bob, "l")).is_ok());
    }
}
