//! When people began to follow items, for services that list the latest ones first.

use crate::world::{
    error::Error,
    id::{NodeId, UserId},
    state::World,
    time::Timestamp,
};

impl World {
    /// Lets a person follow an item, and notes when; nothing changes if they follow it already.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn star(&mut self, user: UserId, id: NodeId, now: Timestamp) -> Result<(), Error> {
        let known = self.followers.contains(&(id, user));
        self.follow(user, id)?;
        if !known {
            self.starred.insert((id, user), now);
        }
        Ok(())
    }

    /// Ends a person's following of an item. Returns whether they followed it.
    pub fn unstar(&mut self, user: UserId, id: NodeId) -> bool {
        self.starred.remove(&(id, user));
        self.unfollow(user, id)
    }

    /// Returns when a person began to follow an item; the epoch if nobody noted it.
    pub fn starred_at(&self, user: UserId, id: NodeId) -> Timestamp {
        self.starred.get(&(id, user)).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::{Timestamp, World};
    use crate::world::{accounts::actor::Actor, drives::drive::Owner, name::OnConflict};

    #[test]
    fn a_star_is_a_follower_with_a_time() {
        let now = Timestamp::from_seconds(1000);
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("Alice's", Owner::Personal(alice), 100, now);
        let root = world.drive(drive).expect("made").root;
        let by = Actor::User(alice);
        let folder = world.create_folder(by, root, "a", OnConflict::Fail, now).expect("free");
        world.star(alice, folder, now).expect("live");
        world.star(alice, folder, Timestamp::from_seconds(2000)).expect("live");
        assert_eq!(world.starred_at(alice, folder), now, "the first time counts");
        assert_eq!(world.followed(alice).collect::<Vec<_>>(), [folder]);
        assert!(world.unstar(alice, folder) && !world.unstar(alice, folder));
        world.follow(alice, folder).expect("live");
        assert_eq!(world.starred_at(alice, folder), Timestamp::default(), "nobody noted it");
        world.unfollow(alice, folder);
        world.star(alice, folder, now).expect("live");
        world.delete(folder).expect("live");
        assert!(world.starred.is_empty());
    }
}
