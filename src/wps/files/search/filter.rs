//! What a search is limited to, whatever its words.

use crate::{
    http::Query,
    world::{Ability, Actor, Node, NodeId, Permission, Timestamp, UserId, World},
    wps::{
        auth::Caller,
        error::Error,
        ids,
        lists::{
            extensions::Extensions,
            reach::{Reach, Way},
        },
    },
};

/// Where a search looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Scope {
    /// Everywhere; `customize` says the same, as the other parameters are what it is made of.
    All,
    /// At what the caller shared.
    SharedByMe,
    /// At what was shared with the caller.
    SharedWithMe,
    /// At what the caller made or changed last: nothing is known of who opened a file.
    Latest,
    /// In the caller's own drives.
    Personal,
    /// In drives of the caller's groups.
    Group,
    /// In the recycle bin.
    Bin,
}

const SCOPES: [(&str, Scope); 10] = [
    ("all", Scope::All),
    ("share_by_me", Scope::SharedByMe),
    ("share_to_me", Scope::SharedWithMe),
    ("latest", Scope::Latest),
    ("personal_drive", Scope::Personal),
    ("group_drive", Scope::Group),
    ("recycle", Scope::Bin),
    ("customize", Scope::All),
    ("latest_opened", Scope::Latest),
    ("latest_edited", Scope::Latest),
];

/// A time of an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Time {
    /// When it was made.
    Created,
    /// When it was changed.
    Modified,
    /// When it was shared.
    Shared,
}

/// The time of opening is that of the last change, the only thing that is known.
const TIMES: [(&str, Time); 4] =
    [("ctime", Time::Created), ("mtime", Time::Modified), ("otime", Time::Modified), ("stime", Time::Shared)];

/// The kinds of items, as a caller asks for them.
const KINDS: [(&str, Kind); 3] =
    [("folder", Kind::Folder), ("file", Kind::File), ("shortcut", Kind::Shortcut)];

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    Folder,
    File,
    Shortcut,
}

/// What a search is limited to.
pub struct Filter {
    reach: Reach,
    actor: Actor,
    now: Timestamp,
    kind: Option<Kind>,
    without_folders: bool,
    extensions: Extensions,
    parents: Vec<NodeId>,
    creators: Vec<String>,
    modifiers: Vec<String>,
    sharers: Vec<String>,
    receivers: Option<Vec<UserId>>,
    creator_or_sharer: Option<String>,
    time: Time,
    start: Option<i64>,
    end: Option<i64>,
    scopes: Vec<Scope>,
}

impl Filter {
    /// Reads the parameters of a query; `drive_ids`, `file_ext_groups`, `channels`, `exclude_channels` and
    /// `device_ids` are passed over; the vendor says so of the first.
    ///
    /// # Errors
    /// [`Error::NotSupported`], [`Error::Malformed`]; those of [`Caller::file`] for a folder that is not there.
    pub fn read(caller: &Caller, query: &Query) -> Result<Self, Error> {
        let world = caller.world();
        query.without_effect(&["drive_ids"]);
        let ids = |name| query.list(name).map(str::to_owned).collect::<Vec<_>>();
        let parents = query.list("parent_ids").map(|id| Ok(caller.file(world, id, Ability::List)?.id));
        let receivers = ids("receiver_ids");
        let receivers = (!receivers.is_empty()).then(|| {
            world.users().map(|user| user.id).filter(|user| receivers.contains(&ids::user(*user))).collect()
        });
        Ok(Self {
            reach: Reach::of(caller),
            actor: caller.actor,
            now: caller.now(),
            kind: query.word("file_type", &KINDS)?,
            without_folders: query.get("with_folder").is_some() && !query.flag("with_folder")?,
            extensions: Extensions::read(query, "file_exts", "exclude_file_exts"),
            parents: parents.collect::<Result<_, Error>>()?,
            creators: ids("creator_ids"),
            modifiers: ids("modifier_ids"),
            sharers: ids("sharer_ids"),
            receivers,
            creator_or_sharer: query.number("filter_user_id")?.map(|id| id.to_string()),
            time: query.word("time_type", &TIMES)?.unwrap_or(Time::Modified),
            start: query.number("start_time")?,
            end: query.number("end_time")?,
            scopes: query.list_of_words("scope", &SCOPES)?,
        })
    }

    /// Returns all items that the search looks at.
    pub fn items<'w>(&self, world: &'w World) -> Vec<&'w Node> {
        let looks_at = |scope| self.scopes.contains(&scope);
        let live = self.reach.items(world).filter(|_| self.scopes != [Scope::Bin]);
        let live = live.filter(|node| self.is_in_scope(world, node));
        let drives = world.drives().filter(|drive| looks_at(Scope::Bin) && self.reach.has(world, drive));
        let binned = drives.flat_map(|drive| world.binned(drive.id)).map(|node| &**node);
        let all = live.chain(binned).filter(|node| self.takes(world, node));
        all.filter(|node| self.reach.may(world, node, Ability::List)).collect()
    }

    /// Returns the people who shared an item, or a folder above it.
    pub fn sharers<'w>(&self, world: &'w World, node: &'w Node) -> impl Iterator<Item = Actor> {
        self.given(world, node).map(|given| given.given.by)
    }

    /// Whether the caller may read the content of an item.
    pub fn may_read(&self, world: &World, node: &Node) -> bool {
        self.reach.may(world, node, Ability::Preview)
    }

    fn given<'w>(&self, world: &'w World, node: &'w Node) -> impl Iterator<Item = &'w Permission> {
        world.permissions_on(node, self.now).map(|(_, given)| given)
    }

    fn is_in_scope(&self, world: &World, node: &Node) -> bool {
        let is_in = |scope: &Scope| match scope {
            Scope::All => true,
            Scope::SharedByMe => {
                let mut given = world.permissions(node.id).iter().filter(|given| given.is_valid(self.now));
                given.any(|given| given.given.by == self.actor)
            }
            Scope::SharedWithMe => self.reach.way(world, node) == Way::Shared,
            Scope::Latest => {
                !node.is_folder() && (node.modified.by == self.actor || node.created.by == self.actor)
            }
            Scope::Personal => self.reach.way(world, node) == Way::Own,
            Scope::Group => matches!(self.reach.way(world, node), Way::Group(_)),
            Scope::Bin => false,
        };
        self.scopes.is_empty() || self.scopes.iter().any(is_in)
    }

    fn takes(&self, world: &World, node: &Node) -> bool {
        let kind = match world.shortcut_target(node.id) {
            Some(_) => Kind::Shortcut,
            None if node.is_folder() => Kind::Folder,
            None => Kind::File,
        };
        let is_by = |actor: Actor, ids: &[String]| ids.is_empty() || ids.contains(&ids::actor(actor));
        let is_shared_by = |ids: &[String]| self.sharers(world, node).any(|by| ids.contains(&ids::actor(by)));
        self.kind.is_none_or(|wanted| wanted == kind)
            && !(self.without_folders && self.kind.is_none() && kind == Kind::Folder)
            && self.extensions.take(&node.name)
            && is_by(node.created.by, &self.creators)
            && is_by(node.modified.by, &self.modifiers)
            && (self.sharers.is_empty() || is_shared_by(&self.sharers))
            && self.receivers.as_ref().is_none_or(|people| self.reached(world, node, people))
            && self
                .creator_or_sharer
                .as_ref()
                .is_none_or(|id| ids::actor(node.created.by) == *id || is_shared_by(std::slice::from_ref(id)))
            && (self.parents.is_empty() || self.parents.iter().any(|top| is_below(world, node, *top)))
            && self.is_in_time(world, node)
    }

    fn reached(&self, world: &World, node: &Node, people: &[UserId]) -> bool {
        self.given(world, node).any(|given| people.iter().any(|user| world.names(given, *user)))
    }

    fn is_in_time(&self, world: &World, node: &Node) -> bool {
        let is_within = |time: Timestamp| {
            let at = time.seconds();
            self.start.is_none_or(|start| start <= at) && self.end.is_none_or(|end| at <= end)
        };
        match self.time {
            _ if self.start.is_none() && self.end.is_none() => true,
            Time::Created => is_within(node.created.at),
            Time::Modified => is_within(node.modified.at),
            Time::Shared => self.given(world, node).any(|given| is_within(given.given.at)),
        }
    }
}

fn is_below(world: &World, node: &Node, top: NodeId) -> bool {
    node.id != top && world.is_within(node.id, top)
}
