//! People and applications, from the world to the wire.

use super::item::Render;
use crate::{
    graph::{
        ids,
        wire::{Identity, IdentitySet},
    },
    world::{Actor, Grantee, GroupId, Owner, Stamp},
};

impl Render<'_> {
    /// Returns who did something.
    pub fn by(&self, stamp: Stamp) -> IdentitySet {
        self.identity(stamp.by)
    }

    /// Returns a person or an application.
    pub fn identity(&self, actor: Actor) -> IdentitySet {
        match actor {
            Actor::User(id) => {
                let user = self.world.user(id).map(|user| Identity {
                    email: Some(user.email.to_string()),
                    id: ids::user(id),
                    display_name: user.display_name.to_string(),
                });
                IdentitySet { user, ..IdentitySet::default() }
            }
            Actor::App(id) => {
                let application = self.world.app(id).map(|app| Identity {
                    email: None,
                    id: app.key.to_string(),
                    display_name: app.key.to_string(),
                });
                IdentitySet { application, ..IdentitySet::default() }
            }
        }
    }

    /// Returns a group to which a permission is given.
    pub fn group(&self, id: GroupId) -> IdentitySet {
        let display_name = self.world.group(id).map_or_else(String::new, |group| group.name.to_string());
        let drive = self.world.drives().find(|drive| drive.owner == Owner::Team(id));
        let id = drive.map_or_else(String::new, ids::group);
        IdentitySet { group: Some(Identity { email: None, id, display_name }), ..IdentitySet::default() }
    }

    /// Returns everybody with an account, to whom a permission is given.
    pub fn everybody(&self) -> IdentitySet {
        let (id, display_name) = (self.world.tenant().to_owned(), "Everyone".to_owned());
        IdentitySet { group: Some(Identity { email: None, id, display_name }), ..IdentitySet::default() }
    }

    /// Returns a person to whom a permission is given, whether or not the directory has them.
    pub fn grantee(&self, person: &Grantee) -> IdentitySet {
        if let Some(user) = person.user {
            return self.identity(Actor::User(user));
        }
        let email = Some(person.email.to_string());
        let guest = Identity { email, id: String::new(), display_name: person.email.to_string() };
        IdentitySet { user: Some(guest), ..IdentitySet::default() }
    }
}
