//! What is told with an item on demand: what lies in it, its thumbnails, its permissions.

use serde_json::Value;

use super::{item::Render, permission::visible_permissions, thumbnail};
use crate::{
    graph::{
        auth::Caller,
        ids,
        odata::{Options, PAGE, Selected, paging},
        respond::to_value,
        wire::Item,
    },
    world::Node,
};

/// An item, with what is asked for with it.
pub fn with_expansions(
    caller: &Caller,
    render: &Render<'_>,
    node: &Node,
    item: Item,
    options: &Options,
) -> Selected<Item> {
    if options.expansions().next().is_none() {
        return options.selected_or_whole(item);
    }
    let mut body = options.selected(&item);
    add(&mut body, caller, render, node, options);
    Selected::Part(body)
}

/// Adds to an item what is asked for with it.
fn add(body: &mut Value, caller: &Caller, render: &Render<'_>, node: &Node, options: &Options) {
    let Value::Object(members) = body else { return };
    if options.expands("thumbnails") {
        let sets = thumbnail::sets(render, node, options.selection_of("thumbnails"));
        members.insert("thumbnails".into(), to_value(&sets));
    }
    if options.expands("permissions") {
        let all = visible_permissions(caller, render, node, render.base.now);
        let told = all.iter().map(|permission| options.selected_of("permissions", permission));
        members.insert("permissions".into(), told.collect());
    }
    if options.expands("children") && node.is_folder() {
        let (children, next_link) = expanded_children(render, node, options);
        members.insert("children".into(), Value::Array(children));
        members.extend(next_link.map(|link| ("children@odata.nextLink".into(), Value::String(link))));
    }
}

/// What lies in a folder, as it is told with the folder: the first items, and the address of the rest.
fn expanded_children(render: &Render, folder: &Node, options: &Options) -> (Vec<Value>, Option<String>) {
    let mut nodes: Vec<_> = render.world.children(folder.id).take(PAGE + 1).collect();
    let more = nodes.len() > PAGE;
    nodes.truncate(PAGE);
    let token = nodes.last().filter(|_| more).map(|last| paging::behind(last));
    let link = token.zip(options.link_to_rest("children")).map(|(token, select)| {
        let drive = render.world.drive(folder.drive).map(ids::drive).unwrap_or_default();
        let folder = ids::item(render.world, folder);
        format!("{}/v1.0/drives/{drive}/items/{folder}/children?{select}$skiptoken={token}", render.base)
    });
    let told = nodes.into_iter().map(|node| options.selected_of("children", &render.item(node)));
    (told.collect(), link)
}
