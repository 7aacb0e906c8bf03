//! Reading cells.

use axum::response::Response;

use super::list;
use crate::{
    http,
    kdocs::{
        auth::token::Personal,
        books::open::{self, Kind},
        books::path::SheetPath,
        error::Error,
        query::Query,
        respond,
        wire::{CellRange, CellRanges},
    },
    world::{Area, Cell, Cells},
};

/// Returns what is in an area of a sheet: the cells that have something in them, and the merged areas.
///
/// Handles `GET /api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells`.
/// Handles `GET /api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells`.
pub async fn read(Personal(caller): Personal, path: SheetPath, query: Query) -> Result<Response, Error> {
    let number = |name| {
        let number: Result<u32, _> = query.required(name)?.parse();
        number.map_err(|_| Error::Invalid(format!("{name} is no index").into()))
    };
    let area =
        Area { from: (number("row_from")?, number("col_from")?), to: (number("row_to")?, number("col_to")?) };
    if area.to.0 < area.from.0 || area.to.1 < area.from.1 {
        return Err(Error::Invalid("row_to and col_to may not lie before row_from and col_from".into()));
    }
    // Pictures cannot be put into cells, so there is no address that it could ask for.
    query.word("with_pic_url", &[("true", true), ("false", false)])?;
    let (_, book) = open::open(&caller, Kind::Cells, &path.file).await?;
    let (_, cells) = list::at(&book, &path.sheet)?;
    Ok(respond::success(&CellRanges { cells: within(cells, area) }))
}

fn within(cells: &Cells, area: Area) -> Vec<CellRange> {
    let empty = Cell::default();
    let merged = cells.merged.values().filter(|merged| merged.meets(&area)).copied();
    let merged: Vec<Area> = merged.collect();
    let rows = (area.from.0, 0)..=(area.to.0, u32::MAX);
    let single = cells
        .filled
        .range(rows)
        .filter(|(place, _)| area.has(**place) && !merged.iter().any(|merged| merged.has(**place)));
    let mut found: Vec<(Area, &Cell)> =
        single.map(|(place, cell)| (Area { from: *place, to: *place }, cell)).collect();
    // What a merged area shows is in its first cell.
    found.extend(merged.iter().map(|area| (*area, cells.filled.get(&area.from).unwrap_or(&empty))));
    http::sort_by_key(&mut found, |(area, _)| area.from);
    let range = |(area, cell): (Area, &Cell)| CellRange {
        row_from: area.from.0,
        row_to: area.to.0,
        col_from: area.from.1,
        col_to: area.to.1,
        cell_text: cell.text.to_string(),
        original_cell_value: cell.formula.as_ref().unwrap_or(&cell.text).to_string(),
        num_format: cell.format.as_deref().unwrap_or("General").to_owned(),
    };
    found.into_iter().map(range).collect()
}
