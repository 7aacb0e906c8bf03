//! Drives: whose they are, how much they hold, and who reaches them.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Actor, AppId, DriveId, Error, NodeId, Principal, Timestamp, UserId, World};

/// A tree of files and folders with an owner and a quota.
#[derive(Clone, Debug)]
pub struct Drive {
    /// Its id.
    pub id: DriveId,
    /// What people call it.
    pub name: Arc<str>,
    /// Whose it is.
    pub owner: Owner,
    /// How Graph tells of it.
    pub flavor: Flavor,
    /// The folder that holds everything.
    pub root: NodeId,
    /// How many bytes it may hold.
    pub total: u64,
    /// Bytes of what lies in its recycle bin, which count against the quota.
    pub deleted: u64,
    /// The number of the newest entry in its change log.
    pub(super) newest: u64,
    /// Which item changed where in the log.
    pub(super) changes: OrdMap<u64, NodeId>,
    /// The place from which on the log can be followed.
    pub(super) oldest: u64,
    /// Where items were taken from, by their places in the log; none for the recycle bin and other drives.
    pub(super) moves: OrdMap<(NodeId, u64), Option<NodeId>>,
    /// The newest entry of the log at some times.
    pub(super) dates: OrdMap<Timestamp, u64>,
}

/// The two kinds of drives that Microsoft Graph tells apart; the other services know one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Flavor {
    /// `OneDrive` for Business or `SharePoint`.
    Business,
    /// `OneDrive` for consumers.
    Consumer,
}

/// Whose a drive is, and so who reaches it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Owner {
    /// One person.
    Personal(UserId),
    /// Applications, each on its own behalf.
    App(Arc<[AppId]>),
    /// The members of a group; the first one made it.
    Team(Arc<[UserId]>),
}

impl Drive {
    /// The person who owns a personal drive.
    pub fn person(&self) -> Option<UserId> {
        match self.owner {
            Owner::Personal(user) => Some(user),
            Owner::App(_) | Owner::Team(_) => None,
        }
    }

    /// Whoever made the drive; `None` for a drive that belongs to nobody.
    pub fn maker(&self) -> Option<Actor> {
        match &self.owner {
            Owner::Personal(user) => Some(Actor::User(*user)),
            Owner::App(apps) => apps.first().copied().map(Actor::App),
            Owner::Team(members) => members.first().copied().map(Actor::User),
        }
    }

    /// Whether this caller is one of those whom the drive belongs to.
    pub fn admits(&self, caller: &Principal) -> bool {
        match &self.owner {
            Owner::Personal(user) => caller.user == Some(*user),
            Owner::App(apps) => caller.user.is_none() && caller.app.is_some_and(|app| apps.contains(&app)),
            Owner::Team(members) => caller.user.is_some_and(|user| members.contains(&user)),
        }
    }
}

impl World {
    /// All drives, in the order in which they were made.
    pub fn drives(&self) -> impl Iterator<Item = &Drive> {
        self.drives.values().map(Arc::as_ref)
    }

    /// One drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn drive(&self, id: DriveId) -> Result<&Drive, Error> {
        self.drives.get(&id).map(Arc::as_ref).ok_or(Error::NoDrive)
    }

    /// The personal drive of a user.
    pub fn personal_drive(&self, user: UserId) -> Option<&Drive> {
        self.drives().find(|drive| drive.person() == Some(user))
    }

    pub(super) fn edit_drive(&mut self, id: DriveId, change: impl FnOnce(&mut Drive)) -> Result<(), Error> {
        change(Arc::make_mut(self.drives.get_mut(&id).ok_or(Error::NoDrive)?));
        Ok(())
    }

    /// Bytes left in a drive.
    pub(super) fn room(&self, drive: &Drive) -> u64 {
        let used = self.node(drive.root).map_or(0, |root| root.size());
        drive.total.saturating_sub(used).saturating_sub(drive.deleted)
    }

    /// Refuses what the drive has no room for.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::QuotaExceeded`].
    pub fn check_room(&self, drive: DriveId, needed: u64) -> Result<(), Error> {
        let left = self.room(self.drive(drive)?);
        if needed > left { Err(Error::QuotaExceeded { needed, left }) } else { Ok(()) }
    }
}
