//! What few items have: a description, dates that a client gave, a role; kept beside the nodes, which stay small.

use std::sync::Arc;

use super::{Actor, DriveId, Error, NodeId, OnConflict, Timestamp, World};

/// What few items have.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Details {
    /// A text for people.
    pub description: Option<Arc<str>>,
    /// When the item was made on the client's machine.
    pub created: Option<Timestamp>,
    /// When the item was changed on the client's machine; a write or a move forgets it.
    pub modified: Option<Timestamp>,
    /// The name by which the drive finds this item, wherever it is moved.
    role: Option<(DriveId, Arc<str>)>,
}

impl Details {
    /// These, with what is said of the item.
    fn with(mut self, metadata: &MetadataPatch) -> Self {
        if let Some(text) = &metadata.description {
            self.description = Some(Arc::clone(text)).filter(|text| !text.is_empty());
        }
        self.created = metadata.created.or(self.created);
        self.modified = metadata.modified.or(self.modified);
        self
    }
}

/// What a client says of an item; what it does not mention stays as it is.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct MetadataPatch {
    /// A text for people; an empty one takes the old one away.
    pub description: Option<Arc<str>>,
    /// When the item was made on the client's machine.
    pub created: Option<Timestamp>,
    /// When the item was changed on the client's machine.
    pub modified: Option<Timestamp>,
}

impl MetadataPatch {
    /// These, and of others what these leave open.
    #[must_use]
    pub fn or(self, others: &Self) -> Self {
        Self {
            description: self.description.or_else(|| others.description.clone()),
            created: self.created.or(others.created),
            modified: self.modified.or(others.modified),
        }
    }
}

/// Several changes of an item that count as one.
#[derive(Clone, Debug)]
pub struct UpdateSpec {
    /// The folder to move it to, in the same drive.
    pub into: Option<NodeId>,
    /// Another name.
    pub name: Option<Arc<str>>,
    /// What happens where the name is taken.
    pub on_conflict: OnConflict,
    /// What is said of it.
    pub metadata: MetadataPatch,
}

impl World {
    /// What this item has and few have.
    pub fn details(&self, id: NodeId) -> Option<&Details> {
        self.details.get(&id).map(Arc::as_ref)
    }

    /// Moves and renames an item and notes what is said of it: one change, or none if nothing is said.
    ///
    /// # Errors
    /// Those of [`Self::relocate`], but [`Error::OtherDrive`] where it would leave its drive.
    pub fn update(
        &mut self,
        by: Actor,
        id: NodeId,
        update: &UpdateSpec,
        now: Timestamp,
    ) -> Result<(), Error> {
        let node = Arc::clone(self.live(id)?);
        let elsewhere = update.into.filter(|into| Some(*into) != node.parent);
        let renamed = update.name.as_deref().filter(|name| *name != &*node.name);
        if elsewhere.is_some() || renamed.is_some() {
            let into = elsewhere.or(node.parent).ok_or(Error::IsRoot(id))?;
            let drive = self.live_folder(into)?.drive;
            if drive != node.drive {
                return Err(Error::OtherDrive(drive));
            }
            self.relocate(by, id, into, renamed, update.on_conflict, now)?;
        } else {
            let known = self.details(id).cloned().unwrap_or_default();
            if known.clone().with(&update.metadata) != known {
                self.touch(id, by, now)?;
            }
        }
        self.patch_metadata(id, &update.metadata)
    }

    /// Notes what is said of an item; this by itself is no change of it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn patch_metadata(&mut self, id: NodeId, metadata: &MetadataPatch) -> Result<(), Error> {
        self.live(id)?;
        self.edit_details(id, |details| *details = std::mem::take(details).with(metadata));
        Ok(())
    }

    /// The live item that plays this role in a drive.
    pub fn in_role(&self, drive: DriveId, role: &str) -> Option<NodeId> {
        let id = *self.roles.get(&(drive, role.into()))?;
        self.live(id).ok().filter(|node| node.drive == drive).map(|node| node.id)
    }

    /// The role that an item plays in its drive.
    pub fn role(&self, id: NodeId) -> Option<&str> {
        let (drive, role) = self.details(id)?.role.as_ref()?;
        self.node(id).is_ok_and(|node| node.drive == *drive).then_some(role)
    }

    /// Lets an item play a role in its drive, in place of whatever played it.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn give_role(&mut self, id: NodeId, role: &str) -> Result<(), Error> {
        let key = (self.live(id)?.drive, Arc::<str>::from(role));
        if let Some(before) = self.roles.insert(key.clone(), id).filter(|before| *before != id) {
            self.edit_details(before, |details| details.role = None);
        }
        let before = self.details(id).and_then(|details| details.role.clone());
        if let Some(other) = before.filter(|other| *other != key) {
            self.roles.remove(&other);
        }
        self.edit_details(id, |details| details.role = Some(key));
        Ok(())
    }

    /// Forgets when a client changed an item, because it was changed here since.
    pub(super) fn forget_client_time(&mut self, id: NodeId) {
        if self.details(id).is_some_and(|details| details.modified.is_some()) {
            self.edit_details(id, |details| details.modified = None);
        }
    }

    /// Forgets everything about an item that is gone for good.
    pub(super) fn forget_details(&mut self, id: NodeId) {
        if let Some(role) = self.details.remove(&id).and_then(|details| details.role.clone()) {
            self.roles.remove(&role);
        }
    }

    fn edit_details(&mut self, id: NodeId, change: impl FnOnce(&mut Details)) {
        let mut details = self.details(id).cloned().unwrap_or_default();
        change(&mut details);
        if details == Details::default() {
            self.details.remove(&id);
        } else {
            self.details.insert(id, Arc::new(details));
        }
    }
}
