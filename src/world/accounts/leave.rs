//! People who leave, and what becomes of what they have.

use std::sync::Arc;

use imbl::OrdMap;

use crate::world::{
    accounts::actor::Actor,
    drives::drive::Owner,
    error::Error,
    id::{DriveId, NodeId, UserId},
    messages::message::MessageKind,
    name::{OnConflict, Style},
    sharing::permission::{Grantee, Permit},
    state::World,
    time::Timestamp,
};

impl World {
    /// Removes a person with their drives, tokens and messages, and from all groups; `heir` owns those that would have
    /// no owner.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_user(&mut self, id: UserId, heir: UserId) -> Result<(), Error> {
        self.user(id).and(self.user(heir)).ok_or(Error::NotFound)?;
        self.end_shares_of(id)?;
        for drive in self.drives_of(id) {
            self.remove_drive(drive)?;
        }
        let groups = self.groups().filter(|group| group.role(id).is_some());
        let groups: Vec<_> = groups.map(|group| group.id).collect();
        for group in groups {
            self.leave_group(group, id, heir)?;
        }
        self.tokens.retain(|token| token.bearer.user != Some(id));
        let apps: Vec<_> = self.apps().map(|app| app.id).collect();
        self.grants.forget_of(id, &apps);
        self.followers = self.followers.iter().filter(|(_, user)| *user != id).copied().collect();
        keep(&mut self.starred, |(_, user), _| *user != id);
        keep(&mut self.checkouts, |_, holder| *holder != Actor::User(id));
        keep(&mut self.messages, |(to, _), _| *to != id);
        self.shared_folders.retain_invitations(|known| known.from != id && known.to != id);
        self.withdraw_from(id);
        if let Some(user) = self.users.remove(&id) {
            for handle in user.handles() {
                self.handles.remove(&(handle, id));
            }
        }
        Ok(())
    }

    /// Takes away what was given to a person.
    fn withdraw_from(&mut self, id: UserId) {
        let is_theirs = |person: &Grantee| person.user == Some(id);
        let names = |grant: &Permit| match grant {
            Permit::Person { person, .. } => is_theirs(person),
            Permit::Link { people, .. } => people.iter().any(is_theirs),
            Permit::Group(_) | Permit::Company => false,
        };
        let given = self.permissions.iter().filter(|(_, given)| names(&given.grant));
        let given: Vec<_> = given.map(|(item, given)| (item, given.clone())).collect();
        for (item, mut given) in given {
            if let Permit::Link { people, .. } = &mut given.grant {
                people.retain(|person| !is_theirs(person));
                self.permissions.put(item, given);
            } else {
                self.permissions.remove(item, given.number);
            }
        }
    }

    /// Moves all that lies in a person's drives into a new folder of another person's, and removes the first one, whose
    /// groups the other one inherits. Returns the folder.
    ///
    /// What lies in the recycle bins goes with the drives.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::NoDrive`], [`Error::TooDeep`], [`Error::QuotaExceeded`].
    pub fn hand_over_all(
        &mut self,
        by: Actor,
        from: UserId,
        to: UserId,
        now: Timestamp,
    ) -> Result<NodeId, Error> {
        let name = Arc::clone(&self.user(from).ok_or(Error::NotFound)?.display_name);
        let root = self.personal_drive(to).ok_or(Error::NoDrive)?.root;
        let on_conflict = OnConflict::Rename(Style::Stamped);
        let folder = self.create_folder(by, root, &name, on_conflict, now)?;
        for drive in self.drives_of(from) {
            let root = self.drive(drive)?.root;
            let items: Vec<_> = self.children(root).map(|node| node.id).collect();
            for item in items {
                self.relocate(by, item, folder, None, on_conflict, now)?;
            }
        }
        let text = format!("The files of {name} were handed over to you.");
        self.tell(to, from, MessageKind::System, &text, now);
        self.remove_user(from, to)?;
        Ok(folder)
    }

    fn drives_of(&self, id: UserId) -> Vec<DriveId> {
        self.drives().filter(|drive| drive.owner == Owner::Personal(id)).map(|drive| drive.id).collect()
    }
}

/// Keeps the entries of a map that pass.
fn keep<K: Ord + Clone, V: Clone>(map: &mut OrdMap<K, V>, passes: impl Fn(&K, &V) -> bool) {
    let gone = map.iter().filter(|(key, value)| !passes(key, value)).map(|(key, _)| key.clone());
    for key in gone.collect::<Vec<_>>() {
        map.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::{Actor, Error, OnConflict, Owner, Timestamp, World};
    use crate::world::{content::Content, groups::group::MemberRole};

    const NOW: Timestamp = Timestamp::from_seconds(1);

    #[test]
    fn what_a_person_has_is_handed_over_and_nothing_else_is_left() {
        let mut world = World::new();
        let [alice, bob, carol] = ["alice", "bob", "carol"].map(|name| world.add_user(name, name, name));
        let [to, from] = [alice, bob].map(|user| {
            let drive = world.add_drive("d", Owner::Personal(user), 100, NOW);
            world.drive(drive).expect("made").root
        });
        let by = Actor::User(bob);
        let file = world.create_file(by, from, "f", Content::new("text".into()), OnConflict::Fail, NOW);
        let file = file.expect("free");
        let binned = world.create_folder(by, from, "b", OnConflict::Fail, NOW).expect("free");
        world.trash(by, binned, NOW).expect("live");
        world.star(bob, file, NOW).expect("live");
        let team = world.add_team("team", &[bob, carol], NOW);
        let folder = world.hand_over_all(Actor::User(alice), bob, alice, NOW).expect("room");
        assert_eq!(world.path(world.node(file).expect("moved")), "/bob/f");
        assert_eq!(world.node(folder).expect("made").parent, Some(to));
        assert_eq!(world.node(binned).err(), Some(Error::NotFound));
        assert_eq!((world.user(bob), world.drives().count()), (None, 1));
        let roles = [alice, bob, carol].map(|user| world.group(team).expect("kept").role(user));
        assert_eq!(roles, [Some(MemberRole::Owner), None, Some(MemberRole::Normal)]);
        assert_eq!(world.followers.len(), 0);
        assert_eq!(world.remove_user(bob, alice), Err(Error::NotFound));
        assert!(world.add_user("dave", "dave", "dave") > carol, "a new id");
        let refused = world.hand_over_all(by, alice, carol, NOW);
        assert_eq!(refused, Err(Error::NoDrive));
    }
}
