//! Keeping previews: the oldest go where there are too many.

use std::sync::Arc;

use crate::world::{
    id::AppId,
    previews::preview::{Preview, Shown},
    state::World,
    time::Timestamp,
};

/// The most previews of a world, and the most bytes that they keep, the newest apart.
const MOST: usize = 1000;
const MOST_BYTES: u64 = 256 << 20;

impl World {
    /// Makes a preview. Returns it with its number.
    pub fn create_preview(
        &mut self,
        app: AppId,
        shown: Shown,
        download: bool,
        expires: Timestamp,
    ) -> Arc<Preview> {
        let first = self.last_preview + 1;
        self.add_preview(Preview { number: first, first, app, shown, download, expires })
    }

    /// Ends a preview and makes another of the same; returns none if the application has no such preview.
    pub fn renew_preview(
        &mut self,
        app: AppId,
        number: u64,
        now: Timestamp,
        expires: Timestamp,
    ) -> Option<Arc<Preview>> {
        let old = Arc::clone(self.preview(number, now).filter(|preview| preview.app == app)?);
        self.previews.remove(&number);
        Some(self.add_preview(Preview { expires, ..Preview::clone(&old) }))
    }

    /// Ends a preview. Returns whether the application had it.
    pub fn end_preview(&mut self, app: AppId, number: u64, now: Timestamp) -> bool {
        let own = self.preview(number, now).is_some_and(|preview| preview.app == app);
        own && self.previews.remove(&number).is_some()
    }

    /// Returns the preview of this number, if it has not ended.
    pub fn preview(&self, number: u64, now: Timestamp) -> Option<&Arc<Preview>> {
        self.previews.get(&number).filter(|preview| now < preview.expires)
    }

    /// Returns the preview into which this one was renewed last, if that has not ended.
    pub fn renewed_preview(&self, first: u64, now: Timestamp) -> Option<&Arc<Preview>> {
        let mut renewed = self.previews.values().rev();
        renewed.find(|preview| preview.first == first && now < preview.expires)
    }

    fn add_preview(&mut self, preview: Preview) -> Arc<Preview> {
        self.last_preview += 1;
        let preview = Arc::new(Preview { number: self.last_preview, ..preview });
        self.previews.insert(preview.number, Arc::clone(&preview));
        let mut bytes: u64 = self.previews.values().map(|preview| preview.size()).sum();
        while self.previews.len() > 1 && (self.previews.len() > MOST || bytes > MOST_BYTES) {
            let oldest = self.previews.get_min().map(|(number, _)| *number);
            let oldest = oldest.and_then(|oldest| self.previews.remove(&oldest));
            bytes -= oldest.map_or(0, |oldest| oldest.size());
        }
        preview
    }
}
