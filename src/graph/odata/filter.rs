//! `$filter`: which items a list contains.
//!
//! `eq ne gt ge lt le and or ()` on `name`, `size`, `createdDateTime`, `lastModifiedDateTime`, `file`, `folder` and
//! `bundle/album`, and `startswith(name,'...')`.
//! See <https://learn.microsoft.com/en-us/graph/filter-query-parameter> and reference 10.

use std::{cmp::Ordering, sync::Arc};

use super::lexemes::{Lexeme, lexemes};
use crate::{
    graph::{address::literals, error::Error},
    http::date,
    world::{Bundle, Node, Timestamp, name},
};

/// How deep brackets may be nested.
const DEEPEST_NESTING: usize = 32;

/// A condition on an item.
#[derive(Clone, PartialEq, Debug)]
pub enum Filter {
    /// All of these hold.
    All(Vec<Filter>),
    /// One of these holds.
    Any(Vec<Filter>),
    /// The name, without regard to case, compares so.
    Name(Comparison, Arc<str>),
    /// The name, without regard to case, begins so.
    NameStart(Arc<str>),
    /// The size compares so.
    Size(Comparison, i128),
    /// The time at which it was created compares so.
    Created(Comparison, Timestamp),
    /// The time of its last change compares so.
    Modified(Comparison, Timestamp),
    /// It is told as a folder, or it is not.
    IsFolder(bool),
    /// It is a file, or it is not.
    IsFile(bool),
    /// It is an album, or it is not.
    IsAlbum(bool),
    /// It is so for all items, or for none.
    Constant(bool),
}

/// What a condition looks at: an item, or a bundle.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    name: &'a Arc<str>,
    size: u64,
    created: Timestamp,
    modified: Timestamp,
    kind: Kind,
}

/// What a condition on a facet looks at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    Album,
    /// A notebook, or a bundle that is no album.
    Other,
}

impl<'a> Subject<'a> {
    /// Returns an item.
    pub fn item(node: &'a Node) -> Self {
        let kind = match (node.is_folder(), node.is_notebook()) {
            (false, _) => Kind::File,
            (true, false) => Kind::Folder,
            (true, true) => Kind::Other,
        };
        Self {
            name: &node.name,
            size: node.size(),
            created: node.created.at,
            modified: node.modified.at,
            kind,
        }
    }

    /// Returns a bundle whose items have this size.
    pub fn bundle(bundle: &'a Bundle, size: u64) -> Self {
        let kind = if bundle.album.is_some() { Kind::Album } else { Kind::Other };
        Self { name: &bundle.name, size, created: bundle.created.at, modified: bundle.modified.at, kind }
    }
}

/// A comparison operator.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Comparison {
    Eq,
    Ne,
    Gt,
    Ge,
    Lt,
    Le,
}

impl Comparison {
    fn read(word: &str) -> Option<Self> {
        Some(match word {
            "eq" => Self::Eq,
            "ne" => Self::Ne,
            "gt" => Self::Gt,
            "ge" => Self::Ge,
            "lt" => Self::Lt,
            "le" => Self::Le,
            _ => return None,
        })
    }

    fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Eq => ordering.is_eq(),
            Self::Ne => ordering.is_ne(),
            Self::Gt => ordering.is_gt(),
            Self::Ge => ordering.is_ge(),
            Self::Lt => ordering.is_lt(),
            Self::Le => ordering.is_le(),
        }
    }
}

impl Filter {
    /// Reads the value of the option.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let refuse = || Error::QueryOption(format!("The value of $filter is not supported: {text}"));
        literals::check(text)?;
        let lexemes = lexemes(text).ok_or_else(refuse)?;
        let mut parser = Parser { rest: &lexemes, depth: 0 };
        let filter = parser.any().ok_or_else(refuse)?;
        if parser.rest.is_empty() { Ok(filter) } else { Err(refuse()) }
    }

    /// Returns whether an item or a bundle fulfils the condition.
    pub fn admits(&self, it: Subject<'_>) -> bool {
        match self {
            Self::All(filters) => filters.iter().all(|filter| filter.admits(it)),
            Self::Any(filters) => filters.iter().any(|filter| filter.admits(it)),
            Self::Name(comparison, key) => comparison.holds(name::key(it.name).cmp(key)),
            Self::NameStart(key) => name::key(it.name).starts_with(&**key),
            Self::Size(comparison, size) => comparison.holds(i128::from(it.size).cmp(size)),
            Self::Created(comparison, at) => comparison.holds(it.created.whole_seconds().cmp(at)),
            Self::Modified(comparison, at) => comparison.holds(it.modified.whole_seconds().cmp(at)),
            Self::IsFolder(folder) => (it.kind == Kind::Folder) == *folder,
            Self::IsFile(file) => (it.kind == Kind::File) == *file,
            Self::IsAlbum(album) => (it.kind == Kind::Album) == *album,
            Self::Constant(holds) => *holds,
        }
    }
}

/// A reader of conditions; none of its methods goes back.
struct Parser<'t> {
    rest: &'t [Lexeme],
    depth: usize,
}

impl Parser<'_> {
    /// Reads conditions joined by `or`.
    fn any(&mut self) -> Option<Filter> {
        let first = self.all()?;
        let mut filters = vec![first];
        while self.takes("or") {
            filters.push(self.all()?);
        }
        Some(one_or(filters, Filter::Any))
    }

    /// Reads conditions joined by `and`.
    fn all(&mut self) -> Option<Filter> {
        let first = self.one()?;
        let mut filters = vec![first];
        while self.takes("and") {
            filters.push(self.one()?);
        }
        Some(one_or(filters, Filter::All))
    }

    /// Reads a comparison, a function, or a condition in brackets.
    fn one(&mut self) -> Option<Filter> {
        match self.rest {
            [Lexeme::Open, rest @ ..] if self.depth < DEEPEST_NESTING => {
                self.rest = rest;
                self.depth += 1;
                let filter = self.any()?;
                self.depth -= 1;
                let [Lexeme::Close, rest @ ..] = self.rest else { return None };
                self.rest = rest;
                Some(filter)
            }
            [
                Lexeme::Word(function),
                Lexeme::Open,
                Lexeme::Word(property),
                Lexeme::Comma,
                Lexeme::Text(start),
                Lexeme::Close,
                rest @ ..,
            ] if function == "startswith" && property == "name" => {
                self.rest = rest;
                Some(Filter::NameStart(name::key(&start.as_str().into())))
            }
            [Lexeme::Word(property), Lexeme::Word(operator), value, rest @ ..] => {
                self.rest = rest;
                comparison(property, Comparison::read(operator)?, value)
            }
            _ => None,
        }
    }

    /// Takes the next lexeme if it is this word.
    fn takes(&mut self, expected: &str) -> bool {
        match self.rest {
            [Lexeme::Word(word), rest @ ..] if word == expected => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }
}

/// Returns the only filter, or joins several.
fn one_or(mut filters: Vec<Filter>, join: fn(Vec<Filter>) -> Filter) -> Filter {
    match filters.pop() {
        Some(only) if filters.is_empty() => only,
        last => {
            filters.extend(last);
            join(filters)
        }
    }
}

/// Returns a comparison, if the property can be compared with such a value.
fn comparison(property: &str, comparison: Comparison, value: &Lexeme) -> Option<Filter> {
    let text = match value {
        Lexeme::Word(text) | Lexeme::Text(text) => text,
        Lexeme::Open | Lexeme::Close | Lexeme::Comma => return None,
    };
    if matches!(value, Lexeme::Word(word) if word == "null") {
        let is_null = match comparison {
            Comparison::Eq => true,
            Comparison::Ne => false,
            _ => return None,
        };
        return match property {
            "folder" => Some(Filter::IsFolder(!is_null)),
            "file" => Some(Filter::IsFile(!is_null)),
            "bundle/album" => Some(Filter::IsAlbum(!is_null)),
            "name" | "size" | "createdDateTime" | "lastModifiedDateTime" => Some(Filter::Constant(!is_null)),
            _ => None,
        };
    }
    match (property, value) {
        ("name", Lexeme::Text(text)) => Some(Filter::Name(comparison, name::key(&text.as_str().into()))),
        ("size", Lexeme::Word(number)) => Some(Filter::Size(comparison, number.parse::<i64>().ok()?.into())),
        ("createdDateTime", _) => Some(Filter::Created(comparison, date::parse_rfc3339(text)?)),
        ("lastModifiedDateTime", _) => Some(Filter::Modified(comparison, date::parse_rfc3339(text)?)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Filter, Subject};
    use crate::fixture;

    #[test]
    fn a_filter_admits_what_it_says() {
        let world = fixture::built_in().expect("valid");
        let root = world.drives().next().expect("alice's").root;
        let names = |filter: &str| {
            let filter = Filter::parse(filter).unwrap_or_else(|_| panic!("{filter}"));
            let admitted = world.children(root).filter(|node| filter.admits(Subject::item(node)));
            admitted.map(|node| node.name.to_string()).collect::<Vec<_>>().join(", ")
        };
        for (filter, expected) in [
            ("name eq 'HELLO.txt'", "hello.txt"),
            ("name ne 'hello.txt' and folder eq null", "archive.zip, locked.zip"),
            ("folder ne null", "Documents, Photos, Shared examples"),
            ("file ne null", "archive.zip, hello.txt, locked.zip"),
            ("bundle/album eq null and size eq 18", "hello.txt"),
            ("bundle/album ne null", ""),
            ("file eq null and name gt 'e'", "Photos, Shared examples"),
            ("size eq 18", "hello.txt"),
            ("size gt 18 and size lt 1000", "locked.zip"),
            ("size ge -1 and name le 'archive.zip'", "archive.zip"),
            ("startswith(name,'h')", "hello.txt"),
            ("startswith( name , 'HEL' ) or startswith(name,'ph')", "hello.txt, Photos"),
            ("startswith(name,'') and size eq 18", "hello.txt"),
            ("startswith(name,'hello.txt.')", ""),
            ("name eq 'it''s'", ""),
            ("name eq null", ""),
            ("(name eq 'hello.txt' or name eq 'photos') and (folder ne null)", "Photos"),
            ("name eq 'hello.txt' or name eq 'photos' and file ne null", "hello.txt"),
            ("createdDateTime eq 2026-01-01T08:00:00Z and size eq 18", "hello.txt"),
            ("lastModifiedDateTime gt '2026-01-01T09:00:00+01:00'", ""),
            ("  ( ( size eq 18 ) ) ", "hello.txt"),
        ] {
            assert_eq!(names(filter), expected, "{filter}");
        }
    }

    #[test]
    fn what_drives_do_not_filter_by_is_refused() {
        for filter in [
            "",
            "name",
            "name eq",
            "name eq hello",
            "name eq 'open",
            "name like 'a'",
            "name EQ 'a'",
            "size eq 'x'",
            "size eq 99999999999999999999",
            "size eq 1 and",
            "size eq 1 size eq 2",
            "(size eq 1",
            "size eq 1)",
            "()",
            "lastModifiedDateTime gt yesterday",
            "folder eq 1",
            "folder gt null",
            "bundle/album eq 'a'",
            "id eq 'x'",
            "endswith(name,'a')",
            "contains(name,'a')",
            "startswith(size,'a')",
            "startswith(name)",
            "startswith(name,a)",
            "startswith name,'a'",
            "name eq 'o'brien'",
            "not (size eq 1)",
            &format!("{}size eq 1{}", "(".repeat(10_000), ")".repeat(10_000)),
        ] {
            assert!(Filter::parse(filter).is_err(), "{filter}");
        }
    }
}
