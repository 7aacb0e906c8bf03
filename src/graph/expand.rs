//! What is told with an item on demand: what lies in it, its thumbnails, its permissions.

use serde_json::Value;

use super::{
    auth::Caller,
    error::Error,
    listing,
    odata::{Options, to_value},
    permissions,
    render::Render,
    thumbnails,
};
use crate::world::{Flavor, Node};

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

/// Refuses what cannot be told with an item, or is not.
pub fn check(options: &Options) -> Result<(), Error> {
    options.expansions().try_for_each(|name| match name {
        "children" | "permissions" | "thumbnails" => Ok(()),
        name if LATER.contains(&name) => Err(Error::NotServed(format!("$expand={name}"))),
        name => Err(Error::QueryOption(format!(
            "Parsing OData Select and Expand failed: Could not find a property named '{name}' on type \
             'microsoft.graph.driveItem'."
        ))),
    })
}

/// Refuses what cannot be told with each item of a folder's list.
pub fn check_children(render: &Render<'_>, folder: &Node, options: &Options) -> Result<(), Error> {
    check(options)?;
    if options.expands("thumbnails") && render.world.drive(folder.drive)?.flavor == Flavor::Business {
        return Err(Error::QueryOption("Thumbnails of children are told of personal drives only.".into()));
    }
    Ok(())
}

/// Adds to an item what is asked for with it.
pub fn add(body: &mut Value, caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) {
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
