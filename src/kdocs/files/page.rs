//! Pages of lists: `count` and `offset` in the query, `next_offset` in the reply (reference 6).

use crate::kdocs::{error::Error, query::Query};

/// The most items that one page may have (reference 15, row 34).
const MOST: usize = 500;

/// How many items a page of most lists has.
pub const USUAL: usize = 30;

/// A part of a list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Page {
    offset: usize,
    count: usize,
}

impl Page {
    /// Reads the page that a query asks for; `usual` is how many items it has if the query does not say.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn read(query: &Query, usual: usize) -> Result<Self, Error> {
        let count = query.number("count")?.map_or(Some(usual), |count| usize::try_from(count).ok());
        let Some(count) = count.filter(|count| (1..=MOST).contains(count)) else {
            return Err(Error::Invalid(format!("count is none of 1 to {MOST}").into()));
        };
        let offset = query.number("offset")?.unwrap_or(0);
        let offset = usize::try_from(offset).map_err(|_| Error::Invalid("offset is below 0".into()))?;
        Ok(Self { offset, count })
    }

    /// Moves the beginning of the page, if it lies before this place.
    #[must_use]
    pub fn not_before(self, start: usize) -> Self {
        Self { offset: self.offset.max(start), ..self }
    }

    /// Returns the items of the page, and where the next one begins: -1 if there is none.
    pub fn of<T>(self, items: impl IntoIterator<Item = T>) -> (Vec<T>, i64) {
        let mut rest = items.into_iter().skip(self.offset);
        let page: Vec<T> = rest.by_ref().take(self.count).collect();
        let next = rest.next().and_then(|_| i64::try_from(self.offset + self.count).ok());
        (page, next.unwrap_or(-1))
    }
}
