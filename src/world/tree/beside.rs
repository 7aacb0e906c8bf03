//! What is kept beside the nodes: what becomes of it when an item is copied or gone.

use std::sync::Arc;

use crate::world::{
    id::{NodeId, UserId},
    state::World,
    tree::node::Node,
};

impl World {
    /// Gives a copy of an item what goes with it: its sheets, what it stands for, and with its versions their notes.
    pub(in crate::world) fn copy_beside(&mut self, from: &Self, source: &Node, copy: NodeId, versions: bool) {
        self.copy_book(from, source.id, copy);
        if let Some(target) = from.shortcuts.get(&source.id) {
            self.shortcuts.insert(copy, *target);
        }
        if versions {
            let notes = from.notes.range((source.id, 0)..=(source.id, u32::MAX));
            for ((_, number), note) in notes {
                self.notes.insert((copy, *number), Arc::clone(note));
            }
        }
    }

    /// Forgets what is kept beside a node that is gone for good.
    pub(in crate::world) fn forget_node(&mut self, id: NodeId) {
        self.metadata.remove(&id);
        self.forget_role(id);
        self.permissions.forget(id);
        self.shares.forget_node(id);
        self.bundles.forget_node(id);
        if let Some(family) = self.shared_folders.forget_node(id) {
            self.groups.remove(&family);
        }
        self.access_settings.remove(&id);
        self.forget_followers(id);
        self.forget_stars(id);
        self.checkouts.remove(&id);
        self.books.remove(&id);
        self.forget_webhooks(id);
        self.shortcuts.remove(&id);
        self.forget_notes(id);
        self.labels.forget_node(id);
    }

    fn forget_stars(&mut self, id: NodeId) {
        while let Some((key, _)) = self.starred.get_next(&(id, UserId(0))).filter(|((of, _), _)| *of == id) {
            let key = *key;
            self.starred.remove(&key);
        }
    }

    fn forget_notes(&mut self, id: NodeId) {
        while let Some((key, _)) = self.notes.get_next(&(id, 0)).filter(|((of, _), _)| *of == id) {
            let key = *key;
            self.notes.remove(&key);
        }
    }
}
