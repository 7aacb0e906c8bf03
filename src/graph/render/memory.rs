//! What a response remembers while it is made: most of its items lie in one folder, and are one person's.

use std::{borrow::Cow, cell::RefCell, sync::Arc};

use super::{home::Home, place::Place};
use crate::{
    graph::{auth::Caller, wire::IdentitySet},
    http::{LinkBase, Repeated},
    world::{Actor, DriveId, Node, World},
};

/// The type of a file by whose name nothing is known of it.
const UNKNOWN_TYPE: &str = "application/octet-stream";

/// How many people a response remembers.
const PEOPLE: usize = 8;

/// What everything in one response depends on: the world that was read, and the address that links begin with.
///
/// It lives as long as the response is made, of one world: nothing that it remembers can become wrong.
pub struct Render<'w> {
    pub world: &'w World,
    pub base: &'w LinkBase,
    /// Whom it is for; none for one who has proved by an address that they wrote the item.
    pub(super) caller: Option<&'w Caller>,
    /// What the items of the drive that was told of last have in common.
    home: RefCell<Option<Arc<Home<'w>>>>,
    /// What the items of the folder that was told of last have in common.
    place: RefCell<Option<Arc<Place>>>,
    /// The end of the name of the file that was told of last, and its type.
    file_type: RefCell<Option<(Box<str>, Cow<'static, str>)>>,
    /// Those who did something to the items of a drive.
    people: RefCell<Vec<(DriveId, Actor, Repeated<IdentitySet>)>>,
}

impl<'w> Render<'w> {
    /// Returns how a response is rendered: of this world, with links that begin so, for this caller.
    pub fn new(world: &'w World, base: &'w LinkBase, caller: Option<&'w Caller>) -> Self {
        Self {
            world,
            base,
            caller,
            home: RefCell::default(),
            place: RefCell::default(),
            people: RefCell::default(),
            file_type: RefCell::default(),
        }
    }

    /// Returns what the items of a drive have in common.
    ///
    /// # Panics
    /// If there is no such drive: one is removed with all that lies in it.
    pub fn home(&self, drive: DriveId) -> Arc<Home<'w>> {
        let mut known = self.home.borrow_mut();
        if let Some(home) = known.as_ref().filter(|home| home.drive.id == drive) {
            return Arc::clone(home);
        }
        let drive = self.world.drive(drive).expect("an item goes with its drive");
        Arc::clone(known.insert(Arc::new(Home::of(self.world, self.base, drive))))
    }

    /// Returns what the items of a folder have in common.
    pub fn place(&self, folder: &Node) -> Arc<Place> {
        let mut known = self.place.borrow_mut();
        if let Some(place) = known.as_ref().filter(|place| place.folder == folder.id) {
            return Arc::clone(place);
        }
        let place = Place::of(&self.home(folder.drive), folder, &self.world.path(folder));
        Arc::clone(known.insert(Arc::new(place)))
    }

    /// Returns a person or an application that did something to items of a drive.
    pub fn doer(&self, drive: DriveId, actor: Actor) -> Repeated<IdentitySet> {
        let mut known = self.people.borrow_mut();
        if let Some((.., told)) = known.iter().find(|(of, by, _)| (*of, *by) == (drive, actor)) {
            return told.clone();
        }
        known.truncate(PEOPLE - 1);
        let told = Repeated::from(self.identity(drive, actor));
        known.insert(0, (drive, actor, told.clone()));
        told
    }

    /// Returns the type of a file by the end of its name, in small letters.
    pub fn file_type(&self, name: &str) -> Cow<'static, str> {
        // A name that begins with its only dot has no ending.
        let ending =
            name.bytes().rposition(|byte| byte == b'.').filter(|at| *at > 0).map_or("", |at| &name[at..]);
        let mut known = self.file_type.borrow_mut();
        if let Some((_, found)) = known.as_ref().filter(|(of, _)| **of == *ending) {
            return found.clone();
        }
        let found = mime_guess::from_path(name).first_raw().unwrap_or(UNKNOWN_TYPE);
        let is_small = !found.bytes().any(|byte| byte.is_ascii_uppercase());
        let found = if is_small { found.into() } else { found.to_ascii_lowercase().into() };
        known.insert((ending.into(), found)).1.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::Render;
    use crate::{
        http::LinkBase,
        world::{Timestamp, World},
    };

    #[test]
    fn a_type_follows_from_the_end_of_a_name_alone() {
        let (world, base) = (World::new(), LinkBase::new("", Timestamp::default()));
        let render = Render::new(&world, &base, None);
        for name in ["a.txt", "b.txt", "c.d.TXT", ".txt", "txt", "a.", "a.docm", "a.none", "a.txt ", "ä.jpg"]
        {
            let known = mime_guess::from_path(name).first_or_octet_stream();
            assert_eq!(render.file_type(name), known.as_ref(), "{name}");
        }
    }
}
