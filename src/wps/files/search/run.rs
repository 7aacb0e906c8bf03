//! Looking through the items: which have the words, in which order, and what is shown of each.

use super::filter::Filter;
use crate::{
    documents::text,
    http,
    world::{Actor, Node, NodeId, World},
    wps::{
        paging::{Items, Page},
        wire::Highlights,
        words::Words,
    },
};

/// Where the words have to stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Where {
    /// In the name.
    Name,
    /// In the text.
    Content,
    /// In the name or in the text.
    Both,
}

/// What is searched for, and how it is sorted.
pub struct Search {
    pub filter: Filter,
    pub words: Words,
    pub place: Where,
    /// Whether the words may also be the name of who made or shared the item.
    pub by_people: bool,
    pub by_creation: bool,
    pub ascending: bool,
}

impl Search {
    /// Returns a page of the items that were found, what is shown of each, and how many there are in all.
    pub fn run(&self, world: &World, page: &Page) -> (Items<(NodeId, Highlights)>, usize) {
        let mut found = self.filter.items(world);
        found.retain(|node| self.words.is_empty() || self.has_words(world, node));
        let time = |node: &Node| if self.by_creation { node.created.at } else { node.modified.at };
        http::sort_by_key(&mut found, |node| (time(node), node.id));
        if !self.ascending {
            found.reverse();
        }
        let total = found.len();
        let page = page.cut(found.into_iter());
        (page.map(|node| (node.id, self.highlights(world, node))), total)
    }

    fn has_words(&self, world: &World, node: &Node) -> bool {
        let in_name = self.place != Where::Content && self.words.are_in(&[&node.name]);
        in_name || self.is_of_people(world, node) || self.is_in_text(world, node)
    }

    fn is_in_text(&self, world: &World, node: &Node) -> bool {
        let name = if self.place == Where::Both { &*node.name } else { "" };
        self.text(world, node).is_some_and(|text| self.words.are_in(&[name, &text]))
    }

    fn is_of_people(&self, world: &World, node: &Node) -> bool {
        let is_called = |actor: Actor| match actor {
            Actor::User(user) => {
                world.user(user).is_some_and(|user| self.words.are_in(&[&user.display_name]))
            }
            Actor::App(_) => false,
        };
        self.by_people && (is_called(node.created.by) || self.filter.sharers(world, node).any(is_called))
    }

    /// Returns the text of a file, if it is searched and the caller may read it.
    fn text(&self, world: &World, node: &Node) -> Option<String> {
        let content = node.content().filter(|_| self.place != Where::Name && !self.words.is_empty())?;
        self.filter.may_read(world, node).then(|| text::of(&node.name, content)).flatten()
    }

    fn highlights(&self, world: &World, node: &Node) -> Highlights {
        let mut highlights = Highlights::new();
        if self.place != Where::Content {
            highlights.extend(self.words.marked(&node.name).map(|name| ("file_name", vec![name])));
        }
        let pieces = self.text(world, node).map(|text| self.words.pieces(&text)).unwrap_or_default();
        if !pieces.is_empty() {
            highlights.insert("content", pieces);
        }
        highlights
    }
}
