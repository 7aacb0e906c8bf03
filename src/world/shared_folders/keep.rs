//! Sharing folders with a family, and letting people in by invitations.

use std::{sync::Arc, time::Duration};

use crate::world::{
    accounts::actor::{Actor, Stamp},
    error::Error,
    groups::group::{GroupKind, Member, MemberRole},
    id::{DriveId, GroupId, NodeId, UserId},
    messages::message::MessageKind,
    shared_folders::folder::{Invitation, SharedFolder},
    sharing::{
        ability::Preset,
        permission::{Permission, Permit, Role},
        role::NamedRole,
    },
    state::World,
    time::Timestamp,
};

/// The most folders that a person shares so.
pub const MOST_SHARED_FOLDERS: usize = 100;
/// The most people of a family, together with those who are invited.
pub const MOST_OF_FAMILY: usize = 10;
/// How long an invitation holds.
const INVITATION_LIFE: Duration = Duration::from_hours(7 * 24);

impl World {
    /// Lets a family share a folder, of which its maker is the owner and the only member at first.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFolder`], [`Error::TooManyItems`].
    pub fn share_folder(&mut self, by: UserId, id: NodeId, now: Timestamp) -> Result<GroupId, Error> {
        let name = Arc::clone(&self.live_folder(id)?.name);
        let own = self.shared_folders_of(by).filter(|shared| self.is_led_by(shared, by)).count();
        if own >= MOST_SHARED_FOLDERS {
            return Err(Error::TooManyItems { limit: MOST_SHARED_FOLDERS as u64 });
        }
        let owner = Member::new(by, MemberRole::Owner);
        let group = self.add_group(&name, GroupKind::Family, [owner].into(), now);
        let stamp = Stamp { at: now, by: Actor::User(by) };
        let given = Permission::new(Role::Write, Permit::Group(group), stamp, None);
        self.share(id, Permission { named: Some(NamedRole::Preset(Preset::Shareable)), ..given })?;
        self.shared_folders.folders.insert(id, Arc::new(SharedFolder { node: id, group, by, created: now }));
        Ok(group)
    }

    /// Ends the sharing of a folder: its family and all invitations are forgotten, the folder stays.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn unshare_folder(&mut self, id: NodeId) -> Result<(), Error> {
        let group = self.shared_folders.forget_node(id).ok_or(Error::NotFound)?;
        let theirs = self.permissions(id).iter().filter(|given| given.grant == Permit::Group(group));
        let theirs: Vec<u64> = theirs.map(|given| given.number).collect();
        theirs.into_iter().try_for_each(|number| self.unshare(id, number))?;
        self.remove_group(group)
    }

    /// Returns the shared folder that an item is.
    pub fn shared_folder(&self, id: NodeId) -> Option<&SharedFolder> {
        self.shared_folders.folders.get(&id).map(Arc::as_ref)
    }

    /// Returns the folder that a family shares.
    pub fn folder_of_family(&self, group: GroupId) -> Option<&SharedFolder> {
        self.shared_folders.folders.values().map(Arc::as_ref).find(|shared| shared.group == group)
    }

    /// Iterates over the shared folders of a person, in the order in which the folders were made.
    pub fn shared_folders_of(&self, user: UserId) -> impl Iterator<Item = &SharedFolder> {
        let all = self.shared_folders.folders.values().map(Arc::as_ref);
        all.filter(move |shared| self.is_member(shared.group, user))
    }

    /// Whether a person shares a folder of this drive.
    pub fn shares_folder_in(&self, drive: DriveId, user: UserId) -> bool {
        !self.shared_folders.folders.is_empty()
            && self
                .shared_folders_of(user)
                .any(|shared| self.node(shared.node).is_ok_and(|node| node.drive == drive))
    }

    fn is_led_by(&self, shared: &SharedFolder, user: UserId) -> bool {
        self.group(shared.group).and_then(|group| group.role(user)) == Some(MemberRole::Owner)
    }

    /// Invites a person to share a folder; what was sent to them before ends. Returns the number.
    ///
    /// # Errors
    /// [`Error::NotFound`]; [`Error::TooManyItems`] if the family would be too large.
    pub fn invite(&mut self, folder: NodeId, from: UserId, to: UserId, now: Timestamp) -> Result<u64, Error> {
        let group = self.shared_folder(folder).ok_or(Error::NotFound)?.group;
        let name = Arc::clone(&self.node(folder)?.name);
        self.shared_folders.retain_invitations(|known| known.folder != folder || known.to != to);
        let open = self.invitations().filter(|known| known.folder == folder && known.is_open(now)).count();
        let members = self.group(group).map_or(0, |group| group.members.len());
        if members + open >= MOST_OF_FAMILY {
            return Err(Error::TooManyItems { limit: MOST_OF_FAMILY as u64 });
        }
        // Those that have ended are kept for a look only, so that they are bounded by the people that there are.
        let number = self.next_serial();
        let expires = now.plus(INVITATION_LIFE);
        let sent = Invitation { number, folder, from, to, sent: now, expires, accepted: None };
        self.shared_folders.invitations.insert(number, Arc::new(sent));
        let text = format!("You are invited to share the folder {name}.");
        self.tell(to, from, MessageKind::Sharing, &text, now);
        Ok(number)
    }

    /// Iterates over all invitations, oldest first.
    pub fn invitations(&self) -> impl Iterator<Item = &Invitation> {
        self.shared_folders.invitations.values().map(Arc::as_ref)
    }

    /// Returns one invitation.
    pub fn invitation(&self, number: u64) -> Option<&Invitation> {
        self.shared_folders.invitations.get(&number).map(Arc::as_ref)
    }

    /// Answers an invitation for the person who was invited.
    ///
    /// # Errors
    /// [`Error::NotFound`], also for one that has ended or was answered.
    pub fn answer_invitation(&mut self, number: u64, accepts: bool, now: Timestamp) -> Result<(), Error> {
        let known = self.shared_folders.invitations.get_mut(&number).filter(|known| known.is_open(now));
        let known = Arc::make_mut(known.ok_or(Error::NotFound)?);
        known.accepted = Some(accepts);
        let (folder, to) = (known.folder, known.to);
        if accepts {
            let group = self.shared_folder(folder).ok_or(Error::NotFound)?.group;
            self.join_group(group, to, MemberRole::Normal)?;
        }
        Ok(())
    }
}
