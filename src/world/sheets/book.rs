//! The sheets of a document. Values are kept as the provider wrote them: the world does not read them.

use std::sync::Arc;

use imbl::{OrdMap, Vector};
use serde::{Deserialize, Serialize};

/// The most sheets of one document.
pub const MOST_SHEETS: usize = 200;
/// The most cells with something in them of one sheet.
pub const MOST_CELLS: usize = 200_000;
/// The most fields of one sheet.
pub const MOST_FIELDS: usize = 500;
/// The most records of one sheet.
pub const MOST_RECORDS: usize = 50_000;

/// The sheets of a document, beside its content.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Book {
    /// The version of the content that they belong to; another content has other sheets.
    pub version: u32,
    /// The sheets in their order.
    pub sheets: Vector<Arc<Sheet>>,
}

/// A sheet.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub struct Sheet {
    /// Its number in the document, from 1.
    pub id: u32,
    /// Its name.
    pub name: Arc<str>,
    /// What is in it.
    pub body: SheetBody,
}

/// What is in a sheet.
#[derive(Clone, PartialEq, Debug, Deserialize, Serialize)]
pub enum SheetBody {
    /// Cells in rows and columns.
    Cells(Cells),
    /// Records with fields.
    Records(Records),
}

/// A place in a sheet: the row and the column, from 0.
pub type Place = (u32, u32);

/// Cells in rows and columns.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Cells {
    /// The cells that have something in them.
    pub filled: OrdMap<Place, Cell>,
    /// The merged areas, by their first cell; none overlaps another.
    pub merged: OrdMap<Place, Area>,
}

/// A cell with something in it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize, Serialize)]
pub struct Cell {
    /// What it shows.
    pub text: Arc<str>,
    /// The formula of which it shows the result; only a content that came from elsewhere has any.
    pub formula: Option<Arc<str>>,
    /// How a number is shown.
    pub format: Option<Arc<str>>,
}

/// Rows and columns, with the last ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Area {
    /// The first cell.
    pub from: Place,
    /// The last cell.
    pub to: Place,
}

/// Records with fields.
#[derive(Clone, PartialEq, Debug, Default, Deserialize, Serialize)]
pub struct Records {
    /// The fields; the first one is the primary one.
    pub fields: Vector<Field>,
    /// The views, each with its name and its kind.
    pub views: Vector<(Arc<str>, Arc<str>)>,
    /// The records by their numbers: the value of each field by the field's number.
    pub rows: OrdMap<u32, OrdMap<u32, Arc<str>>>,
    /// The number of the last record that was made.
    pub last: u32,
}

/// A field of records.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub struct Field {
    /// Its number in the sheet, from 1.
    pub id: u32,
    /// Its name.
    pub name: Arc<str>,
    /// Its kind in the vendor's words.
    pub kind: Arc<str>,
    /// The values that a selection offers.
    pub items: Vec<Arc<str>>,
}

impl Area {
    /// Whether a cell lies in it.
    pub fn has(&self, (row, column): Place) -> bool {
        (self.from.0..=self.to.0).contains(&row) && (self.from.1..=self.to.1).contains(&column)
    }

    /// Whether it has a cell in common with another.
    pub fn meets(&self, other: &Self) -> bool {
        self.from.0 <= other.to.0
            && other.from.0 <= self.to.0
            && self.from.1 <= other.to.1
            && other.from.1 <= self.to.1
    }

    /// Returns how many cells it has.
    pub fn size(&self) -> u64 {
        (u64::from(self.to.0 - self.from.0) + 1) * (u64::from(self.to.1 - self.from.1) + 1)
    }

    /// Iterates over its cells, row by row.
    pub fn places(self) -> impl Iterator<Item = Place> {
        (self.from.0..=self.to.0)
            .flat_map(move |row| (self.from.1..=self.to.1).map(move |column| (row, column)))
    }
}

impl Cells {
    /// Returns the last row and the last column that have something in them.
    pub fn last(&self) -> Option<Place> {
        let filled = self.filled.keys().copied().chain(self.merged.values().map(|area| area.to));
        filled.reduce(|last, place| (last.0.max(place.0), last.1.max(place.1)))
    }
}
