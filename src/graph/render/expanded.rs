//! What `$expand` adds to an item: its children, its thumbnails, its permissions.

use serde_json::Value;

use super::{memory::Render, permission::visible_permissions, thumbnail};
use crate::{
    graph::{
        auth::Caller,
        ids,
        odata::{DEFAULT_PAGE_SIZE, Options, Selected, paging},
        respond::to_value,
        wire::Item,
    },
    world::{Ability, Node},
};

/// Returns an item, with what is selected and expanded of it.
pub fn with_expansions(
    caller: &Caller,
    render: &Render<'_>,
    node: &Node,
    mut item: Item,
    options: &Options,
) -> Selected<Item> {
    if options.selects("publication") {
        item.publication = render.publication(node);
    }
    if options.selects("sharepointIds") {
        item.sharepoint_ids = render.sharepoint_ids(node);
    }
    if options.expansions().next().is_none() {
        return options.selected_or_whole(item);
    }
    let mut body = options.selected(&item);
    add(&mut body, caller, render, node, options);
    Selected::Part(body)
}

/// Adds to an item what is expanded.
fn add(body: &mut Value, caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) {
    let Value::Object(members) = body else { return };
    if options.expands("thumbnails") {
        let sets = thumbnail::sets(render, node, options.selection_of("thumbnails"));
        members.insert("thumbnails".into(), to_value(&sets));
    }
    if options.expands("permissions") {
        let all = visible_permissions(caller, render, node, render.base.now);
        let selected = all.iter().map(|permission| options.selected_of("permissions", permission));
        members.insert("permissions".into(), selected.collect());
    }
    let lists = || caller.abilities(render.world, node).has(Ability::List);
    if options.expands("children") && node.is_folder() && lists() {
        let (children, next_link) = expanded_children(render, node, options);
        members.insert("children".into(), Value::Array(children));
        members.extend(next_link.map(|link| ("children@odata.nextLink".into(), Value::String(link))));
    }
}

/// Returns the first items in an expanded folder, and the address of the rest.
fn expanded_children(render: &Render, folder: &Node, options: &Options) -> (Vec<Value>, Option<String>) {
    let (nodes, token) = paging::children_after(render.world, folder, None, DEFAULT_PAGE_SIZE);
    let link = token.map(|token| {
        let (drive, folder) = (&render.home(folder.drive).id, ids::item(render.world, folder));
        let select = options.link_to_rest("children");
        format!("{}/v1.0/drives/{drive}/items/{folder}/children?{select}$skiptoken={token}", render.base)
    });
    let selected = nodes.into_iter().map(|node| options.selected_of("children", &render.item(node)));
    (selected.collect(), link)
}
