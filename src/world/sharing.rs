//! Sharing: who besides a drive's owner reaches an item and what lies below it.

use std::sync::Arc;

use super::{AppId, Error, Node, NodeId, Stamp, Timestamp, UserId, World};

/// What somebody may do with an item; each role includes the ones before it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Role {
    /// Look at it.
    Read,
    /// Change it.
    Write,
    /// Everything.
    Owner,
}

/// A permission that was given on an item and holds for all that lies below it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Permission {
    /// Its number, unlike that of every other permission.
    pub number: u64,
    /// What it allows.
    pub role: Role,
    /// To whom.
    pub grant: Permit,
    /// When it ends.
    pub expires: Option<Timestamp>,
    /// Whether a password was set.
    pub has_password: bool,
    /// When and by whom it was given.
    pub given: Stamp,
    /// The application through which it was given.
    pub app: Option<AppId>,
}

/// Whom a permission is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Permit {
    /// One person, who was invited.
    Person {
        /// Who.
        person: Grantee,
        /// Whether they have to sign in.
        must_sign_in: bool,
    },
    /// Whoever has the link and is within its scope.
    Link {
        /// What it is for.
        kind: LinkKind,
        /// Who may use it.
        scope: LinkScope,
        /// Those who were given it by name, or have used it and keep their access.
        people: Vec<Grantee>,
    },
}

/// A person who was named by mail address, with an account or without.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Grantee {
    /// The account.
    pub user: Option<UserId>,
    /// The mail address.
    pub email: Arc<str>,
}

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkKind {
    /// Looking.
    View,
    /// Changing.
    Edit,
    /// Showing inside a page.
    Embed,
}

/// Who may use a link.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum LinkScope {
    /// Only people who are named.
    Users,
    /// Everybody with an account.
    Organization,
    /// Everybody.
    Anonymous,
}

impl LinkKind {
    /// What the link allows.
    pub fn role(self) -> Role {
        match self {
            Self::View | Self::Embed => Role::Read,
            Self::Edit => Role::Write,
        }
    }
}

impl Permission {
    /// Whether it holds at this time.
    pub fn is_valid(&self, now: Timestamp) -> bool {
        self.expires.is_none_or(|end| now < end)
    }

    /// Those whom it names.
    pub fn people(&self) -> &[Grantee] {
        match &self.grant {
            Permit::Person { person, .. } => std::slice::from_ref(person),
            Permit::Link { people, .. } => people,
        }
    }

    /// Whether it names this person.
    pub fn names(&self, user: UserId) -> bool {
        self.people().iter().any(|person| person.user == Some(user))
    }

    /// How far it reaches.
    pub fn scope(&self) -> LinkScope {
        match &self.grant {
            Permit::Person { .. } => LinkScope::Users,
            Permit::Link { scope, .. } => *scope,
        }
    }
}

impl World {
    /// The permissions that were given on this very item.
    pub fn permissions(&self, id: NodeId) -> &[Permission] {
        self.marks(id).map_or(&[], |marks| &marks.permissions)
    }

    /// The permissions that hold for an item, each with the item that it was given on: its own, then those of
    /// the folders above it.
    pub fn permissions_on<'w>(
        &'w self,
        node: &'w Node,
        now: Timestamp,
    ) -> impl Iterator<Item = (&'w Node, &'w Permission)> {
        let each = |node: &'w Node| self.permissions(node.id).iter().map(move |given| (node, given));
        self.ancestry(node).flat_map(each).filter(move |(_, given)| given.is_valid(now))
    }

    /// All permissions, each with the item that it was given on; one in the recycle bin may be among them.
    pub fn all_permissions(&self) -> impl Iterator<Item = (NodeId, &Permission)> {
        self.marks.iter().flat_map(|(id, marks)| marks.permissions.iter().map(|given| (*id, given)))
    }

    /// The permission of this number, and the item that it was given on; that may be in the recycle bin.
    pub fn permission(&self, number: u64) -> Option<(NodeId, &Permission)> {
        let id = *self.shared.get(&number)?;
        self.permissions(id).iter().find(|given| given.number == number).map(|given| (id, given))
    }

    /// What a person was allowed to do with an item by permissions that name them.
    pub fn role_of(&self, user: UserId, node: &Node, now: Timestamp) -> Option<Role> {
        let named = self.permissions_on(node, now).filter(|(_, given)| given.names(user));
        named.map(|(_, given)| given.role).max()
    }

    /// Gives a permission on an item; answers its number.
    ///
    /// A person who was invited before gets the new permission under the old number.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn share(&mut self, id: NodeId, permission: Permission) -> Result<u64, Error> {
        self.live(id)?;
        let same = |known: &&Permission| match (&known.grant, &permission.grant) {
            (Permit::Person { person: known, .. }, Permit::Person { person: new, .. }) => {
                known.email.eq_ignore_ascii_case(&new.email)
            }
            _ => false,
        };
        let known = self.permissions(id).iter().find(same).map(|known| known.number);
        let number = known.unwrap_or_else(|| self.next_serial());
        let permission = Permission { number, ..permission };
        self.shared.insert(number, id);
        self.mark(id, |marks| match marks.permissions.iter_mut().find(|known| known.number == number) {
            Some(known) => *known = permission,
            None => marks.permissions.push(permission),
        });
        self.log(id)?;
        Ok(number)
    }

    /// Changes a permission that was given on this very item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_permission(
        &mut self,
        id: NodeId,
        number: u64,
        change: impl FnOnce(&mut Permission),
    ) -> Result<(), Error> {
        self.mark(id, |marks| marks.permissions.iter_mut().find(|known| known.number == number).map(change))
            .ok_or(Error::NotFound)?;
        self.log(id)
    }

    /// Takes back a permission that was given on this very item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn unshare(&mut self, id: NodeId, number: u64) -> Result<(), Error> {
        let found = self.mark(id, |marks| {
            let before = marks.permissions.len();
            marks.permissions.retain(|known| known.number != number);
            marks.permissions.len() < before
        });
        if !found {
            return Err(Error::NotFound);
        }
        self.shared.remove(&number);
        self.log(id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Grantee, Permission, Permit, Role, Stamp, Timestamp, World};
    use crate::world::{Actor, Content, CopySpec, OnConflict, Owner};

    #[test]
    fn a_permission_reaches_down_ends_in_time_and_stays_behind_when_copied_or_deleted() {
        let now = Timestamp::default();
        let mut world = World::new();
        let alice = world.add_user("alice", "Alice", "alice@example.com");
        let bob = world.add_user("bob", "Bob", "bob@example.com");
        let drive = world.add_drive("one", Owner::Personal(alice), 100, now);
        let (by, root) = (Actor::User(alice), world.drive(drive).expect("made").root);
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, now).expect("free");
        let file = world.create_file(by, folder, "a", Content::default(), OnConflict::Fail, now);
        let file = file.expect("free");
        let permission = |role, expires| Permission {
            number: 0,
            role,
            grant: Permit::Person {
                person: Grantee { user: Some(bob), email: "bob@example.com".into() },
                must_sign_in: true,
            },
            expires,
            has_password: false,
            given: Stamp { at: now, by },
            app: None,
        };
        let role = |world: &World, id, now| world.role_of(bob, world.node(id).expect("there"), now);
        let later = Timestamp::from_seconds(10);
        let first = world.share(folder, permission(Role::Read, Some(later))).expect("live");
        assert_eq!((role(&world, file, now), role(&world, root, now)), (Some(Role::Read), None));
        assert_eq!(role(&world, file, later), None, "it has ended");
        assert_eq!(world.share(folder, permission(Role::Write, None)), Ok(first), "the same invitation");
        assert_eq!(role(&world, file, later), Some(Role::Write));
        let copy = CopySpec {
            source: folder,
            into: root,
            name: Some("g".into()),
            on_conflict: OnConflict::Fail,
            versions: false,
            children_only: false,
        };
        let copied = world.copy(by, &copy, now).expect("room");
        assert_eq!(role(&world, copied, now), None, "a copy inherits its new place");
        assert_eq!(world.unshare(file, first), Err(Error::NotFound), "it was given on the folder");
        assert_eq!(world.permission(first).map(|(id, given)| (id, given.number)), Some((folder, first)));
        world.delete(folder).expect("there");
        assert!(world.marks.is_empty() && world.shared.is_empty());
    }
}
