//! Contexts: where in the schema the contents of a response belong, which follows the address that was asked.
//!
//! See reference 12.4 and <https://docs.oasis-open.org/odata/odata/v4.0/odata-v4.0-part1-protocol.html>, section 10.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::{
    graph::{
        address::{Address, DriveAddress, Start, Through, find, web::host},
        auth::Caller,
        ids,
        odata::Options,
    },
    http::LinkBase,
    world::{Flavor, UserId, World},
};

/// The characters that a key escapes: all but the unreserved ones.
const ESCAPED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// How long most contexts are at the most.
const USUAL_LENGTH: usize = 192;

/// What the contexts of the responses to an address begin with.
pub struct Context {
    /// The drive: `http://host/v1.0/$metadata#users('alice')/drive`.
    drive: String,
    /// The word behind it: `root`, or a collection.
    through: Through,
    /// The key of the item in its collection.
    key: String,
}

impl Context {
    /// Returns what contexts begin with that belong to an address.
    pub fn of(caller: &Caller, base: &LinkBase, address: &Address) -> Self {
        let key = match &address.item.start {
            Start::Root => "root",
            Start::Id(name) | Start::Special(name) => name,
        };
        let mut context = String::with_capacity(USUAL_LENGTH);
        context.push_str(base);
        context.push_str("/v1.0/$metadata#");
        push_drive(&mut context, caller, base, &address.drive);
        Self { drive: context, through: address.through, key: escaped(key).into_owned() }
    }

    /// Returns what contexts begin with that belong to an item behind a link, by this word.
    pub fn of_share(base: &LinkBase, share: &str, through: Through) -> Self {
        let drive = format!("{base}/v1.0/$metadata#shares('{}')", escaped(share));
        Self { drive, through, key: String::new() }
    }

    /// Returns the context of the item.
    pub fn item(&self, options: &Options) -> String {
        self.item_with(&options.brackets())
    }

    /// Returns the context of the item after a change, which is told as a whole.
    pub fn changed(&self) -> String {
        self.item_with("")
    }

    fn item_with(&self, brackets: &str) -> String {
        [&self.drive, "/", self.through.word(), brackets, "/$entity"].concat()
    }

    /// Returns the context of a list that belongs to the item, such as its children.
    pub fn list(&self, name: &str, options: &Options) -> String {
        self.below(name) + &options.brackets()
    }

    /// Returns the context of one entry of such a list.
    pub fn entry(&self, name: &str, options: &Options) -> String {
        format!("{}{}/$entity", self.below(name), options.brackets())
    }

    /// Returns the context of an entry after a change.
    pub fn changed_entry(&self, name: &str) -> String {
        self.below(name) + "/$entity"
    }

    /// Returns the context of a list that belongs to the drive.
    pub fn list_of_drive(&self, name: &str, options: &Options) -> String {
        self.of_drive(name) + &options.brackets()
    }

    /// Returns the context of what belongs to the drive.
    pub fn of_drive(&self, name: &str) -> String {
        [&self.drive, "/", name].concat()
    }

    /// Returns the context of what lies below the item.
    pub fn below(&self, name: &str) -> String {
        let Self { drive, through, key } = self;
        match through {
            Through::Root | Through::DriveItem => [drive, "/", through.word(), "/", name].concat(),
            _ => [drive, "/", through.word(), "('", key, "')/", name].concat(),
        }
    }
}

/// Appends a drive as contexts name it.
fn push_drive(context: &mut String, caller: &Caller, base: &LinkBase, drive: &DriveAddress) {
    let world: &World = caller.world();
    let mut push = |collection: &str, key: &str, after: &str| {
        context.extend([collection, "('"].into_iter().chain(utf8_percent_encode(key, &ESCAPED)));
        context.push_str(after);
    };
    match drive {
        DriveAddress::Mine => match caller.principal.user {
            Some(user) => push("users", me(user, world).as_ref(), "')/drive"),
            None => push("users", "", "')/drive"),
        },
        DriveAddress::User(user) => push("users", user, "')/drive"),
        DriveAddress::Group(group) => push("groups", group, "')/drive"),
        DriveAddress::Site(site) => {
            // A site that is asked by its path is told by its id.
            let found = site.contains(':').then(|| find::site(world, site)).flatten();
            let id = found.map_or_else(|| site.clone(), |drive| ids::site(host(base), drive));
            push("sites", &id, "')/drive");
        }
        DriveAddress::Share(share) => push("shares", share, "')"),
        DriveAddress::Id(id) => push("drives", id, "')"),
    }
}

/// Returns the key of the caller: a consumer's mail address, the id of everybody else.
fn me(caller: UserId, world: &World) -> Cow<'_, str> {
    let is_consumer = world.personal_drive(caller).is_some_and(|drive| drive.flavor == Flavor::Consumer);
    let address = world.user(caller).filter(|_| is_consumer).map(|user| Cow::from(&*user.email));
    address.unwrap_or_else(|| ids::user(caller).into())
}

/// Returns a key as it stands between quotes.
fn escaped(key: &str) -> Cow<'_, str> {
    utf8_percent_encode(key, &ESCAPED).into()
}
