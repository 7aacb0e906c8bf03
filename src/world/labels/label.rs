//! A label, and all labels with the items that have them.

use std::sync::Arc;

use imbl::OrdMap;
use serde::{Deserialize, Serialize};

use crate::world::{
    accounts::actor::Actor,
    id::{DriveId, NodeId},
    time::Timestamp,
};

/// A label, which its owner puts on items.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Label {
    /// Its number, unlike that of every other label.
    pub number: u64,
    /// Its name.
    pub name: Arc<str>,
    /// Whose label it is.
    pub owner: LabelOwner,
    /// Who thought of it.
    pub kind: LabelKind,
    /// A property in the words of the service, such as a colour.
    pub attr: Arc<str>,
    /// Where it stands among the others, as the client says.
    pub rank: i64,
    /// When it was made.
    pub created: Timestamp,
}

/// Whose label it is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Deserialize, Serialize)]
pub enum LabelOwner {
    /// A person or an application.
    Actor(Actor),
    /// The group that a drive belongs to.
    Drive(DriveId),
}

/// Who thought of a label.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum LabelKind {
    /// Its owner.
    Custom,
    /// The service.
    System,
}

/// All labels, and the items that have them.
#[derive(Clone, Default, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Labels {
    /// Those of each owner, by their numbers.
    pub of_owner: OrdMap<(LabelOwner, u64), Arc<Label>>,
    /// The owner of each.
    pub owners: OrdMap<u64, LabelOwner>,
    /// The items that have a label, in the order in which they got it, and when.
    pub items: OrdMap<(u64, u64), (NodeId, Timestamp)>,
    /// The place of each item among those of a label.
    pub places: OrdMap<(NodeId, u64), u64>,
    /// The number of the last label, and the last place.
    pub last: (u64, u64),
}

impl Labels {
    /// Takes a label off an item. Returns whether the item had it.
    pub fn remove(&mut self, number: u64, id: NodeId) -> bool {
        let place = self.places.remove(&(id, number));
        place.is_some_and(|place| self.items.remove(&(number, place)).is_some())
    }

    /// Takes all labels off an item that is gone.
    pub fn forget_node(&mut self, id: NodeId) {
        while let Some(((of, number), _)) = self.places.get_next(&(id, 0)).filter(|((of, _), _)| *of == id) {
            let (of, number) = (*of, *number);
            self.remove(number, of);
        }
    }

    /// Forgets the labels of an owner who is gone, and takes them off all items.
    pub fn forget_owner(&mut self, owner: LabelOwner) {
        let all = self.of_owner.range((owner, 0)..=(owner, u64::MAX));
        for number in all.map(|((_, number), _)| *number).collect::<Vec<_>>() {
            let items = self.items.range((number, 0)..=(number, u64::MAX));
            for id in items.map(|(_, (id, _))| *id).collect::<Vec<_>>() {
                self.remove(number, id);
            }
            self.of_owner.remove(&(owner, number));
            self.owners.remove(&number);
        }
    }
}
