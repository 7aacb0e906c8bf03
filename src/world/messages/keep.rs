//! Telling people something, and what becomes of it.

use std::sync::Arc;

use crate::world::{
    id::UserId,
    messages::message::{Message, MessageKind},
    state::World,
    time::Timestamp,
};

/// The most messages that are kept for a person; the oldest go.
const KEPT: usize = 1000;

impl World {
    /// Tells a person something, unless it is what they did themselves.
    pub fn tell(&mut self, to: UserId, from: UserId, kind: MessageKind, text: &str, now: Timestamp) {
        if to == from || self.user(to).is_none() {
            return;
        }
        self.last_message += 1;
        let number = self.last_message;
        let message = Message { number, to, from, kind, text: text.into(), sent: now, is_read: false };
        self.messages.insert((to, number), Arc::new(message));
        let surplus = self.messages_to(to).count().saturating_sub(KEPT);
        let oldest: Vec<_> = self.messages_to(to).take(surplus).map(|message| message.number).collect();
        for number in oldest {
            self.messages.remove(&(to, number));
        }
    }

    /// Iterates over what a person was told, oldest first.
    pub fn messages_to(&self, to: UserId) -> impl DoubleEndedIterator<Item = &Message> {
        self.messages.range((to, 0)..=(to, u64::MAX)).map(|(_, message)| message.as_ref())
    }

    /// Marks a message to a person as read. Returns whether it was not.
    pub fn read_message(&mut self, to: UserId, number: u64) -> bool {
        let Some(message) = self.messages.get_mut(&(to, number)).filter(|message| !message.is_read) else {
            return false;
        };
        Arc::make_mut(message).is_read = true;
        true
    }

    /// Forgets a message to a person. Returns whether there was one.
    pub fn forget_message(&mut self, to: UserId, number: u64) -> bool {
        self.messages.remove(&(to, number)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::{KEPT, MessageKind, Timestamp, World};

    const NOW: Timestamp = Timestamp::from_seconds(1);

    #[test]
    fn a_person_keeps_the_newest_messages_of_others() {
        let mut world = World::new();
        let [alice, bob] = ["alice", "bob"].map(|name| world.add_user(name, name, name));
        let tell = |world: &mut World, text: &str| world.tell(alice, bob, MessageKind::Team, text, NOW);
        tell(&mut world, "first");
        world.tell(alice, alice, MessageKind::Team, "to herself", NOW);
        world.tell(bob, alice, MessageKind::Team, "to bob", NOW);
        let first = world.messages_to(alice).next().expect("told").number;
        assert_eq!((world.read_message(bob, first), world.read_message(alice, first)), (false, true));
        assert!(!world.read_message(alice, first), "it is read already");
        for _ in 0..KEPT {
            tell(&mut world, "more");
        }
        assert_eq!(world.messages_to(alice).count(), KEPT);
        assert!(!world.forget_message(alice, first), "it was the oldest");
        let newest = world.messages_to(alice).next_back().expect("told").number;
        assert!(world.forget_message(alice, newest));
        assert_eq!(world.messages_to(bob).count(), 1);
    }
}
