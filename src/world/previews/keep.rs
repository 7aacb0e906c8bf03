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

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use bytes::Bytes;

    use super::*;
    use crate::world::content::Content;

    /// Makes previews of these contents; returns which of them are there then.
    fn kept(contents: impl Iterator<Item = Content>) -> Vec<bool> {
        let (mut world, now) = (World::new(), Timestamp::default());
        let expires = now.plus(Duration::from_secs(1));
        let shown = contents.map(|content| Shown::Fetched { name: "a.txt".into(), content });
        let made: Vec<_> =
            shown.map(|shown| world.create_preview(AppId(0), shown, false, expires).number).collect();
        made.into_iter().map(|number| world.preview(number, now).is_some()).collect()
    }

    #[test]
    fn the_oldest_preview_goes_where_there_are_too_many() {
        let kept = kept(std::iter::repeat_n(Content::default(), MOST + 1));
        assert_eq!((kept[0], kept.iter().filter(|kept| **kept).count()), (false, MOST));
    }

    #[test]
    fn the_oldest_previews_go_where_they_keep_too_many_bytes() {
        let large = Content::new(Bytes::from(vec![0; 100 << 20]));
        let contents = [large.clone(), large.clone(), Content::default(), large];
        assert_eq!(kept(contents.into_iter()), [false, true, true, true]);
    }
}
