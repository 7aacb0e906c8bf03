//! `$orderby`: the order of the items of a list.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    graph::error::Error,
    world::{Node, name},
};

/// A property to sort by.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SortBy {
    property: Property,
    descending: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Property {
    Name,
    Size,
    Modified,
}

/// Reads the value of the option: properties, each of which may have `asc` or `desc`.
pub fn parse(text: &str) -> Result<Vec<SortBy>, Error> {
    let refuse = || Error::QueryOption(format!("The value of $orderby is not supported: {text}"));
    let keys = text.split(',').map(|key| {
        let mut words = key.split_whitespace();
        let property = match words.next()? {
            "name" => Property::Name,
            "size" => Property::Size,
            "lastModifiedDateTime" => Property::Modified,
            _ => return None,
        };
        let descending = match words.next() {
            None | Some("asc") => false,
            Some("desc") => true,
            Some(_) => return None,
        };
        words.next().is_none().then_some(SortBy { property, descending })
    });
    keys.collect::<Option<_>>().ok_or_else(refuse)
}

/// Returns whether these keys ask for the order in which a folder keeps its items.
pub fn is_by_name(keys: &[SortBy]) -> bool {
    matches!(keys, [] | [SortBy { property: Property::Name, descending: false }, ..])
}

/// Sorts items; those with equal keys stay as they were.
pub fn sort(nodes: &mut Vec<&Arc<Node>>, keys: &[SortBy]) {
    if keys.is_empty() {
        return;
    }
    let mut named: Vec<(Arc<str>, &Arc<Node>)> =
        nodes.drain(..).map(|node| (name::key(&node.name), node)).collect();
    named.sort_by(|(a_name, a), (b_name, b)| {
        keys.iter().fold(Ordering::Equal, |ordering, key| {
            ordering.then_with(|| {
                let by_key = match key.property {
                    Property::Name => a_name.cmp(b_name),
                    Property::Size => a.size().cmp(&b.size()),
                    Property::Modified => a.modified.at.cmp(&b.modified.at),
                };
                if key.descending { by_key.reverse() } else { by_key }
            })
        })
    });
    nodes.extend(named.into_iter().map(|(_, node)| node));
}

#[cfg(test)]
mod tests {
    use super::{is_by_name, parse, sort};
    use crate::fixture;

    #[test]
    fn items_come_in_the_order_that_is_asked_for() {
        let world = fixture::built_in().expect("valid");
        let root = world.drives().next().expect("alice's").root;
        for (order, expected) in [
            ("name", "archive.zip, Documents, hello.txt, locked.zip, Photos, Shared examples"),
            ("name desc", "Shared examples, Photos, locked.zip, hello.txt, Documents, archive.zip"),
            ("size", "Shared examples, hello.txt, locked.zip, archive.zip, Photos, Documents"),
            ("size desc,name asc", "Documents, Photos, archive.zip, locked.zip, hello.txt, Shared examples"),
            (
                "lastModifiedDateTime desc, name desc",
                "Shared examples, Photos, locked.zip, hello.txt, Documents, archive.zip",
            ),
        ] {
            let mut nodes: Vec<_> = world.children(root).collect();
            sort(&mut nodes, &parse(order).expect("supported"));
            let names: Vec<&str> = nodes.iter().map(|node| &*node.name).collect();
            assert_eq!(names.join(", "), expected, "{order}");
        }
        for order in ["", "id", "name up", "name desc asc", "name,", "name;size"] {
            assert!(parse(order).is_err(), "{order:?}");
        }
        let natural = |order: &str| is_by_name(&parse(order).expect("supported"));
        assert!(natural("name") && natural("name asc,size") && !natural("name desc") && !natural("size"));
    }
}
