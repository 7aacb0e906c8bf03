//! Making roles of the whole tenant, changing and removing them.

use std::sync::Arc;

use crate::world::{
    error::Error,
    groups::group::Member,
    sharing::{ability::Abilities, permission::Role, role::NamedRole, template::Template},
    state::World,
};

/// The most templates of a tenant.
pub const MOST_TEMPLATES: usize = 1000;

impl World {
    /// Iterates over all templates, oldest first.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.templates.values().map(Arc::as_ref)
    }

    /// Returns one template.
    pub fn template(&self, number: u64) -> Option<&Template> {
        self.templates.get(&number).map(Arc::as_ref)
    }

    /// Makes a template, which gets a number. Returns it.
    ///
    /// # Errors
    /// [`Error::TooManyItems`].
    pub fn add_template(&mut self, template: Template) -> Result<u64, Error> {
        if self.templates.len() >= MOST_TEMPLATES {
            return Err(Error::TooManyItems { limit: MOST_TEMPLATES as u64 });
        }
        let number = self.next_serial();
        self.templates.insert(number, Arc::new(Template { number, ..template }));
        Ok(number)
    }

    /// Changes a template; what was given by it changes with it.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn edit_template(&mut self, number: u64, change: impl FnOnce(&mut Template)) -> Result<(), Error> {
        let template = Arc::make_mut(self.templates.get_mut(&number).ok_or(Error::NotFound)?);
        let before = template.abilities;
        change(template);
        if template.abilities == before {
            return Ok(());
        }
        let (role, named) = (Role::closest(template.abilities), Some(NamedRole::Template(number)));
        let by_it = self.all_permissions().filter(|(_, given)| given.named == named);
        let by_it: Vec<_> = by_it.map(|(id, given)| (id, given.number)).collect();
        by_it
            .into_iter()
            .try_for_each(|(id, given)| self.edit_permission(id, given, |given| given.role = role))
    }

    /// Removes a template, by which nothing may have been given.
    ///
    /// # Errors
    /// [`Error::NotFound`].
    pub fn remove_template(&mut self, number: u64) -> Result<(), Error> {
        self.templates.remove(&number).map(drop).ok_or(Error::NotFound)
    }

    /// Returns what a member may do in the drives of their group.
    ///
    /// No member is granted a role that only one drive has.
    pub fn abilities_granted(&self, member: &Member) -> Abilities {
        match member.named() {
            NamedRole::Preset(preset) => preset.abilities(),
            NamedRole::Template(number) => {
                self.template(number).map_or(Abilities::NONE, |made| made.abilities)
            }
            NamedRole::Single(abilities) => abilities,
            NamedRole::Custom(_) => Abilities::NONE,
        }
    }

    /// Whether anybody was given something by a role, or will be when they join a group.
    pub fn is_given(&self, named: NamedRole) -> bool {
        let in_group = self.groups().any(|group| {
            group.initial == Some(named) || group.members.iter().any(|member| member.granted == Some(named))
        });
        in_group || self.all_permissions().any(|(_, given)| given.named == Some(named))
    }
}

#[cfg(test)]
mod tests {
    use super::{Abilities, Error, MOST_TEMPLATES, NamedRole, Role, Template, World};
    use crate::world::{
        accounts::actor::{Actor, Principal, Stamp},
        drives::drive::Owner,
        groups::group::MemberRole,
        sharing::{
            ability::Preset,
            permission::{Grantee, Permission, Permit},
        },
        time::Timestamp,
    };

    const NOW: Timestamp = Timestamp::from_seconds(1);

    fn template(abilities: Abilities) -> Template {
        let (name, description, company) = ("t".into(), "".into(), "".into());
        Template {
            number: 0,
            name,
            description,
            company,
            abilities,
            is_enabled: true,
            created: NOW,
            changed: NOW,
        }
    }

    #[test]
    fn a_template_holds_for_who_was_given_it_on_a_team_or_an_item_and_for_who_joins() {
        let mut world = World::new();
        let [anna, ben, cleo] = ["anna", "ben", "cleo"].map(|name| world.add_user(name, name, name));
        let team = world.add_team("team", &[anna, ben], NOW);
        let drive = world.add_drive("team", Owner::Team(team), 100, NOW);
        let root = world.drive(drive).expect("made").root;
        let number = world.add_template(template(Preset::ViewOnly.abilities())).expect("room");
        let named = NamedRole::Template(number);
        let of = |world: &World, user| {
            let caller = Principal { user: Some(user), app: None };
            world.abilities_of(&caller, world.node(root).expect("a root"), NOW)
        };
        assert_eq!(world.grant_role(team, cleo, Some(named)), Err(Error::NotFound), "no member");
        assert!(!world.is_given(named));
        world.edit_group(team, |group| group.initial = Some(named)).expect("a group");
        assert!(world.is_given(named));
        world.join_group(team, cleo, MemberRole::Normal).expect("a group");
        assert_eq!(of(&world, cleo), Preset::ViewOnly.abilities());
        assert_eq!(of(&world, ben), Preset::Shareable.abilities(), "who was there keeps what they had");
        world.edit_group(team, |group| group.initial = None).expect("a group");
        assert!(world.is_given(named));

        let person = Grantee { user: Some(ben), email: "ben".into() };
        let grant = Permit::Person { person, must_sign_in: true };
        let given = Permission::new(Role::Read, grant, Stamp { at: NOW, by: Actor::User(anna) }, None);
        let given = world.share(root, Permission { named: Some(named), ..given }).expect("live");
        assert_eq!(of(&world, ben), Preset::ViewOnly.abilities());
        world.edit_template(number, |made| made.abilities = Preset::Editable.abilities()).expect("made");
        assert_eq!([ben, cleo].map(|user| of(&world, user)), [Preset::Editable.abilities(); 2]);
        assert_eq!(world.permissions(root)[0].role, Role::Write);

        world.unshare(root, given).expect("given");
        world.join_group(team, cleo, MemberRole::Admin).expect("a member");
        assert!(!world.is_given(named), "who looks after the team needs no grant");
        assert_eq!(
            (world.remove_template(number), world.remove_template(number)),
            (Ok(()), Err(Error::NotFound))
        );
    }

    #[test]
    fn single_abilities_hold_without_a_template_and_a_tenant_has_so_many_templates() {
        let mut world = World::new();
        let [anna, ben] = ["anna", "ben"].map(|name| world.add_user(name, name, name));
        let team = world.add_team("team", &[anna, ben], NOW);
        let drive = world.add_drive("team", Owner::Team(team), 100, NOW);
        let own = |world: &World| {
            let caller = Principal { user: Some(ben), app: None };
            world.owned(world.drive(drive).expect("made"), &caller)
        };
        world.grant_role(team, ben, Some(NamedRole::Single(Abilities::NONE))).expect("a member");
        assert_eq!(own(&world), Some(Abilities::NONE), "a member, who may do nothing");
        world.grant_role(team, ben, None).expect("a member");
        assert_eq!(own(&world), Some(Preset::Shareable.abilities()));
        for _ in 0..MOST_TEMPLATES {
            world.add_template(template(Abilities::NONE)).expect("room");
        }
        let limit = MOST_TEMPLATES as u64;
        assert_eq!(world.add_template(template(Abilities::NONE)), Err(Error::TooManyItems { limit }));
    }
}
