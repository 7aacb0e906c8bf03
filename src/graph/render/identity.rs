//! People and applications, from the world to the wire.

use super::memory::Render;
use crate::{
    graph::{
        ids,
        wire::{Identity, IdentitySet, SiteUser},
    },
    http::Repeated,
    world::{Actor, DriveId, Flavor, Grantee, GroupId, Node, Owner, Stamp, UserId},
};

impl Render<'_> {
    /// Returns who did something to an item.
    pub fn by(&self, node: &Node, stamp: Stamp) -> Repeated<IdentitySet> {
        self.doer(node.drive, stamp.by)
    }

    /// Returns a person or an application, as items of this drive tell of them: personal drives know people by the
    /// numbers of their own drives.
    pub fn identity(&self, drive: DriveId, actor: Actor) -> IdentitySet {
        match actor {
            Actor::User(id) => {
                let user = self.world.user(id).map(|user| Identity {
                    email: Some(user.email.to_string()),
                    id: self.consumer(drive, id).unwrap_or_else(|| ids::user(id)),
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

    /// Returns the number by which a personal drive knows a person who is a consumer.
    fn consumer(&self, drive: DriveId, user: UserId) -> Option<String> {
        let home = self.home(drive);
        if !home.is_personal {
            return None;
        }
        if home.drive.person() == Some(user) {
            return Some(home.id.to_string());
        }
        self.world
            .personal_drive(user)
            .filter(|own| own.flavor == Flavor::Consumer)
            .map(|own| ids::drive(own).to_string())
    }

    /// Returns a set in which a person with an account is also told as the site knows them.
    pub fn in_site(&self, set: IdentitySet, user: Option<UserId>) -> IdentitySet {
        let user = user.and_then(|user| self.world.user(user));
        let site_user = user.map(|user| SiteUser {
            display_name: user.display_name.to_string(),
            email: user.email.to_string(),
            id: user.id.number().to_string(),
            login_name: format!("i:0#.f|membership|{}", user.email),
        });
        IdentitySet { site_user, ..set }
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
    pub fn grantee(&self, drive: DriveId, person: &Grantee) -> IdentitySet {
        if let Some(user) = person.user {
            return self.identity(drive, Actor::User(user));
        }
        let email = Some(person.email.to_string());
        let guest = Identity { email, id: String::new(), display_name: person.email.to_string() };
        IdentitySet { user: Some(guest), ..IdentitySet::default() }
    }
}
