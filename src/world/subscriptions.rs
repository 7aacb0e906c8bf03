//! Subscriptions: who is told when something below a folder changes.
//!
//! The world knows only what changed for whom; [`World::take_events`] says it once. How a notification
//! looks and how it gets there is left out.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use imbl::OrdMap;

use super::{DriveId, Error, NodeId, Principal, Timestamp, World};

/// Somebody's wish to be told of changes below a folder.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subscription {
    /// Its number, unlike that of every other subscription.
    pub number: u64,
    /// Who wants to be told.
    pub by: Principal,
    /// The folder.
    pub folder: NodeId,
    /// What they call the folder.
    pub resource: Arc<str>,
    /// Where notifications go.
    pub url: Arc<str>,
    /// Where notifications about the subscription itself go.
    pub lifecycle_url: Option<Arc<str>>,
    /// A secret that stands in every notification.
    pub client_state: Option<Arc<str>>,
    /// The version of TLS that the receiver asked for; kept and told.
    pub tls_version: Option<Arc<str>>,
    /// When it ends.
    pub expires: Timestamp,
}

/// A subscription, and up to which place of a drive's log its changes were told.
#[derive(Clone, Debug)]
struct Follower {
    subscription: Arc<Subscription>,
    drive: DriveId,
    told: u64,
}

/// What there is to tell of a subscription.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum SubscriptionEvent {
    /// Something below its folder changed.
    Changed(Arc<Subscription>),
    /// It has ended, as its folder is gone, or not the subscriber's to look at any more.
    Ended(Arc<Subscription>),
}

/// All subscriptions that have not ended, and some that have.
#[derive(Clone, Default, Debug)]
pub(super) struct Subscriptions {
    followers: OrdMap<u64, Arc<Follower>>,
    last: u64,
}

impl Subscription {
    /// Whether it has not ended.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        now < self.expires
    }
}

impl World {
    /// Takes on a subscription, under a number of its own; whatever changes from now on is told.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`].
    pub fn subscribe(&mut self, wanted: Subscription) -> Result<Arc<Subscription>, Error> {
        let drive = self.live_folder(wanted.folder)?.drive;
        let told = self.drive(drive)?.newest;
        self.subscriptions.last += 1;
        let number = self.subscriptions.last;
        let subscription = Arc::new(Subscription { number, ..wanted });
        let follower = Follower { subscription: Arc::clone(&subscription), drive, told };
        self.subscriptions.followers.insert(number, Arc::new(follower));
        Ok(subscription)
    }

    /// The subscriptions that have not ended, in the order in which they were made.
    pub fn subscriptions(&self, now: Timestamp) -> impl Iterator<Item = &Arc<Subscription>> {
        let all = self.subscriptions.followers.values().map(|follower| &follower.subscription);
        all.filter(move |subscription| subscription.is_valid(now))
    }

    /// The subscription of this number, if it has not ended.
    pub fn subscription(&self, number: u64, now: Timestamp) -> Option<&Arc<Subscription>> {
        let follower = self.subscriptions.followers.get(&number)?;
        Some(&follower.subscription).filter(|subscription| subscription.is_valid(now))
    }

    /// Changes a subscription; answers it as it is then, or nothing if there is none of its number.
    pub fn change_subscription(
        &mut self,
        number: u64,
        change: impl FnOnce(&mut Subscription),
    ) -> Option<Arc<Subscription>> {
        let follower = Arc::make_mut(self.subscriptions.followers.get_mut(&number)?);
        change(Arc::make_mut(&mut follower.subscription));
        Some(Arc::clone(&follower.subscription))
    }

    /// Ends a subscription; answers whether there was one.
    pub fn unsubscribe(&mut self, number: u64) -> bool {
        self.subscriptions.followers.remove(&number).is_some()
    }

    /// What there is to tell since the last time; subscriptions that have ended are forgotten.
    ///
    /// A world without subscriptions, as most are, pays nothing; otherwise every change is looked at once, however
    /// many follow.
    pub fn take_events(&mut self, now: Timestamp) -> Vec<SubscriptionEvent> {
        let mut news = Vec::new();
        let mut touched: HashMap<(DriveId, u64), HashSet<NodeId>> = HashMap::new();
        let followers: Vec<Arc<Follower>> = self.subscriptions.followers.values().cloned().collect();
        for follower in followers {
            let Follower { subscription, drive, told } = follower.as_ref();
            let number = subscription.number;
            if !subscription.is_valid(now) {
                self.unsubscribe(number);
                continue;
            }
            let Some(newest) = self.drive(*drive).ok().map(|drive| drive.newest) else { continue };
            if newest != *told {
                let touched = touched.entry((*drive, *told)).or_insert_with(|| self.touched(*drive, *told));
                if touched.contains(&subscription.folder) {
                    news.push(SubscriptionEvent::Changed(Arc::clone(subscription)));
                }
                let told = Follower { told: newest, ..Follower::clone(&follower) };
                self.subscriptions.followers.insert(number, Arc::new(told));
            }
            if !self.may_follow(subscription, *drive, now) {
                self.unsubscribe(number);
                news.push(SubscriptionEvent::Ended(Arc::clone(subscription)));
            }
        }
        news
    }

    /// Every item that changed after a place of the log, and every folder that it is or was in.
    fn touched(&self, drive: DriveId, told: u64) -> HashSet<NodeId> {
        let mut touched = HashSet::new();
        // A log that cannot be followed any further has changed everywhere for all that is known.
        let told = match self.drive(drive) {
            Ok(drive) if told < drive.oldest => 0,
            _ => told,
        };
        let changes = self.changes_after(drive, told).into_iter().flatten();
        for id in changes.map(|change| change.node) {
            let left = self.moves_after(drive, id, told).filter_map(|(_, from)| from);
            for start in left.chain([id]) {
                let mut next = Some(start);
                // Where one way up was gone before, all others go on alike.
                while let Some(id) = next.filter(|id| touched.insert(*id)) {
                    next = self.node(id).ok().and_then(|node| node.parent);
                }
            }
        }
        touched
    }

    /// Whether the folder is still there, and the subscriber may look at it.
    fn may_follow(&self, subscription: &Subscription, drive: DriveId, now: Timestamp) -> bool {
        let Ok(folder) = self.live_folder(subscription.folder) else { return false };
        let by = subscription.by;
        let owns = by.user.is_none() || self.drive(drive).is_ok_and(|drive| drive.admits(&by));
        folder.drive == drive
            && (owns || by.user.is_some_and(|user| self.role_of(user, folder, now).is_some()))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Subscription, SubscriptionEvent};
    use crate::world::{Actor, NodeId, OnConflict, Owner, Principal, Timestamp, World};

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
        let wanted = Subscription {
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
        world.subscribe(wanted).expect("a folder").number
    }

    /// The numbers of those who are told, and whether they are told of an end.
    fn told(world: &mut World, now: Timestamp) -> Vec<(u64, bool)> {
        let told = |news: &SubscriptionEvent| match news {
            SubscriptionEvent::Changed(subscription) => (subscription.number, false),
            SubscriptionEvent::Ended(subscription) => (subscription.number, true),
        };
        world.take_events(now).iter().map(told).collect()
    }

    #[test]
    fn those_who_follow_a_folder_are_told_once_of_what_changed_below() {
        let (mut world, root, a, b) = world();
        let (all, of_a) = (subscribe(&mut world, root), subscribe(&mut world, a));
        assert_eq!(told(&mut world, NOW), [], "nothing has changed since");
        make(&mut world, b, "below b");
        assert_eq!(told(&mut world, NOW), [(all, false)]);
        let below = make(&mut world, a, "below a");
        assert_eq!(told(&mut world, NOW), [(all, false), (of_a, false)]);
        assert_eq!(told(&mut world, NOW), [], "once");
        let by = Actor::User(world.users().next().expect("added").id);
        world.rename(by, below, "renamed", OnConflict::Fail, NOW).expect("free");
        world.relocate(by, below, b, None, OnConflict::Fail, NOW).expect("free");
        assert_eq!(
            told(&mut world, NOW),
            [(all, false), (of_a, false)],
            "what left the folder is a change of it"
        );
        world.trash(by, below, NOW).expect("there");
        assert_eq!(told(&mut world, NOW), [(all, false)]);
        world.expire_changes();
        assert_eq!(told(&mut world, NOW), [(all, false), (of_a, false)], "a log that cannot be followed");
        world.trash(by, a, NOW).expect("there");
        assert_eq!(
            told(&mut world, NOW),
            [(all, false), (of_a, false), (of_a, true)],
            "it ends with its folder"
        );
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
        assert_eq!(told(&mut world, END), [(second, false)]);
        assert!(!world.unsubscribe(first), "it was forgotten");
        assert!(world.unsubscribe(second));
        assert!(world.change_subscription(second, |_| ()).is_none());
    }
}
