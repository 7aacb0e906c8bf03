//! What is told with an item on demand: what lies in it, its thumbnails, its permissions.

use serde_json::Value;

use super::{
    auth::Caller,
    error::Error,
    listing,
    odata::{Options, Told, to_value},
    permissions,
    render::Render,
    thumbnails,
    wire::Item,
};
use crate::{http::Operation, world::Node};

/// What else the schema lets an item be told with.
const LATER: [&str; 9] = [
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

/// The operations whose items are told with what is asked for.
const OPERATIONS: [&str; 7] = [
    "driveItem.get",
    "driveItem.children.list",
    "driveItem.search",
    "driveItem.delta",
    "drive.following.get",
    "share.driveItem",
    "share.items",
];

/// Refuses what cannot be told in the answer to an operation, or is not.
pub fn check(operation: &Operation, options: &Options) -> Result<(), Error> {
    let later = |name: &str| Error::NotServed(format!("$expand={name} of {}", operation.name));
    options.expansions().try_for_each(|name| match name {
        name if !OPERATIONS.contains(&operation.name) => Err(later(name)),
        "children" | "permissions" | "thumbnails" => Ok(()),
        name if LATER.contains(&name) => Err(later(name)),
        name => Err(Error::QueryOption(format!(
            "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type \
             'microsoft.graph.driveItem'."
        ))),
    })
}

/// An item, with what is asked for with it.
pub fn told(caller: &Caller, render: &Render<'_>, node: &Node, item: Item, options: &Options) -> Told<Item> {
    if options.expansions().next().is_none() {
        return options.told(item);
    }
    let mut body = options.selected(&item);
    add(&mut body, caller, render, node, options);
    Told::Part(body)
}

/// Adds to an item what is asked for with it.
fn add(body: &mut Value, caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) {
    let Value::Object(members) = body else { return };
    if options.expands("thumbnails") {
        let sets = thumbnails::of(render, node, options.selection_of("thumbnails"));
        members.insert("thumbnails".into(), to_value(&sets));
    }
    if options.expands("permissions") {
        let all = permissions::told(caller, render, node, render.base.now);
        let told = all.iter().map(|permission| options.selected_of("permissions", permission));
        members.insert("permissions".into(), told.collect());
    }
    if options.expands("children") && node.is_folder() {
        let (children, next_link) = listing::expanded(render, node, options);
        members.insert("children".into(), Value::Array(children));
        members.extend(next_link.map(|link| ("children@odata.nextLink".into(), Value::String(link))));
    }
}
