//! `$expand` and `$select`: which related things come with each item, and which of their members.

use crate::{graph::error::Error, http::Operation};

/// What else an item can be expanded with, by the schema.
const NOT_EMULATED: [&str; 9] = [
    "versions",
    "listItem",
    "analytics",
    "retentionLabel",
    "subscriptions",
    "workbook",
    "createdByUser",
    "lastModifiedByUser",
    "activities",
];

/// The operations whose items can be expanded.
const OPERATIONS: [&str; 9] = [
    "bundle.get",
    "bundle.children.list",
    "driveItem.get",
    "driveItem.children.list",
    "driveItem.search",
    "driveItem.delta",
    "drive.following.get",
    "share.driveItem",
    "share.items",
];

/// A related thing that each item is expanded with.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expand {
    pub name: String,
    pub select: Option<Vec<String>>,
}

/// Reads an expansion such as `children($select=id,name),thumbnails`.
pub fn parse(list: &str) -> Result<Vec<Expand>, Error> {
    let refuse = || Error::QueryOption(format!("The value of $expand cannot be read: {list}"));
    let mut found = Vec::new();
    let mut rest = list;
    while !rest.is_empty() {
        let end = rest.find([',', '(']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (inside, after) = match after.strip_prefix('(') {
            Some(inside) => inside.split_once(')').ok_or_else(refuse)?,
            None => ("", after),
        };
        let option = inside
            .split(';')
            .find_map(|option| option.trim().trim_start_matches('$').strip_prefix("select="));
        found.push(Expand { name: name.trim().into(), select: option.and_then(names) });
        rest = after.strip_prefix(',').unwrap_or(after);
        if !after.is_empty() && rest.len() == after.len() {
            return Err(refuse());
        }
    }
    Ok(found)
}

/// Reads a list of names; only the first step of a path counts. Returns none where all are selected, as by `*`.
pub fn names(list: &str) -> Option<Vec<String>> {
    let names = all_names(list);
    (!names.is_empty() && !names.iter().any(|name| name == "*")).then_some(names)
}

/// Reads a list of names, `*` among them; only the first step of a path counts.
pub fn all_names(list: &str) -> Vec<String> {
    list.split(',')
        .map(|name| name.trim().split('/').next().unwrap_or_default())
        .filter(|name| !name.is_empty())
        .map(|name| if name == "content.downloadUrl" { "@microsoft.graph.downloadUrl" } else { name }.into())
        .collect()
}

/// Returns names as contexts list them; annotations are no members of the schema.
pub fn listed(names: &[String]) -> impl Iterator<Item = &str> {
    names.iter().map(String::as_str).filter(|name| !name.starts_with('@'))
}

/// Refuses what items of an operation cannot be expanded with, and what is not emulated.
pub fn check<'a>(operation: &Operation, mut names: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let not_emulated = |name: &str| Error::NotEmulated(format!("$expand={name} of {}", operation.name));
    names.try_for_each(|name| match name {
        "children" if operation.name == "bundle.list" => Err(Error::QueryOption(
            "You can't use the expand=children query parameter to list bundles.".into(),
        )),
        name if !OPERATIONS.contains(&operation.name) => Err(not_emulated(name)),
        "children" | "permissions" | "thumbnails" => Ok(()),
        name if NOT_EMULATED.contains(&name) => Err(not_emulated(name)),
        name => Err(Error::QueryOption(format!(
            "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type \
             'microsoft.graph.driveItem'."
        ))),
    })
}

#[cfg(test)]
mod tests {
    use super::{Expand, names, parse};

    #[test]
    fn selections_and_expansions_are_read() {
        let list = |list: &[&str]| Some(list.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(names("id, name,parentReference/id"), list(&["id", "name", "parentReference"]));
        assert_eq!(names("*,sharepointIds"), None);
        assert_eq!(names(""), None);
        let expand = |name: &str, select| Expand { name: name.into(), select };
        assert_eq!(
            parse("children($select=id,name),thumbnails"),
            Ok(vec![expand("children", list(&["id", "name"])), expand("thumbnails", None)])
        );
        assert!(parse("children(").is_err() && parse("a(b)c").is_err());
    }
}
