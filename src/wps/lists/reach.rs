//! What a caller may see, wherever it lies: in drives of their own and of their groups, and what was shared with them.

use std::collections::BTreeSet;

use crate::{
    world::{Abilities, Ability, Drive, GroupKind, Node, NodeId, Owner, Principal, Timestamp, UserId, World},
    wps::auth::Caller,
};

/// A caller at one moment, to look at a world with on any thread.
#[derive(Clone, Copy)]
pub struct Reach {
    principal: Principal,
    now: Timestamp,
}

/// How an item comes to a caller.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// It lies in a drive of theirs.
    Own,
    /// It lies in a drive of a group of theirs.
    Group(GroupKind),
    /// It was shared with them.
    Shared,
    /// It lies in a drive of an application, or an application asks by itself.
    App,
}

impl Reach {
    /// Returns what a caller sees when the request comes.
    pub fn of(caller: &Caller) -> Self {
        Self { principal: caller.principal, now: caller.now() }
    }

    /// Returns how an item comes to the caller.
    pub fn way(&self, world: &World, node: &Node) -> Way {
        let Ok(drive) = world.drive(node.drive) else { return Way::Shared };
        match &drive.owner {
            _ if self.principal.user.is_none() => Way::App,
            _ if !self.has(world, drive) => Way::Shared,
            Owner::Personal(_) => Way::Own,
            Owner::Team(group) => Way::Group(world.group(*group).map_or(GroupKind::Team, |group| group.kind)),
            Owner::App(_) => Way::App,
        }
    }

    /// Whether the caller may do this with an item.
    pub fn may(&self, world: &World, node: &Node, ability: Ability) -> bool {
        self.abilities(world, node).has(ability)
    }

    /// Whether a drive is the caller's or their group's, or an application asks by itself.
    pub fn has(&self, world: &World, drive: &Drive) -> bool {
        match self.principal.user {
            Some(_) => world.owned(drive, &self.principal).is_some(),
            None => !drive.is_disabled,
        }
    }

    /// Iterates over all items below the drives that the caller has, and below what was shared with them. Which of
    /// them the caller may list, [`Self::may`] says.
    pub fn items<'w>(&self, world: &'w World) -> impl Iterator<Item = &'w Node> {
        let own = world.drives().filter(|drive| self.has(world, drive)).map(|drive| drive.root);
        let own: Vec<NodeId> = own.collect();
        let shared = self.principal.user.map(|user| self.shared_with(world, user)).unwrap_or_default();
        let own = own.into_iter().flat_map(|root| world.subtree(root).skip(1));
        own.chain(shared.into_iter().flat_map(|top| world.subtree(top))).map(|node| &**node)
    }

    /// Returns the topmost items that were shared with a person in drives that are not theirs.
    fn shared_with(&self, world: &World, user: UserId) -> Vec<NodeId> {
        let given = world.all_permissions().filter(|(_, given)| given.is_valid(self.now));
        let given = given.filter(|(_, given)| world.names(given, user));
        let is_foreign = |node: &Node| world.drive(node.drive).is_ok_and(|drive| !self.has(world, drive));
        let tops = given.filter_map(|(id, _)| world.live(id).ok()).filter(|node| is_foreign(node));
        let tops: BTreeSet<NodeId> = tops.map(|node| node.id).collect();
        let is_below = |id: NodeId| {
            world
                .node(id)
                .is_ok_and(|node| world.ancestry(node).skip(1).any(|above| tops.contains(&above.id)))
        };
        tops.iter().copied().filter(|id| !is_below(*id)).collect()
    }

    fn abilities(&self, world: &World, node: &Node) -> Abilities {
        match self.principal.user {
            Some(_) => world.abilities_of(&self.principal, node, self.now),
            None => world.abilities_of_company(node),
        }
    }
}
