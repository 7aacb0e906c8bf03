//! Finding a document and its sheets.
//!
//! An empty content is a new document. Sheets that were changed are kept beside the content until another content
//! takes its place; the content itself stays as it was uploaded.

use std::sync::Arc;

use imbl::vector;

use super::xlsx;
use crate::{
    documents::text,
    http,
    kdocs::{auth::Caller, error::Error},
    world::{Ability, Book, Cells, Field, NodeId, Records, Sheet, SheetBody, World},
};

/// Which documents a family is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Sheets of cells.
    Cells,
    /// Sheets of records.
    Records,
}

impl Kind {
    fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Cells => &["ksheet", "xlsx", "xls", "et"],
            Self::Records => &["dbt"],
        }
    }
}

/// Finds a document of this kind in a world.
///
/// # Errors
/// [`Error::NoFile`], [`Error::Invalid`].
pub fn find(caller: &Caller, world: &World, kind: Kind, id: &str) -> Result<NodeId, Error> {
    let node = caller.node(world, id, Ability::Preview)?;
    let extension = node.name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let fits = extension.is_some_and(|extension| kind.extensions().contains(&extension.as_str()));
    if node.is_folder() || !fits {
        let known = kind.extensions().join(", .");
        return Err(Error::Invalid(format!("{id}: the document is none of .{known}").into()));
    }
    Ok(node.id)
}

/// Finds a document, and returns its sheets as the request found them.
///
/// # Errors
/// As [`find`]; [`Error::Invalid`] for a content that cannot be read.
pub async fn open(caller: &Caller, kind: Kind, id: &str) -> Result<(NodeId, Arc<Book>), Error> {
    let world = caller.world();
    let node = find(caller, world, kind, id)?;
    if let Some(book) = world.book(node) {
        return Ok((node, Arc::clone(book)));
    }
    let file = world.node(node)?;
    let (version, content) = (file.version(), file.content().cloned().unwrap_or_default());
    let sheets = if content.size() == 0 {
        vector![Arc::new(first(kind))]
    } else {
        let room = text::room(&content);
        let read = http::heavy(caller.call.memory(), room, move || xlsx::read(&content));
        let read = read.await?;
        let read = read.filter(|_| kind == Kind::Cells);
        read.ok_or_else(|| Error::Invalid(format!("{id}: no sheets can be read out of the file").into()))?
    };
    Ok((node, Arc::new(Book { version, sheets })))
}

/// Changes the sheets of a document; `opened` is what it has if nothing was kept for it yet.
///
/// # Errors
/// Those of `change`; [`Error::Invalid`] if another content took the place of the opened one.
pub fn change<T>(
    caller: &Caller,
    (node, opened): (NodeId, &Book),
    change: impl FnOnce(&mut Book) -> Result<T, Error>,
) -> Result<T, Error> {
    caller.sandbox().write(|world, now| {
        let file = world.live(node)?;
        caller.permit(world, file, &file.name, Ability::Update)?;
        let kept = world.book(node).map(|book| Book::clone(book));
        let mut book = match kept {
            Some(book) => book,
            None if file.version() == opened.version => opened.clone(),
            None => return Err(Error::Invalid("another content was written meanwhile: try again".into())),
        };
        let changed = change(&mut book)?;
        world.put_book(caller.actor, node, book, now)?;
        Ok(changed)
    })
}

/// Returns the sheet that a new document begins with.
fn first(kind: Kind) -> Sheet {
    let (name, body) = match kind {
        Kind::Cells => ("Sheet1", SheetBody::Cells(Cells::default())),
        Kind::Records => {
            let field = |id, name: &str, kind: &str| Field {
                id,
                name: name.into(),
                kind: kind.into(),
                items: Vec::new(),
            };
            let fields = vector![field(1, "名称", "MultiLineText"), field(2, "数量", "Number")];
            let views = vector![("表格视图".into(), "Grid".into())];
            ("数据表", SheetBody::Records(Records { fields, views, ..Records::default() }))
        }
    };
    Sheet { id: 1, name: name.into(), body }
}
