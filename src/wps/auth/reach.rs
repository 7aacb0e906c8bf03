//! What a caller reaches, and what they may do there.

use super::caller::Caller;
use crate::{
    world::{self, Abilities, Ability, Drive, Node, World},
    wps::{error::Error, ids, source::source},
};

/// What clients write for the root of a drive, beside [`ids::ROOT`].
const ROOT: &str = "root";
/// Words that clients write for drives of the caller, and the sources of these drives.
const ALIASES: [(&str, [&str; 2]); 2] =
    [("private", ["private", "special"]), ("roaming", ["roaming", "tmp"])];

impl Caller {
    /// Returns what the caller may do with an item; an application by itself may do everything in its company.
    pub fn abilities(&self, world: &World, node: &Node) -> Abilities {
        match self.principal.user {
            Some(_) => world.abilities_of(&self.principal, node, self.now()),
            None => world.abilities_of_company(node),
        }
    }

    /// Returns the drive of this id, whoever reaches it; `private` and `roaming` name drives of the caller.
    ///
    /// # Errors
    /// [`world::Error::NoDrive`].
    pub fn named_drive<'w>(&self, world: &'w World, id: &str) -> Result<&'w Drive, Error> {
        if let Some((_, sources)) = ALIASES.iter().find(|(alias, _)| *alias == id) {
            let is_own = |drive: &&Drive| drive.person().is_some() && drive.person() == self.principal.user;
            let mut own = world.drives().filter(is_own);
            let found = own.find(|drive| sources.contains(&source(drive, self.dialect)));
            return found.ok_or_else(|| world::Error::NoDrive.into());
        }
        Ok(world.drive(ids::parse_drive(world, id).ok_or(world::Error::NoDrive)?)?)
    }

    /// Returns the drive of this id, if it is the caller's, their group's, they were let into all of it, or an
    /// application asks.
    ///
    /// # Errors
    /// [`world::Error::NoDrive`], [`world::Error::Unreachable`].
    pub fn drive<'w>(&self, world: &'w World, id: &str) -> Result<&'w Drive, Error> {
        let drive = self.named_drive(world, id)?;
        let is_let_in =
            || world.node(drive.root).is_ok_and(|root| self.abilities(world, root).has(Ability::List));
        if self.sees(world, drive) || is_let_in() {
            Ok(drive)
        } else {
            Err(world::Error::Unreachable(drive.id).into())
        }
    }

    /// Whether a drive is the caller's or their group's, or an application asks by itself.
    pub fn sees(&self, world: &World, drive: &Drive) -> bool {
        match self.principal.user {
            Some(_) => world.owned(drive, &self.principal).is_some(),
            None => !drive.is_disabled,
        }
    }

    /// Whether the caller looks after a drive: it is their own, or they are an administrator of its group.
    pub fn manages(&self, world: &World, drive: &Drive) -> bool {
        match self.principal.user {
            Some(_) => world.owned(drive, &self.principal) == Some(Abilities::ALL),
            None => !drive.is_disabled,
        }
    }

    /// Returns an item that is not in the recycle bin, if the caller may do this with it.
    ///
    /// # Errors
    /// [`Error::File`] with [`world::Error::NotFound`], [`world::Error::InBin`], [`world::Error::Unreachable`];
    /// [`Error::Forbidden`] for one who may do other things with it.
    pub fn file<'w>(&self, world: &'w World, id: &str, ability: Ability) -> Result<&'w Node, Error> {
        self.permitted(world, live(world, id, |_| true)?, id, ability)
    }

    /// Returns an item of a drive, as [`Self::file`] does; one of another drive is not found.
    ///
    /// # Errors
    /// Those of [`Self::file`], [`world::Error::NoDrive`].
    pub fn item<'w>(
        &self,
        world: &'w World,
        drive: &str,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        let drive = self.named_drive(world, drive)?.id;
        self.permitted(world, live(world, id, |node| node.drive == drive)?, id, ability)
    }

    /// Returns an item of a drive as [`Self::item`] does; `0` names the root.
    ///
    /// # Errors
    /// Those of [`Self::item`].
    pub fn item_or_root<'w>(
        &self,
        world: &'w World,
        drive: &str,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        if !matches!(id, ids::ROOT | ROOT) {
            return self.item(world, drive, id, ability);
        }
        let root = world.live(self.named_drive(world, drive)?.root)?;
        self.permitted(world, root, id, ability)
    }

    /// Returns a folder of a drive, as [`Self::item_or_root`] does.
    ///
    /// # Errors
    /// Those of [`Self::item_or_root`], [`world::Error::NotAFolder`].
    pub fn folder<'w>(
        &self,
        world: &'w World,
        drive: &str,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        let node = self.item_or_root(world, drive, id, ability)?;
        if node.is_folder() { Ok(node) } else { Err(world::Error::NotAFolder(node.id).into()) }
    }

    /// Returns an item if the caller may do this with it.
    ///
    /// # Errors
    /// [`Error::File`] with [`world::Error::Unreachable`], [`Error::Forbidden`].
    pub fn permitted<'w>(
        &self,
        world: &World,
        node: &'w Node,
        id: &str,
        ability: Ability,
    ) -> Result<&'w Node, Error> {
        let abilities = self.abilities(world, node);
        if abilities.has(ability) {
            Ok(node)
        } else if abilities.is_empty() {
            Err(Error::File { id: id.into(), error: world::Error::Unreachable(node.drive) })
        } else {
            Err(Error::Forbidden(
                format!("File `{id}`: the caller's role does not allow it ({ability:?}).").into(),
            ))
        }
    }

    /// Returns the application that acts, or acts for the person: the token's if it is one of WPS, else the first one.
    pub fn wps_app(&self, world: &World) -> Option<world::AppId> {
        let of_wps = |id: world::AppId| world.app(id).is_some_and(|app| app.api == world::Api::Wps);
        let first = || world.apps().find(|app| app.api == world::Api::Wps).map(|app| app.id);
        self.principal.app.filter(|app| of_wps(*app)).or_else(first)
    }
}

/// Returns an item that is not in the recycle bin; one that is not meant is not found.
fn live<'w>(world: &'w World, id: &str, is_meant: impl Fn(&Node) -> bool) -> Result<&'w Node, Error> {
    let node = ids::parse_file(world, id).ok_or(world::Error::NotFound).and_then(|node| world.live(node));
    let meant = node.and_then(|node| if is_meant(node) { Ok(&**node) } else { Err(world::Error::NotFound) });
    meant.map_err(|error| Error::File { id: id.into(), error })
}
