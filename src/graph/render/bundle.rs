//! Bundles, from the world to the wire.

use std::sync::Arc;

use serde_json::Value;

use super::{date::date, memory::Render, tags};
use crate::{
    graph::{
        error::Error,
        ids,
        odata::{DEFAULT_PAGE_SIZE, Options, Selected, Subject, paging},
        short_text::ShortText,
        wire::{AlbumFacet, BundleFacet, FileSystemInfo, Item},
    },
    world::{Bundle, Drive},
};

/// Returns the id of a bundle, in the form of an item's.
pub fn id(drive: &Drive, bundle: &Bundle) -> ShortText {
    ids::item_of(drive, bundle.id)
}

impl Render<'_> {
    /// Returns a bundle, without a context; it lies in no folder, so it refers to its drive alone.
    pub fn bundle(&self, drive: &Drive, bundle: &Bundle) -> Item {
        let [e_tag, c_tag] = tags::of_bundle(bundle);
        let (created, modified) = (date(bundle.created.at), date(bundle.modified.at));
        let (mut size, mut child_count, mut cover) = (0, 0, None);
        let named = bundle.album.as_ref().and_then(|album| album.cover);
        for node in self.world.bundled(bundle) {
            size += node.size();
            child_count += 1;
            if named == Some(node.id) {
                cover = Some(ids::item_of(drive, node.id));
            }
        }
        let album = bundle.album.is_some().then_some(AlbumFacet { cover_image_item_id: cover });
        let id = id(drive, bundle);
        Item {
            context: None,
            download_url: None,
            e_tag,
            c_tag: Some(c_tag),
            name: Arc::clone(&bundle.name),
            // No item has such an address, so no link can be mistaken for one to an item.
            web_url: format!("{}/bundles/{id}", self.base),
            id,
            size,
            created_by: self.doer(drive.id, bundle.created.by),
            last_modified_by: self.doer(drive.id, bundle.modified.by),
            parent_reference: self.home(drive.id).reference().into(),
            file: None,
            folder: None,
            package: None,
            bundle: Some(BundleFacet { child_count, album }),
            root: None,
            file_system_info: FileSystemInfo {
                created_date_time: created,
                last_modified_date_time: modified,
                last_accessed_date_time: None,
            },
            description: None,
            special_folder: None,
            created_date_time: created,
            last_modified_date_time: modified,
            shared: None,
            deleted: None,
            publication: None,
            sharepoint_ids: None,
            search_result: None,
        }
    }

    /// Returns what conditions look at of a bundle.
    pub fn subject<'b>(&self, bundle: &'b Bundle) -> Subject<'b> {
        Subject::bundle(bundle, self.world.bundled(bundle).map(|node| node.size()).sum())
    }

    /// Returns a bundle, with what is selected and expanded of it.
    ///
    /// # Errors
    /// [`Error::NotEmulated`] for what only items are expanded with.
    pub fn bundle_with_expansions(
        &self,
        drive: &Drive,
        bundle: &Bundle,
        item: Item,
        options: &Options,
    ) -> Result<Selected<Item>, Error> {
        if let Some(name) = options.expansions().find(|name| *name != "children") {
            return Err(Error::NotEmulated(format!("$expand={name} of bundles")));
        }
        if !options.expands("children") {
            return Ok(options.selected_or_whole(item));
        }
        let mut body = options.selected(&item);
        if let Value::Object(members) = &mut body {
            let mut nodes: Vec<_> = self.world.bundled(bundle).collect();
            let token = paging::cut_after(&mut nodes, DEFAULT_PAGE_SIZE);
            let rows = nodes.into_iter().map(|node| options.selected_of("children", &self.item(node)));
            members.insert("children".into(), rows.collect());
            let link = token.map(|token| {
                let (drive, id) = (ids::drive(drive), id(drive, bundle));
                let select = options.link_to_rest("children");
                format!("{}/v1.0/drives/{drive}/bundles/{id}/children?{select}$skiptoken={token}", self.base)
            });
            members.extend(link.map(|link| ("children@odata.nextLink".into(), Value::String(link))));
        }
        Ok(Selected::Part(body))
    }
}
