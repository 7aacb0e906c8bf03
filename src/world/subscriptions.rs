//! Subscriptions: who is told when something below a folder changes.
//!
//! The world knows only what changed for whom; [`World::take_notices`] says it once. How a notice looks and how it
//! gets there is left out.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Cursor, DriveId, Error, NodeId, Principal, Timestamp, World};

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
    /// Where notices go.
    pub url: Arc<str>,
    /// Where notices about the subscription itself go.
    pub lifecycle_url: Option<Arc<str>>,
    /// A secret that stands in every notice.
    pub client_state: Option<Arc<str>>,
    /// The version of TLS that the receiver asked for; kept and told.
    pub tls_version: Option<Arc<str>>,
    /// When it ends.
    pub expires: Timestamp,
}

/// A subscription, and up to where its changes were told.
#[derive(Clone, Debug)]
struct Follower {
    subscription: Arc<Subscription>,
    drive: DriveId,
    cursor: Cursor,
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
        let cursor = self.feed_from_now(drive)?;
        self.subscriptions.last += 1;
        let number = self.subscriptions.last;
        let subscription = Arc::new(Subscription { number, ..wanted });
        let follower = Follower { subscription: Arc::clone(&subscription), drive, cursor };
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

    /// Whom to tell of the changes since the last time; subscriptions that have ended are forgotten.
    pub fn take_notices(&mut self, now: Timestamp) -> Vec<Arc<Subscription>> {
        // A world without subscriptions, as most are, pays nothing.
        let followers: Vec<Arc<Follower>> = self.subscriptions.followers.values().cloned().collect();
        let mut notices = Vec::new();
        for follower in followers {
            let number = follower.subscription.number;
            if !follower.subscription.is_valid(now) {
                self.unsubscribe(number);
            } else if let Some(next) = self.news_for(&follower) {
                if next.is_change {
                    notices.push(Arc::clone(&follower.subscription));
                }
                let News { drive, cursor, .. } = next;
                self.subscriptions
                    .followers
                    .insert(number, Arc::new(Follower { drive, cursor, ..Follower::clone(&follower) }));
            }
        }
        notices
    }

    /// How far the log has gone on for a follower; none if it has not, or the folder is not there.
    fn news_for(&self, follower: &Follower) -> Option<News> {
        let folder = follower.subscription.folder;
        let drive = self.live_folder(folder).ok()?.drive;
        let cursor = self.feed_from_now(drive).ok()?;
        let moved = drive != follower.drive;
        if !moved && cursor == follower.cursor {
            return None;
        }
        // A log that cannot be followed any further has changed for all that is known.
        let told = self.follow_changes(folder, follower.cursor, 1, false).ok()?;
        let is_change = moved || told.is_none_or(|page| !page.rows.is_empty());
        Some(News { drive, cursor, is_change })
    }
}

/// Where a follower stands after a look at the log.
struct News {
    drive: DriveId,
    cursor: Cursor,
    is_change: bool,
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Subscription;
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
            by: Principal::default(),
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

    fn told(world: &mut World, now: Timestamp) -> Vec<u64> {
        world.take_notices(now).iter().map(|subscription| subscription.number).collect()
    }

    #[test]
    fn those_who_follow_a_folder_are_told_once_of_what_changed_below() {
        let (mut world, root, a, b) = world();
        let (all, of_a) = (subscribe(&mut world, root), subscribe(&mut world, a));
        assert_eq!(told(&mut world, NOW), [0; 0], "nothing has changed since");
        make(&mut world, b, "below b");
        assert_eq!(told(&mut world, NOW), [all]);
        let below = make(&mut world, a, "below a");
        assert_eq!(told(&mut world, NOW), [all, of_a]);
        assert_eq!(told(&mut world, NOW), [0; 0], "once");
        let by = Actor::User(world.users().next().expect("added").id);
        world.trash(by, below, NOW).expect("there");
        assert_eq!(told(&mut world, NOW), [all, of_a], "what left the folder is a change of it");
        world.expire_changes();
        assert_eq!(told(&mut world, NOW), [all, of_a], "a log that cannot be followed");
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
        assert_eq!(told(&mut world, END), [second]);
        assert!(!world.unsubscribe(first), "it was forgotten");
        assert!(world.unsubscribe(second));
        assert!(world.change_subscription(second, |_| ()).is_none());
    }
}
