//! What is left of a role or an ability where only three roles are known, and where a whole folder is taken along.

use crate::world::{
    accounts::actor::Principal,
    sharing::{
        ability::{Abilities, Ability, Preset},
        permission::Role,
    },
    state::World,
    time::Timestamp,
    tree::node::Node,
};

impl World {
    /// Returns the closest of three roles to what a person may do with an item: by what the drive gives them, or by
    /// permissions that name them.
    ///
    /// Whom the drive admits counts as an owner of all that they may at least change and share.
    pub fn role_held(&self, caller: &Principal, node: &Node, now: Timestamp) -> Option<Role> {
        let abilities = self.abilities_of(caller, node, now);
        if !abilities.has(Ability::Preview) {
            return None;
        }
        let closest = Role::closest(abilities);
        if self.drive(node.drive).is_ok_and(|drive| self.admits(drive, caller)) {
            let owns = abilities.covers(Preset::Shareable.abilities());
            return Some(if owns { Role::Owner } else { closest });
        }
        self.role_of(caller.user?, node, now).map(|named| named.min(closest))
    }

    /// Returns what a caller may do with an item and with everything below it.
    pub fn abilities_throughout(&self, caller: &Principal, node: &Node, now: Timestamp) -> Abilities {
        let own = self.abilities_by_address(caller, node, now);
        let owned = self.drive(node.drive).ok().and_then(|drive| self.owned(drive, caller));
        if !node.is_folder() || owned == Some(Abilities::ALL) {
            return own;
        }
        let set = self.access_settings.keys().copied();
        let places = self.all_permissions().map(|(id, _)| id).chain(set);
        let below = places.filter(|id| *id != node.id && self.is_within(*id, node.id));
        let live = below.filter_map(|id| self.live(id).ok());
        live.fold(own, |all, node| all.and(self.abilities_by_address(caller, node, now)))
    }
}
