//! Reading and changing the sheets of a document, and what becomes of them with the document.

use std::sync::Arc;

use crate::world::{
    accounts::actor::Actor,
    error::Error,
    id::NodeId,
    sheets::book::{Book, MOST_CELLS, MOST_FIELDS, MOST_RECORDS, MOST_SHEETS, SheetBody},
    state::World,
    time::Timestamp,
};

impl World {
    /// Returns the sheets of a file, if any were kept for its present content.
    pub fn book(&self, id: NodeId) -> Option<&Arc<Book>> {
        let version = self.node(id).ok()?.version();
        self.books.get(&id).filter(|book| book.version == version)
    }

    /// Keeps other sheets for a file, which is a change of it; its content stays as it is.
    ///
    /// # Errors
    /// [`Error::NotFound`], [`Error::InBin`], [`Error::NotAFile`], [`Error::TooManyItems`].
    pub fn put_book(&mut self, by: Actor, id: NodeId, book: Book, now: Timestamp) -> Result<(), Error> {
        let file = self.live(id)?;
        if file.is_folder() {
            return Err(Error::NotAFile(id));
        }
        let version = file.version();
        check(&book)?;
        self.record_calls(id, &book);
        self.books.insert(id, Arc::new(Book { version, ..book }));
        self.touch(id, by, now)
    }

    /// Gives a copy of a file the same sheets.
    pub(in crate::world) fn copy_book(&mut self, from: &Self, source: NodeId, copy: NodeId) {
        if from.books.is_empty() {
            return;
        }
        let version = self.node(copy).map_or(1, |copy| copy.version());
        if let Some(book) = from.book(source) {
            self.books.insert(copy, Arc::new(Book { version, ..Book::clone(book) }));
        }
    }
}

/// Refuses sheets that are more than one document may have.
fn check(book: &Book) -> Result<(), Error> {
    let within = |count: usize, limit: usize| {
        if count > limit { Err(Error::TooManyItems { limit: limit as u64 }) } else { Ok(()) }
    };
    within(book.sheets.len(), MOST_SHEETS)?;
    book.sheets.iter().try_for_each(|sheet| match &sheet.body {
        SheetBody::Cells(cells) => within(cells.filled.len().max(cells.merged.len()), MOST_CELLS),
        SheetBody::Records(records) => {
            within(records.fields.len(), MOST_FIELDS)?;
            within(records.rows.len(), MOST_RECORDS)
        }
    })
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use imbl::Vector;

    use super::{Arc, Book, Error, MOST_SHEETS, SheetBody, World};
    use crate::world::{
        accounts::actor::Actor,
        content::Content,
        drives::drive::Owner,
        name::OnConflict,
        sheets::book::{Cells, Sheet},
        time::Timestamp,
        tree::copy::CopySpec,
    };

    #[test]
    fn sheets_go_with_their_document() {
        let now = Timestamp::from_seconds(1);
        let mut world = World::new();
        let by = Actor::User(world.add_user("alice", "Alice", "alice@example.com"));
        let Actor::User(alice) = by else { return };
        world.add_drive("Alice's", Owner::Personal(alice), 1000, now);
        let root = world.drives().next().expect("added").root;
        let content = || Content::new(Bytes::from_static(b"x"));
        let file = world.create_file(by, root, "a", content(), OnConflict::Fail, now).expect("free");
        let folder = world.create_folder(by, root, "b", OnConflict::Fail, now).expect("free");
        assert!(world.book(file).is_none());
        world.put_book(by, file, Book { version: 9, sheets: Vector::new() }, now).expect("a file");
        assert_eq!(world.book(file).map(|book| book.version), Some(1));
        assert!(world.put_book(by, folder, Book::default(), now).is_err());
        let sheet = Sheet { id: 1, name: "a".into(), body: SheetBody::Cells(Cells::default()) };
        let sheets = std::iter::repeat_n(Arc::new(sheet), MOST_SHEETS + 1).collect();
        let many = world.put_book(by, file, Book { version: 1, sheets }, now);
        assert_eq!(many, Err(Error::TooManyItems { limit: MOST_SHEETS as u64 }));
        let copy = CopySpec {
            source: file,
            into: folder,
            name: None,
            on_conflict: OnConflict::Fail,
            versions: false,
            children_only: false,
        };
        let copied = world.copy(by, &copy, now).expect("room");
        assert!(world.book(copied).is_some());
        let copied =
            world.copy(by, &CopySpec { source: folder, into: root, name: Some("c".into()), ..copy }, now);
        let inside = world.child(copied.expect("room"), "a").expect("copied");
        assert!(world.book(inside).is_some(), "below a folder too");
        world.write(by, file, content(), now).expect("room");
        assert!(world.book(file).is_none(), "another content has other sheets");
        world.delete(inside).expect("there");
        assert_eq!(world.books.len(), 2);
    }
}
