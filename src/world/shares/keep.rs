//! Keeping shares, and the links that stand for them on their items.

use std::sync::Arc;

use crate::world::{
    accounts::actor::{Actor, Principal, Stamp},
    error::Error,
    id::{DriveId, GroupId, NodeId, UserId},
    shares::share::{Audience, Share, ShareCounts, ShareTerms, SharedItem},
    sharing::{
        ability::Ability,
        permission::{Grantee, LinkKind, Permission, Permit, Role},
        role::NamedRole,
    },
    state::World,
    time::Timestamp,
    tree::node::Node,
};

/// The most shares of a world, and the most guests that one remembers.
const MOST: usize = 10_000;
const MOST_GUESTS: usize = 1000;

impl World {
    /// Shares items of a drive. Returns the number of the share.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::TooManyItems`].
    pub fn create_share(
        &mut self,
        owner: UserId,
        drive: DriveId,
        items: &[NodeId],
        terms: ShareTerms,
        now: Timestamp,
    ) -> Result<u64, Error> {
        if self.shares.all.len() >= MOST {
            return Err(Error::TooManyItems { limit: MOST as u64 });
        }
        let number = self.next_serial();
        let mut share = Share {
            number,
            owner,
            drive,
            items: Vec::with_capacity(items.len()),
            terms,
            created: now,
            updated: now,
            guests: [].into(),
            left: [].into(),
            counts: ShareCounts::default(),
        };
        let link = self.link_of_share(&share);
        for node in items {
            let link = World::share(self, *node, link.clone())?;
            share.items.push(SharedItem { node: *node, link });
            self.shares.of_item.insert((*node, number));
        }
        self.shares.all.insert(number, Arc::new(share));
        Ok(number)
    }

    /// Returns the share of this number.
    pub fn share_numbered(&self, number: u64) -> Option<&Arc<Share>> {
        self.shares.all.get(&number)
    }

    /// Iterates over all shares, oldest first.
    pub fn shares(&self) -> impl DoubleEndedIterator<Item = &Arc<Share>> {
        self.shares.all.values()
    }

    /// Iterates over the items of a share that others can reach: not in the bin, the link that stands for the share is
    /// still there, and so is the right of its owner to share.
    pub fn shared_items<'w>(
        &'w self,
        share: &'w Share,
        now: Timestamp,
    ) -> impl Iterator<Item = &'w Arc<Node>> {
        let owner = Principal { user: Some(share.owner), app: None };
        let may_share = move |node: &&Arc<Node>| self.abilities_of(&owner, node, now).has(Ability::Share);
        let linked =
            |item: &&SharedItem| self.permissions(item.node).iter().any(|given| given.number == item.link);
        let live = share.items.iter().filter(linked).filter_map(|item| self.live(item.node).ok());
        live.filter(may_share)
    }

    /// Whether a share is for this person.
    pub fn is_share_for(&self, share: &Share, user: UserId) -> bool {
        share.owner == user
            || match &share.terms.audience {
                Audience::Anyone | Audience::Company => true,
                Audience::Named { people, groups } => {
                    let is_named =
                        people.contains(&user) || groups.iter().any(|group| self.is_member(*group, user));
                    is_named && !share.left.contains(&user)
                }
            }
    }

    /// Iterates over the shares that a person got, oldest first: those that name them, and those that they have come to.
    pub fn shares_received(&self, user: UserId) -> impl DoubleEndedIterator<Item = &Arc<Share>> {
        self.shares().filter(move |share| {
            let is_named = matches!(share.terms.audience, Audience::Named { .. });
            let got = share.guests.contains_key(&user) || is_named;
            got && share.owner != user && !share.left.contains(&user) && self.is_share_for(share, user)
        })
    }

    /// Ends all shares of a person.
    ///
    /// # Errors
    /// Those of [`Self::end_share`].
    pub(in crate::world) fn end_shares_of(&mut self, owner: UserId) -> Result<(), Error> {
        let theirs: Vec<u64> =
            self.shares().filter(|share| share.owner == owner).map(|share| share.number).collect();
        theirs.into_iter().try_for_each(|number| self.end_share(number))
    }

    /// Changes the terms of a share.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn change_share(
        &mut self,
        number: u64,
        change: impl FnOnce(&mut ShareTerms),
        now: Timestamp,
    ) -> Result<(), Error> {
        let share = self.edit_share(number)?;
        change(&mut share.terms);
        share.updated = now;
        self.renew_links(number)
    }

    /// Counts a use of a share.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn count_share(&mut self, number: u64, count: impl FnOnce(&mut ShareCounts)) -> Result<(), Error> {
        count(&mut self.edit_share(number)?.counts);
        Ok(())
    }

    /// Notes that a person has come to a share, and let in with its code if it has one.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn enter_share(&mut self, number: u64, user: UserId, now: Timestamp) -> Result<(), Error> {
        let share = self.share_numbered(number).ok_or(Error::NotFound)?;
        let known = share.guests.contains_key(&user) && !share.left.contains(&user);
        if known || share.owner == user || share.guests.len() >= MOST_GUESTS {
            return Ok(());
        }
        let share = self.edit_share(number)?;
        share.left.remove(&user);
        share.guests.entry(user).or_insert(now);
        self.renew_links(number)
    }

    /// Takes a person out of a share that they got.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn leave_share(&mut self, number: u64, user: UserId) -> Result<(), Error> {
        if !self.shares_received(user).any(|share| share.number == number) {
            return Err(Error::NotFound);
        }
        let share = self.edit_share(number)?;
        share.guests.remove(&user);
        share.left.insert(user);
        self.renew_links(number)
    }

    /// Ends a share, and takes the links away that stand for it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn end_share(&mut self, number: u64) -> Result<(), Error> {
        let share = self.shares.all.remove(&number).ok_or(Error::NotFound)?;
        for item in &share.items {
            self.shares.of_item.remove(&(item.node, number));
            if self.permissions.remove(item.node, item.link) {
                self.log(item.node)?;
            }
        }
        Ok(())
    }

    fn edit_share(&mut self, number: u64) -> Result<&mut Share, Error> {
        self.shares.all.get_mut(&number).map(Arc::make_mut).ok_or(Error::NotFound)
    }

    /// Brings the links of a share in line with it; one that was taken away elsewhere stays away.
    fn renew_links(&mut self, number: u64) -> Result<(), Error> {
        let share = Arc::clone(self.share_numbered(number).ok_or(Error::NotFound)?);
        let link = self.link_of_share(&share);
        for item in &share.items {
            let same = |known: &Permission| *known == Permission { number: known.number, ..link.clone() };
            let known = self.permissions(item.node).iter().find(|known| known.number == item.link);
            if known.is_some_and(|known| !same(known)) {
                self.permissions.put(item.node, Permission { number: item.link, ..link.clone() });
                self.log(item.node)?;
            }
        }
        Ok(())
    }

    /// Returns the link that stands for a share on each of its items.
    ///
    /// A code keeps it closed, but for the guests, who knew it.
    fn link_of_share(&self, share: &Share) -> Permission {
        let terms = &share.terms;
        let (named, groups): (&[UserId], &[GroupId]) = match &terms.audience {
            Audience::Named { people, groups } if terms.code.is_none() => (people, groups),
            _ => (&[], &[]),
        };
        let guests = share.guests.keys().filter(|user| !named.contains(user));
        let people = named.iter().chain(guests).filter(|user| !share.left.contains(user));
        let grantee =
            |user: &UserId| Some(Grantee { user: Some(*user), email: self.user(*user)?.email.clone() });
        let kind = if terms.edit { LinkKind::Edit } else { LinkKind::View };
        let grant = Permit::Link {
            kind,
            scope: terms.audience.scope(),
            people: people.filter_map(grantee).collect(),
        };
        let preset = terms.preset();
        let given = Stamp { at: share.created, by: Actor::User(share.owner) };
        Permission {
            expires: Some(terms.expires),
            named: Some(NamedRole::Preset(preset)),
            password: terms.code.clone(),
            groups: groups.into(),
            ..Permission::new(Role::closest(preset.abilities()), grant, given, None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        Actor, Audience, Error, MOST, MOST_GUESTS, NodeId, Share, ShareTerms, Timestamp, UserId, World,
    };
    use crate::world::{content::Content, drives::drive::Owner, name::OnConflict};

    /// A world with a file of alice's.
    fn seed() -> (World, UserId, NodeId) {
        let (mut world, now) = (World::new(), Timestamp::default());
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let file = world.create_file(by, root, "a", Content::default(), OnConflict::Fail, now).expect("free");
        (world, alice, file)
    }

    fn share(world: &mut World, owner: UserId, file: NodeId) -> Result<u64, Error> {
        let terms = ShareTerms {
            audience: Audience::Company,
            preview: true,
            edit: false,
            download: true,
            code: None,
            comment: "".into(),
            expires: Timestamp::from_seconds(9),
        };
        let drive = world.node(file)?.drive;
        world.create_share(owner, drive, &[file], terms, Timestamp::default())
    }

    #[test]
    fn there_is_an_end_to_shares_and_to_the_guests_of_one() {
        let (mut world, alice, file) = seed();
        let number = share(&mut world, alice, file).expect("room");
        for guest in 0..=MOST_GUESTS {
            let guest = world.add_user(&guest.to_string(), "Guest", &format!("{guest}@example.com"));
            world.enter_share(number, guest, Timestamp::default()).expect("there");
        }
        let guests = |share: &Share| share.guests.len();
        assert_eq!(world.share_numbered(number).map(|share| guests(share)), Some(MOST_GUESTS));
        let link = world.permissions(file)[0].people().len();
        assert_eq!(link, MOST_GUESTS);
        world.end_share(number).expect("there");
        assert_eq!((world.permissions(file), world.shares.of_item.len()), (&[][..], 0));
        let full = (0..=MOST).find_map(|_| share(&mut world, alice, file).err());
        assert_eq!(full, Some(Error::TooManyItems { limit: MOST as u64 }));
        world.delete(file).expect("there");
        assert_eq!(world.shares().count(), 0);
    }
}
