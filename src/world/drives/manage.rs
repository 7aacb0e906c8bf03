//! Making drives, looking them up, and their quotas.

use std::sync::Arc;

use imbl::OrdSet;

use crate::world::{
    accounts::actor::{Actor, Principal, Stamp},
    changes::log::ChangeLog,
    drives::drive::{Drive, Flavor, Owner},
    error::Error,
    groups::group::MemberRole,
    id::{DriveId, UserId},
    state::World,
    time::Timestamp,
    tree::node::{Node, NodeKind},
};

impl World {
    /// Creates a business drive with an empty root; `total` is its quota in bytes.
    ///
    /// # Panics
    /// If it belongs to no application, or to no group.
    pub fn add_drive(&mut self, name: &str, owner: Owner, total: u64, now: Timestamp) -> DriveId {
        let by = self.maker_for(&owner).expect("a drive belongs to somebody");
        self.add_drive_by(by, name, owner, total, now)
    }

    /// Creates a drive as [`Self::add_drive`] does, by somebody who need not own it.
    pub fn add_drive_by(
        &mut self,
        by: Actor,
        name: &str,
        owner: Owner,
        total: u64,
        now: Timestamp,
    ) -> DriveId {
        self.last_drive += 1;
        let id = DriveId(self.last_drive);
        let root = self.nodes.next_id();
        let log = ChangeLog::new(root);
        let changed = log.newest();
        let drive = Drive {
            id,
            name: name.into(),
            owner,
            flavor: Flavor::Business,
            root,
            total,
            is_disabled: false,
            deleted: 0,
            details: Arc::default(),
            binned: OrdSet::new(),
            log,
        };
        let stamp = Stamp { at: now, by };
        self.nodes.push(Node::new(root, id, None, "".into(), NodeKind::empty_folder(), stamp, changed));
        self.drives.insert(id, Arc::new(drive));
        id
    }

    /// Sets the flavor of a drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn set_flavor(&mut self, drive: DriveId, flavor: Flavor) -> Result<(), Error> {
        self.edit_drive(drive, |drive| drive.flavor = flavor)
    }

    /// Closes a drive to everybody, or puts it into use again; what it holds stays.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn set_disabled(&mut self, drive: DriveId, is_disabled: bool) -> Result<(), Error> {
        self.edit_drive(drive, |drive| drive.is_disabled = is_disabled)
    }

    /// Returns one drive that is in use.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::Disabled`].
    pub fn drive_in_use(&self, id: DriveId) -> Result<&Drive, Error> {
        let drive = self.drive(id)?;
        if drive.is_disabled { Err(Error::Disabled(id)) } else { Ok(drive) }
    }

    /// Iterates over all drives, in the order in which they were created.
    pub fn drives(&self) -> impl Iterator<Item = &Drive> {
        self.drives.values().map(Arc::as_ref)
    }

    /// Returns one drive.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn drive(&self, id: DriveId) -> Result<&Drive, Error> {
        self.drives.get(&id).map(Arc::as_ref).ok_or(Error::NoDrive)
    }

    /// Returns the word for whom a drive belongs to: a person's short name, `apps` or `team`.
    pub fn owner_word<'w>(&'w self, drive: &'w Drive) -> &'w str {
        match &drive.owner {
            Owner::Personal(user) => self.user(*user).map_or("", |user| &user.name),
            Owner::App(_) => "apps",
            Owner::Team(_) => "team",
        }
    }

    /// Returns whether a drive is meant by this name: its own, or the word for whom it belongs to.
    pub fn is_named(&self, drive: &Drive, name: &str) -> bool {
        *drive.name == *name || self.owner_word(drive) == name
    }

    /// Iterates over the drives that are meant by a name.
    pub fn drives_named(&self, name: &str) -> impl Iterator<Item = &Drive> {
        self.drives().filter(move |drive| self.is_named(drive, name))
    }

    /// Returns the person or application that made a drive; none for one that belongs to nobody.
    pub fn maker(&self, drive: &Drive) -> Option<Actor> {
        self.maker_for(&drive.owner)
    }

    fn maker_for(&self, owner: &Owner) -> Option<Actor> {
        match owner {
            Owner::Personal(user) => Some(Actor::User(*user)),
            Owner::App(apps) => apps.first().copied().map(Actor::App),
            Owner::Team(group) => {
                let group = self.group(*group)?;
                Some(group.owner().map_or(group.created.by, Actor::User))
            }
        }
    }

    /// Whether a drive belongs to this caller, or to a group in which they may change it or were granted a role; a disabled
    /// one admits nobody.
    pub fn admits(&self, drive: &Drive, caller: &Principal) -> bool {
        match &drive.owner {
            _ if drive.is_disabled => false,
            Owner::Personal(user) => caller.user == Some(*user),
            Owner::App(apps) => caller.user.is_none() && caller.app.is_some_and(|app| apps.contains(&app)),
            Owner::Team(group) => {
                let member = caller.user.and_then(|user| self.group(*group)?.member(user));
                member.is_some_and(|member| member.role > MemberRole::ReadOnly || member.granted.is_some())
            }
        }
    }

    /// Whether a person may read an item, and no more, as a member of its drive's group.
    pub(in crate::world) fn reads_as_member(&self, user: UserId, node: &Node) -> bool {
        let Ok(drive) = self.drive(node.drive) else { return false };
        let Owner::Team(group) = drive.owner else { return false };
        let member = self.group(group).and_then(|group| group.member(user));
        member.is_some_and(|member| member.role == MemberRole::ReadOnly && member.granted.is_none())
    }

    /// Returns the personal drive of a user.
    pub fn personal_drive(&self, user: UserId) -> Option<&Drive> {
        self.drives().find(|drive| drive.person() == Some(user))
    }

    pub(in crate::world) fn edit_drive(
        &mut self,
        id: DriveId,
        change: impl FnOnce(&mut Drive),
    ) -> Result<(), Error> {
        change(Arc::make_mut(self.drives.get_mut(&id).ok_or(Error::NoDrive)?));
        Ok(())
    }

    /// Returns how many bytes of a drive's quota are taken: by what it holds, and by its bin if that counts.
    pub fn taken(&self, drive: &Drive) -> u64 {
        let used = self.node(drive.root).map_or(0, |root| root.size());
        if drive.counts_bin() { used + drive.deleted } else { used }
    }

    /// Returns how many bytes a drive has room for.
    pub fn room(&self, drive: &Drive) -> u64 {
        drive.total.saturating_sub(self.taken(drive))
    }

    /// Refuses what the drive has no room for.
    ///
    /// # Errors
    /// [`Error::NoDrive`], [`Error::Disabled`], [`Error::QuotaExceeded`].
    pub fn check_room(&self, drive: DriveId, needed: u64) -> Result<(), Error> {
        let drive = self.drive_in_use(drive)?;
        let left = self.room(drive);
        if needed > left { Err(Error::QuotaExceeded { needed, left }) } else { Ok(()) }
    }
}
