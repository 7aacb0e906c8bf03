//! Who may do what with an item, one ability at a time.
//!
//! A person has the abilities of the closest place, from the item up, where a permission names them or a group of
//! theirs; if there is none, those of a member of the drive's group:
//! what they were granted, else what their role allows. A link adds what it opens. Who owns a drive or
//! looks after its group may do everything.

use crate::world::{
    accounts::actor::Principal,
    drives::drive::{Drive, Owner},
    error::Error,
    id::{DriveId, NodeId, UserId},
    sharing::{
        ability::Abilities,
        permission::{LinkScope, Permission, Permit},
        role::NamedRole,
        settings::AccessSettings,
    },
    state::World,
    time::Timestamp,
    tree::node::Node,
};

impl World {
    /// Whether a permission names this person, by themselves or by a group of theirs.
    pub fn names(&self, permission: &Permission, user: UserId) -> bool {
        match permission.grant {
            Permit::Group(group) => self.is_member(group, user),
            Permit::Company => true,
            Permit::Person { .. } | Permit::Link { .. } => {
                permission.names(user) || permission.groups.iter().any(|group| self.is_member(*group, user))
            }
        }
    }

    /// Returns what a permission allows that was given in a drive.
    pub fn abilities(&self, drive: DriveId, permission: &Permission) -> Abilities {
        match permission.named {
            Some(named) => self.abilities_of_role(drive, named).unwrap_or(Abilities::NONE),
            None => permission.role.abilities(),
        }
    }

    /// Returns what a caller may do with an item.
    pub fn abilities_of(&self, caller: &Principal, node: &Node, now: Timestamp) -> Abilities {
        self.abilities_by(caller, node, now, |link| link.named.is_some())
    }

    /// Returns what a caller may do with an item to which they may have come by any link on it.
    pub fn abilities_by_address(&self, caller: &Principal, node: &Node, now: Timestamp) -> Abilities {
        self.abilities_by(caller, node, now, |_| true)
    }

    /// Returns what a caller may do with an item; `is_wide` says which links open to everybody in their scope.
    fn abilities_by(
        &self,
        caller: &Principal,
        node: &Node,
        now: Timestamp,
        is_wide: impl Fn(&Permission) -> bool,
    ) -> Abilities {
        let Ok(drive) = self.drive_in_use(node.drive) else { return Abilities::NONE };
        let owned = self.owned(drive, caller);
        let Some(user) = caller.user.filter(|_| owned != Some(Abilities::ALL)) else {
            return owned.unwrap_or_default();
        };
        let named = match self.deciding(user, node, now) {
            Some(here) if here.clone().any(Permission::keeps_out) => return Abilities::NONE,
            Some(here) => {
                Some(here.fold(Abilities::NONE, |all, given| all.or(self.abilities(node.drive, given))))
            }
            None => None,
        };
        let links =
            self.permissions_on(node, now).filter(|(_, given)| self.opens(given, user, is_wide(given)));
        let linked = links.fold(Abilities::NONE, |all, (_, given)| all.or(self.abilities(node.drive, given)));
        let abilities = named.or(owned).unwrap_or_default().or(linked);
        self.access_settings_on(node).restrict(abilities, owned.is_none())
    }

    /// Returns the permissions that decide what a person may do with an item: those that name them, by themselves or by a
    /// group of theirs, at the closest place from the item up.
    pub fn deciding<'w>(
        &'w self,
        user: UserId,
        node: &'w Node,
        now: Timestamp,
    ) -> Option<impl Iterator<Item = &'w Permission> + Clone> {
        self.ancestry(node).find_map(|above| {
            let all = self.permissions(above.id).iter();
            let here = all.filter(move |given| {
                let is_link = matches!(given.grant, Permit::Link { .. });
                !is_link && given.is_valid(now) && self.names(given, user)
            });
            here.clone().next().is_some().then_some(here)
        })
    }

    /// Returns what an application by itself may do with an item: everything, unless its drive is disabled.
    pub fn abilities_of_company(&self, node: &Node) -> Abilities {
        if self.drive_in_use(node.drive).is_ok() { Abilities::ALL } else { Abilities::NONE }
    }

    /// Returns what a caller may do in a drive because it is theirs, or their group's; none for guests, and none while it
    /// is disabled.
    pub fn owned(&self, drive: &Drive, caller: &Principal) -> Option<Abilities> {
        if drive.is_disabled { None } else { self.given(drive, caller) }
    }

    /// Returns what a caller may do in a drive that is theirs, or their group's, once it is in use.
    pub fn given(&self, drive: &Drive, caller: &Principal) -> Option<Abilities> {
        match &drive.owner {
            Owner::Team(group) => {
                let member = self.group(*group)?.member(caller.user?)?;
                Some(self.abilities_granted(member))
            }
            Owner::Personal(user) => (caller.user == Some(*user)).then_some(Abilities::ALL),
            Owner::App(apps) => {
                let is_theirs = caller.user.is_none() && caller.app.is_some_and(|app| apps.contains(&app));
                is_theirs.then_some(Abilities::ALL)
            }
        }
    }

    /// Returns the settings that hold for an item.
    pub fn access_settings_on(&self, node: &Node) -> AccessSettings {
        if self.access_settings.is_empty() {
            return AccessSettings::default();
        }
        let set = self.ancestry(node).filter_map(|above| self.access_settings.get(&above.id));
        set.fold(AccessSettings::default(), AccessSettings::or)
    }

    /// Whether grants or settings of an item itself set it apart from its folder.
    pub fn has_own_access(&self, id: NodeId) -> bool {
        !self.permissions(id).is_empty() || self.access_settings.contains_key(&id)
    }

    /// Changes the settings of an item.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`].
    pub fn edit_access_settings(
        &mut self,
        id: NodeId,
        change: impl FnOnce(&mut AccessSettings),
    ) -> Result<(), Error> {
        self.live(id)?;
        change(self.access_settings.entry(id).or_default());
        Ok(())
    }

    /// Returns what a role of a drive allows; none if the drive has no such role.
    pub fn abilities_of_role(&self, drive: DriveId, named: NamedRole) -> Option<Abilities> {
        match named {
            NamedRole::Preset(preset) => Some(preset.abilities()),
            NamedRole::Custom(number) => self.custom_role(drive, number).map(|role| role.abilities),
            NamedRole::Template(number) => self.template(number).map(|template| template.abilities),
            NamedRole::Single(abilities) => Some(abilities),
        }
    }

    /// Whether a link opens its item to somebody with an account.
    ///
    /// One that was given by a named role opens to everybody in its scope; any other to those who have used it, or whom
    /// it names: the services that give such links open them by their addresses.
    fn opens(&self, given: &Permission, user: UserId, is_wide: bool) -> bool {
        let Permit::Link { scope, .. } = &given.grant else { return false };
        self.names(given, user) || (is_wide && *scope != LinkScope::Users && given.password.is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::{Abilities, NamedRole, Owner, Permission, Permit, Principal, World};
    use crate::world::{
        accounts::actor::{Actor, Stamp},
        content::Content,
        groups::group::{GroupKind, Member, MemberRole},
        id::{NodeId, UserId},
        name::OnConflict,
        sharing::{
            ability::{Ability, Level, Preset},
            permission::{Grantee, LinkKind, LinkScope, Role},
            role::CustomRole,
            settings::Restricted,
        },
        time::Timestamp,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1_767_323_045);

    struct Seed {
        world: World,
        people: [UserId; 4],
        folder: NodeId,
        file: NodeId,
    }

    /// A team of an owner, a normal member and a reader, and somebody who is none of them.
    fn seed() -> Seed {
        let mut world = World::new();
        let people =
            ["anna", "ben", "cleo", "dan"].map(|name| world.add_user(name, name, &format!("{name}@x")));
        let roles = [MemberRole::Owner, MemberRole::Normal, MemberRole::ReadOnly];
        let members = people.into_iter().zip(roles).map(|(user, role)| Member::new(user, role));
        let team = world.add_group("team", GroupKind::Team, members.collect(), NOW);
        let drive = world.add_drive("team", Owner::Team(team), 100, NOW);
        let (by, root) = (Actor::User(people[0]), world.drive(drive).expect("made").root);
        let folder = world.create_folder(by, root, "f", OnConflict::Fail, NOW).expect("free");
        let file =
            world.create_file(by, folder, "a", Content::default(), OnConflict::Fail, NOW).expect("free");
        Seed { world, people, folder, file }
    }

    impl Seed {
        fn levels(&self) -> [Option<Level>; 4] {
            self.people.map(|user| self.abilities(user).level())
        }

        fn abilities(&self, user: UserId) -> Abilities {
            let caller = Principal { user: Some(user), app: None };
            self.world.abilities_of(&caller, self.world.node(self.file).expect("made"), NOW)
        }

        fn give(&mut self, on: NodeId, to: usize, named: NamedRole) -> u64 {
            let person = Grantee { user: Some(self.people[to]), email: format!("{to}@x").into() };
            let grant = Permit::Person { person, must_sign_in: true };
            self.share(on, Permission { named: Some(named), ..permission(self, grant) })
        }

        fn share(&mut self, on: NodeId, permission: Permission) -> u64 {
            self.world.share(on, permission).expect("there")
        }
    }

    fn permission(seed: &Seed, grant: Permit) -> Permission {
        Permission::new(Role::Read, grant, Stamp { at: NOW, by: Actor::User(seed.people[0]) }, None)
    }

    #[test]
    fn a_member_may_do_what_their_role_allows_and_a_permission_on_the_way_up_decides_instead() {
        use Level::{Commentable, Editable, Manageable, Viewable};
        let mut seed = seed();
        assert_eq!(seed.levels(), [Some(Manageable), Some(Editable), Some(Viewable), None]);
        seed.give(seed.folder, 1, NamedRole::Preset(Preset::Commentable));
        seed.give(seed.folder, 3, NamedRole::Preset(Preset::Editable));
        seed.give(seed.folder, 0, NamedRole::Preset(Preset::Prohibited));
        assert_eq!(seed.levels(), [Some(Manageable), Some(Commentable), Some(Viewable), Some(Editable)]);
        seed.give(seed.file, 1, NamedRole::Preset(Preset::Prohibited));
        assert_eq!(seed.levels(), [Some(Manageable), None, Some(Viewable), Some(Editable)]);
    }

    #[test]
    fn a_link_adds_what_it_opens_while_it_is_open_and_has_no_password() {
        let mut seed = seed();
        let grant = Permit::Link { kind: LinkKind::Edit, scope: LinkScope::Organization, people: Vec::new() };
        let link =
            Permission { named: Some(NamedRole::Preset(Preset::Editable)), ..permission(&seed, grant) };
        let number = seed.share(seed.folder, link);
        let stranger = seed.people[3];
        assert_eq!(seed.abilities(stranger).level(), Some(Level::Editable));
        for change in [
            (|link: &mut Permission| link.paused = true) as fn(&mut Permission),
            |link| link.password = Some("x".into()),
            |link| link.expires = Some(NOW),
        ] {
            let mut other = Seed { world: seed.world.clone(), ..seed };
            other.world.edit_permission(seed.folder, number, change).expect("there");
            assert!(other.abilities(stranger).is_empty());
        }
    }

    #[test]
    fn a_role_that_people_made_is_changed_everywhere_at_once() {
        let mut seed = seed();
        let drive = seed.world.node(seed.file).expect("made").drive;
        let role =
            seed.world.add_custom_role(drive, "reader", Preset::ViewOnly.abilities()).expect("a drive");
        seed.give(seed.file, 3, NamedRole::Custom(role));
        assert!(!seed.abilities(seed.people[3]).has(Ability::Rename));
        let edit = |role: &mut CustomRole| role.abilities = Preset::Editable.abilities();
        seed.world.edit_custom_role(drive, role, edit).expect("made");
        assert!(seed.abilities(seed.people[3]).has(Ability::Rename));
        let instead = Some(NamedRole::Preset(Preset::Viewable));
        seed.world.remove_custom_role(drive, role, instead).expect("made");
        assert_eq!(seed.abilities(seed.people[3]), Preset::Viewable.abilities());
    }

    #[test]
    fn settings_take_from_those_below_a_level_and_the_closest_folder_decides() {
        let mut seed = seed();
        let (folder, file, member) = (seed.folder, seed.file, seed.people[1]);
        let mut set = |on, level| {
            let change = |settings: &mut super::AccessSettings| settings.set_level(Restricted::Rename, level);
            seed.world.edit_access_settings(on, change).expect("there");
        };
        set(folder, Level::Manageable);
        let renames = |seed: &Seed, user| seed.abilities(user).has(Ability::Rename);
        assert_eq!((renames(&seed, seed.people[0]), renames(&seed, member)), (true, false));
        let change =
            |settings: &mut super::AccessSettings| settings.set_level(Restricted::Rename, Level::Editable);
        seed.world.edit_access_settings(file, change).expect("there");
        assert!(renames(&seed, member));
    }
}
