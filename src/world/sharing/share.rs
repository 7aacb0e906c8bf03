//! Sharing: who besides a drive's owner reaches an item and what lies below it.

use crate::world::{
    error::Error,
    id::{NodeId, UserId},
    sharing::{
        ability::Ability,
        permission::{Permission, Permit, Role},
    },
    state::World,
    time::Timestamp,
    tree::node::Node,
};

impl World {
    /// Returns the permissions that were given on this very item.
    pub fn permissions(&self, id: NodeId) -> &[Permission] {
        self.permissions.of(id)
    }

    /// Iterates over the permissions that hold for an item, each with the item that it was given on: its own, then those of
    /// the folders above it.
    pub fn permissions_on<'w>(
        &'w self,
        node: &'w Node,
        now: Timestamp,
    ) -> impl Iterator<Item = (&'w Node, &'w Permission)> {
        let each = |node: &'w Node| self.permissions(node.id).iter().map(move |given| (node, given));
        self.ancestry(node).flat_map(each).filter(move |(_, given)| given.is_valid(now))
    }

    /// Iterates over all permissions, each with the item that it was given on; one in the recycle bin may be among them.
    pub fn all_permissions(&self) -> impl Iterator<Item = (NodeId, &Permission)> {
        self.permissions.iter()
    }

    /// Returns the permission of this number, and the item that it was given on; that may be in the recycle bin.
    pub fn permission(&self, number: u64) -> Option<(NodeId, &Permission)> {
        let id = self.permissions.item_of(number)?;
        self.permissions(id).iter().find(|given| given.number == number).map(|given| (id, given))
    }

    /// Returns the role that a person has on an item by permissions that name them; none if the closest place where any
    /// does keeps them out.
    pub fn role_of(&self, user: UserId, node: &Node, now: Timestamp) -> Option<Role> {
        let mut named =
            self.permissions_on(node, now).filter(|(_, given)| self.names(given, user)).peekable();
        let closest = named.peek().map(|(at, _)| at.id);
        let mut role = None;
        for (at, given) in named {
            if Some(at.id) == closest && given.keeps_out() {
                return None;
            }
            if self.abilities(node.drive, given).has(Ability::Preview) {
                role = role.max(Some(given.role));
            }
        }
        role.or_else(|| self.reads_as_member(user, node).then_some(Role::Read))
    }

    /// Gives a permission on an item. Returns its number.
    ///
    /// A person who was invited before gets the new permission under the old number.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn share(&mut self, id: NodeId, permission: Permission) -> Result<u64, Error> {
        self.live(id)?;
        let same = |known: &&Permission| known.grant.is_for_same(&permission.grant);
        let known = self.permissions(id).iter().find(same).map(|known| known.number);
        let number = known.unwrap_or_else(|| self.next_serial());
        self.permissions.put(id, Permission { number, ..permission });
        self.log(id)?;
        Ok(number)
    }

    /// Removes the permissions of the same people that were given on what lies below an item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn clear_below(&mut self, id: NodeId, people: &Permit) -> Result<(), Error> {
        let theirs = self.all_permissions().filter(|(_, given)| given.grant.is_for_same(people));
        let below = theirs.filter(|(at, _)| *at != id && self.is_within(*at, id));
        let gone: Vec<(NodeId, u64)> = below.map(|(at, given)| (at, given.number)).collect();
        gone.into_iter().try_for_each(|(at, number)| self.unshare(at, number))
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
        if !self.permissions.edit(id, number, change) {
            return Err(Error::NotFound);
        }
        self.log(id)
    }

    /// Removes a permission that was given on this very item.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn unshare(&mut self, id: NodeId, number: u64) -> Result<(), Error> {
        if !self.permissions.remove(id, number) {
            return Err(Error::NotFound);
        }
        self.log(id)
    }
}

#[cfg(test)]
mod tests {
    use super::{Error, Permission, Permit, Role, Timestamp, World};
    use crate::world::{
        accounts::actor::{Actor, Stamp},
        content::Content,
        drives::drive::Owner,
        name::OnConflict,
        sharing::{permission::Grantee, permissions::Permissions},
        tree::copy::CopySpec,
    };

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
        let permission = |role, expires| {
            let person = Grantee { user: Some(bob), email: "bob@example.com".into() };
            let grant = Permit::Person { person, must_sign_in: true };
            Permission { expires, ..Permission::new(role, grant, Stamp { at: now, by }, None) }
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
        assert_eq!(world.permissions, Permissions::default());
    }
}
