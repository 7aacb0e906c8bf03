//! Documents in the order of a list: by kind, then as the caller wants them (reference 15, row 33).

use std::cmp::Reverse;

use axum::response::Response;

use crate::{
    http,
    kdocs::{
        auth::Caller,
        error::Error,
        files::page::{self, Page},
        ids,
        query::Query,
        respond,
        wire::{IdPair, PersonalFile, PersonalFiles},
    },
    world::{Content, Node, World, name},
};

/// What a document is, in the order of lists.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Kind {
    /// The drive of a team.
    Group,
    /// A directory.
    Folder,
    /// A file.
    File,
}

/// The kinds by the words of requests and replies.
pub const KINDS: &[(&str, Kind)] = &[("group", Kind::Group), ("folder", Kind::Folder), ("file", Kind::File)];

/// What the vendor calls the topmost directory of a user.
const MY_DOCUMENTS: &str = "我的文档";

#[derive(Clone, Copy)]
enum OrderBy {
    Modified,
    Name,
    Size,
}

/// How a list is ordered, and which part of it is asked for.
pub struct Sequence {
    page: Page,
    descends: bool,
    order_by: OrderBy,
    /// What the page begins with at the earliest: the `next_filter` of the one before.
    from: Option<Kind>,
}

impl Kind {
    /// Returns the kind of a file or directory.
    pub fn of(node: &Node) -> Self {
        if node.is_folder() { Self::Folder } else { Self::File }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::Folder => "folder",
            Self::File => "file",
        }
    }
}

impl Sequence {
    /// Reads the order and the page that a query asks for; the last change comes first if it does not say.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        let order_by = [("mtime", OrderBy::Modified), ("fname", OrderBy::Name), ("fsize", OrderBy::Size)];
        Ok(Self {
            page: Page::read(query, page::USUAL)?,
            descends: query.word("order", &[("asc", false), ("desc", true)])?.unwrap_or(true),
            order_by: query.word("order_by", &order_by)?.unwrap_or(OrderBy::Modified),
            from: query.word("filter", KINDS)?,
        })
    }

    /// Returns the page that a query asks for of a list in the order of changes, the last one first.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn read_by_change(query: &Query) -> Result<Self, Error> {
        let page = Page::read(query, page::USUAL)?;
        Ok(Self { page, descends: true, order_by: OrderBy::Modified, from: None })
    }

    /// Returns the page of these documents.
    pub fn respond<'w>(
        &self,
        caller: &Caller,
        world: &'w World,
        documents: impl IntoIterator<Item = (Kind, &'w Node)>,
    ) -> Response {
        let mut all: Vec<(Kind, &Node)> = documents.into_iter().collect();
        // What is equal in the order that is asked for stands by name.
        all.sort_by_cached_key(|(_, node)| (name::key(&node.name), node.id));
        match self.order_by {
            OrderBy::Name if self.descends => all.reverse(),
            OrderBy::Name => {}
            OrderBy::Modified => self.sort(&mut all, |node| node.modified.at),
            OrderBy::Size => self.sort(&mut all, size),
        }
        http::sort_by_key(&mut all, |(kind, _)| *kind);
        let start = self.from.map_or(0, |from| all.partition_point(|(kind, _)| *kind < from));
        let page = self.page.not_before(start);
        let (nodes, next_offset) = page.of(all.iter().copied());
        let next = usize::try_from(next_offset).ok().and_then(|next| all.get(next));
        let next_filter = Some(next.map_or(Kind::File, |(kind, _)| *kind).word());
        let files = nodes.iter().map(|(kind, node)| render(&caller.app_key, world, node, *kind)).collect();
        respond::success(&PersonalFiles { files, next_offset, next_filter })
    }

    fn sort<K: Ord>(&self, documents: &mut [(Kind, &Node)], key: impl Fn(&Node) -> K) {
        if self.descends {
            http::sort_by_key(documents, |(_, node)| Reverse(key(node)));
        } else {
            http::sort_by_key(documents, |(_, node)| key(node));
        }
    }
}

/// Returns what a list shows of a document to this app.
pub fn render(app_key: &str, world: &World, node: &Node, kind: Kind) -> PersonalFile {
    PersonalFile {
        id: IdPair::of(app_key, node.id),
        fname: if node.parent.is_some() { node.name.to_string() } else { name_of_top(world, node) },
        ftype: kind.word(),
        fsize: size(node),
        mtime: node.modified.at.seconds(),
        parent_id: node.parent.map(|parent| ids::open_id(app_key, parent)),
    }
}

/// The name of a topmost directory, which has none of its own: the vendor's for that of a user, the team's for others.
fn name_of_top(world: &World, node: &Node) -> String {
    match world.drive(node.drive) {
        Ok(drive) if drive.person().is_some() => MY_DOCUMENTS.to_owned(),
        Ok(drive) => drive.name.to_string(),
        Err(_) => String::new(),
    }
}

/// The size of a file; a directory has none of its own.
fn size(node: &Node) -> u64 {
    node.content().map_or(0, Content::size)
}
