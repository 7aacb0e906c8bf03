//! Finding the sheet of records that a path names, and the fields that a call names.

use std::sync::Arc;

use crate::{
    kdocs::{error::Error, ids},
    world::{Book, Field, Records, Sheet, SheetBody},
};

/// Returns the records of the sheet of this id, and where the sheet stands in its document.
///
/// # Errors
/// [`Error::Invalid`], [`Error::NoFile`].
pub fn find<'b>(book: &'b Book, id: &str) -> Result<(usize, &'b Records), Error> {
    let number: u32 = id.parse().map_err(|_| Error::Invalid(format!("sheet_id: {id}").into()))?;
    let found = book.sheets.iter().enumerate().find(|(_, sheet)| sheet.id == number);
    match found.map(|(at, sheet)| (at, &sheet.body)) {
        Some((at, SheetBody::Records(records))) => Ok((at, records)),
        Some((_, SheetBody::Cells(_))) | None => Err(Error::NoFile(format!("sheet {id}"))),
    }
}

/// Puts other records in the place of those of a sheet.
pub fn replace(book: &mut Book, at: usize, records: Records) {
    if let Some(sheet) = book.sheets.get_mut(at) {
        *sheet = Arc::new(Sheet { body: SheetBody::Records(records), ..Sheet::clone(sheet) });
    }
}

/// Returns the field of this name, or of this id if the caller prefers ids.
///
/// # Errors
/// [`Error::Invalid`].
pub fn field<'r>(records: &'r Records, name: &str, prefer_id: bool) -> Result<&'r Field, Error> {
    let is_meant =
        |field: &&Field| if prefer_id { ids::letters(field.id) == name } else { &*field.name == name };
    let unknown = || Error::Invalid(format!("the sheet has no field {name}").into());
    records.fields.iter().find(is_meant).ok_or_else(unknown)
}

/// Returns the number of the record of this id.
///
/// # Errors
/// [`Error::NoFile`].
pub fn record(records: &Records, id: &str) -> Result<u32, Error> {
    let number = ids::parse_letters(id).filter(|number| records.rows.contains_key(number));
    number.ok_or_else(|| Error::NoFile(format!("record {id}")))
}
