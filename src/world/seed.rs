//! Filling an empty world: people, applications, drives.

use std::sync::Arc;

use imbl::OrdMap;

use super::{
    Api, App, AppId, AppKind, Drive, DriveId, Error, Flavor, Node, NodeId, NodeKind, Owner, Stamp, Timestamp,
    User, UserId, World,
};

impl World {
    /// A world with nothing in it.
    pub fn new() -> Self {
        Self::default()
    }

    /// Names the organisation that everybody belongs to.
    pub fn set_tenant(&mut self, tenant: &str) {
        self.tenant = tenant.into();
    }

    /// The id of the organisation that everybody belongs to.
    pub fn tenant(&self) -> &str {
        &self.tenant
    }

    /// Enters a person.
    pub fn add_user(&mut self, name: &str, display_name: &str, email: &str) -> UserId {
        let id = UserId(index(self.users.len()));
        let user = User { id, name: name.into(), display_name: display_name.into(), email: email.into() };
        self.users.insert(id, Arc::new(user));
        id
    }

    /// Enters an application.
    pub fn add_app(&mut self, api: Api, key: &str, secret: &str, kind: AppKind) -> AppId {
        let id = AppId(index(self.apps.len()));
        self.apps.insert(id, Arc::new(App { id, api, key: key.into(), secret: secret.into(), kind }));
        id
    }

    /// Makes a business drive with an empty root; `total` is its quota in bytes.
    ///
    /// # Panics
    /// If nobody is named as owner of an app or team drive.
    pub fn add_drive(&mut self, name: &str, owner: Owner, total: u64, now: Timestamp) -> DriveId {
        let id = DriveId(index(self.drives.len()));
        let root = self.nodes.next_id();
        let drive = Drive {
            id,
            name: name.into(),
            owner,
            flavor: Flavor::Business,
            root,
            total,
            deleted: 0,
            newest: 1,
            changes: OrdMap::unit(1, root),
            oldest: 0,
            moves: OrdMap::new(),
            dates: OrdMap::new(),
        };
        let stamp = Stamp { at: now, by: drive.maker().expect("a drive belongs to somebody") };
        let node = Node {
            id: root,
            drive: id,
            parent: None,
            name: "".into(),
            kind: NodeKind::empty_folder(),
            created: stamp,
            modified: stamp,
            revision: 1,
            changed: 1,
            trashed: None,
            attributes: None,
        };
        self.nodes.push(node);
        self.drives.insert(id, Arc::new(drive));
        id
    }

    /// Makes a drive one of this flavor.
    ///
    /// # Errors
    /// [`Error::NoDrive`].
    pub fn set_flavor(&mut self, drive: DriveId, flavor: Flavor) -> Result<(), Error> {
        self.edit_drive(drive, |drive| drive.flavor = flavor)
    }

    /// Makes an item known under one more id, as a client would write it; answers whether the id was free.
    pub fn add_alias(&mut self, id: &str, node: NodeId) -> bool {
        self.aliases.insert(id.into(), node).is_none()
    }

    /// The item that an additional id stands for.
    pub fn alias(&self, id: &str) -> Option<NodeId> {
        self.aliases.get(id).copied()
    }
}

fn index(count: usize) -> u32 {
    u32::try_from(count + 1).expect("fewer than 2^32 are entered")
}
