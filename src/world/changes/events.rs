//! What happens to subscriptions: changes below their folders, and ends.
//!
//! The world knows only what changed for which subscription; [`World::take_events`] returns it once. How a
//! notification looks and how it is sent is left out.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use crate::world::{
    changes::subscription::{Subscription, SubscriptionEvent, Watch},
    error::Error,
    id::{DriveId, NodeId},
    state::World,
    time::Timestamp,
};

impl World {
    /// Adds a subscription under a number of its own; it covers what changes from now on.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`].
    pub fn subscribe(&mut self, spec: Subscription) -> Result<Arc<Subscription>, Error> {
        let drive = self.live_folder(spec.folder)?.drive;
        let reported = self.drive(drive)?.log.newest();
        self.subscriptions.last += 1;
        let number = self.subscriptions.last;
        let subscription = Arc::new(Subscription { number, ..spec });
        let watch = Watch { subscription: Arc::clone(&subscription), drive, reported };
        self.subscriptions.watches.insert(number, Arc::new(watch));
        Ok(subscription)
    }

    /// Iterates over the subscriptions that have not ended, in the order in which they were made.
    pub fn subscriptions(&self, now: Timestamp) -> impl Iterator<Item = &Arc<Subscription>> {
        let all = self.subscriptions.watches.values().map(|watch| &watch.subscription);
        all.filter(move |subscription| subscription.is_valid(now))
    }

    /// Returns the subscription of this number, if it has not ended.
    pub fn subscription(&self, number: u64, now: Timestamp) -> Option<&Arc<Subscription>> {
        let watch = self.subscriptions.watches.get(&number)?;
        Some(&watch.subscription).filter(|subscription| subscription.is_valid(now))
    }

    /// Changes a subscription. Returns it as it is then; none if no subscription has this number.
    pub fn change_subscription(
        &mut self,
        number: u64,
        change: impl FnOnce(&mut Subscription),
    ) -> Option<Arc<Subscription>> {
        let watch = Arc::make_mut(self.subscriptions.watches.get_mut(&number)?);
        change(Arc::make_mut(&mut watch.subscription));
        Some(Arc::clone(&watch.subscription))
    }

    /// Ends a subscription. Returns whether there was one.
    pub fn unsubscribe(&mut self, number: u64) -> bool {
        self.subscriptions.watches.remove(&number).is_some()
    }

    /// Returns what happened to subscriptions since the last call, and forgets those that have ended.
    ///
    /// A world without subscriptions, as most are, pays nothing; otherwise every change is looked at once, however
    /// many subscriptions there are.
    pub fn take_events(&mut self, now: Timestamp) -> Vec<SubscriptionEvent> {
        let mut events = Vec::new();
        let mut touched: HashMap<(DriveId, u64), HashSet<NodeId>> = HashMap::new();
        let watches: Vec<Arc<Watch>> = self.subscriptions.watches.values().cloned().collect();
        for watch in watches {
            let Watch { subscription, drive, reported } = watch.as_ref();
            let number = subscription.number;
            if !subscription.is_valid(now) {
                self.unsubscribe(number);
                continue;
            }
            let newest = self.drive(*drive).ok().map(|drive| drive.log.newest());
            if let Some(newest) = newest.filter(|newest| newest != reported) {
                let since = (*drive, *reported);
                let touched = touched.entry(since).or_insert_with(|| self.touched(*drive, *reported));
                if touched.contains(&subscription.folder) {
                    events.push(SubscriptionEvent::Changed(Arc::clone(subscription)));
                }
                let watch = Watch { reported: newest, ..Watch::clone(&watch) };
                self.subscriptions.watches.insert(number, Arc::new(watch));
            }
            if !self.may_watch(subscription, *drive, now) {
                self.unsubscribe(number);
                events.push(SubscriptionEvent::Ended(Arc::clone(subscription)));
            }
        }
        events
    }

    /// Returns every item that changed after a place of the log, and every folder that it is or was in.
    fn touched(&self, drive: DriveId, place: u64) -> HashSet<NodeId> {
        let mut touched = HashSet::new();
        let Ok(log) = self.drive(drive).map(|drive| &drive.log) else { return touched };
        // A log that cannot be followed from that place may have changed everywhere.
        let place = if place < log.oldest() { 0 } else { place };
        for id in log.after(place).map(|change| change.node) {
            let left = log.moves_after(id, place).filter_map(|(_, from)| from);
            for start in left.chain([id]) {
                let mut next = Some(start);
                // Where one way up was walked before, all others go on alike.
                while let Some(id) = next.filter(|id| touched.insert(*id)) {
                    next = self.node(id).ok().and_then(|node| node.parent);
                }
            }
        }
        touched
    }

    /// Whether the folder is still there, and the subscriber may read it.
    fn may_watch(&self, subscription: &Subscription, drive: DriveId, now: Timestamp) -> bool {
        let Ok(folder) = self.live_folder(subscription.folder) else { return false };
        let by = subscription.by;
        let owns = by.user.is_none() || self.drive(drive).is_ok_and(|drive| self.admits(drive, &by));
        folder.drive == drive
            && (owns || by.user.is_some_and(|user| self.role_of(user, folder, now).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{NodeId, Subscription, SubscriptionEvent, Timestamp, World};
    use crate::world::{
        accounts::actor::{Actor, Principal},
        drives::drive::Owner,
        name::OnConflict,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1000);
    const END: Timestamp = Timestamp::from_seconds(2000);

    /// A world, its root, and two folders.
    fn world() -> (World, NodeId, NodeId, NodeId) {
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        world.add_drive("Alice's", Owner::Personal(alice), 1000, NOW);
        let root = world.drives().next().expect("added").root;
        let [a, b] = ["a", "b"].map(|name| make(&mut world, root, name));
        (world, root, a, b)
    }

    fn make(world: &mut World, parent: NodeId, name: &str) -> NodeId {
        let by = Actor::User(world.users().next().expect("added").id);
        world.create_folder(by, parent, name, OnConflict::Fail, NOW).expect("free")
    }

    fn subscribe(world: &mut World, folder: NodeId) -> u64 {
        let spec = Subscription {
            number: 0,
            by: Principal { user: world.users().next().map(|user| user.id), app: None },
            folder,
            resource: "me/drive/root".into(),
            url: "http://localhost/".into(),
            lifecycle_url: None,
            client_state: None,
            tls_version: None,
            expires: END,
        };
        world.subscribe(spec).expect("a folder").number
    }

    /// Returns the numbers of the subscriptions with events, and whether the event is an end.
    fn events(world: &mut World, now: Timestamp) -> Vec<(u64, bool)> {
        let event = |event: &SubscriptionEvent| match event {
            SubscriptionEvent::Changed(subscription) => (subscription.number, false),
            SubscriptionEvent::Ended(subscription) => (subscription.number, true),
        };
        world.take_events(now).iter().map(event).collect()
    }

    #[test]
    fn a_change_is_an_event_once_for_each_folder_above_it() {
        let (mut world, root, a, b) = world();
        let (all, of_a) = (subscribe(&mut world, root), subscribe(&mut world, a));
        assert_eq!(events(&mut world, NOW), [], "nothing has changed since");
        make(&mut world, b, "below b");
        assert_eq!(events(&mut world, NOW), [(all, false)]);
        let below = make(&mut world, a, "below a");
        assert_eq!(events(&mut world, NOW), [(all, false), (of_a, false)]);
        assert_eq!(events(&mut world, NOW), [], "once");
        let by = Actor::User(world.users().next().expect("added").id);
        world.rename(by, below, "renamed", OnConflict::Fail, NOW).expect("free");
        world.relocate(by, below, b, None, OnConflict::Fail, NOW).expect("free");
        assert_eq!(
            events(&mut world, NOW),
            [(all, false), (of_a, false)],
            "what left the folder is a change of it"
        );
        world.trash(by, below, NOW).expect("there");
        assert_eq!(events(&mut world, NOW), [(all, false)]);
        world.expire_changes();
        assert_eq!(events(&mut world, NOW), [(all, false), (of_a, false)], "a log that cannot be followed");
        world.trash(by, a, NOW).expect("there");
        assert_eq!(
            events(&mut world, NOW),
            [(all, false), (of_a, false), (of_a, true)],
            "it ends with its folder"
        );
    }

    #[test]
    fn a_subscription_ends_with_its_drive() {
        let (mut world, root, ..) = world();
        let number = subscribe(&mut world, root);
        let drive = world.drives().next().expect("added").id;
        world.remove_drive(drive).expect("there");
        assert_eq!(events(&mut world, NOW), [(number, true)]);
        assert_eq!(events(&mut world, NOW), [], "once");
    }

    #[test]
    fn subscriptions_end() {
        let (mut world, root, ..) = world();
        let [first, second] = [(); 2].map(|()| subscribe(&mut world, root));
        assert!(
            world.change_subscription(second, |it| it.expires = END.plus(Duration::from_secs(1))).is_some()
        );
        assert_eq!(world.subscriptions(END).map(|it| it.number).collect::<Vec<_>>(), [second]);
        assert!(world.subscription(first, NOW).is_some() && world.subscription(first, END).is_none());
        make(&mut world, root, "c");
        assert_eq!(events(&mut world, END), [(second, false)]);
        assert!(!world.unsubscribe(first), "it was forgotten");
        assert!(world.unsubscribe(second));
        assert!(world.change_subscription(second, |_| ()).is_none());
    }
}
