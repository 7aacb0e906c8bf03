//! Writing into cells, formatting and merging them.

use std::sync::Arc;

use axum::response::Response;
use serde::Deserialize;

use super::list;
use crate::{
    http::body::Object,
    kdocs::{
        auth::token::Personal,
        books::open::{self, Kind},
        books::path::SheetPath,
        error::Error,
        json::Json,
        respond,
    },
    world::{Area, Cell, Cells, Sheet, SheetBody},
};

/// The most cells that one call changes.
const MOST_CELLS: u64 = 2000;
/// The longest text of a cell, in characters.
const LONGEST_TEXT: usize = 32_767;
/// The last row and the last column.
const LAST: (u32, u32) = (1_048_575, 16_383);

/// What to change.
#[derive(Deserialize)]
pub struct UpdateBody {
    ranges: Vec<Object<Range>>,
}

/// A change of an area.
#[derive(Deserialize)]
struct Range {
    op_type: OpType,
    row_from: u32,
    row_to: u32,
    col_from: u32,
    col_to: u32,
    formula: Option<String>,
    numfmt: Option<String>,
    xf: Option<Object<Xf>>,
}

/// How cells are shown; only the format of numbers is documented.
#[derive(Deserialize)]
struct Xf {
    numfmt: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum OpType {
    Merge,
    Formula,
    Format,
    Picture,
}

/// A change that was checked.
enum Step {
    Write(Area, Arc<str>),
    Format(Area, Arc<str>),
    Merge(Area),
}

/// Changes cells of a sheet, all that the call names or none.
///
/// Handles `POST /api/v1/openapi/et/{file_token}/sheets/{sheet_idx}/cells`.
/// Handles `POST /api/v1/openapi/ksheet/{file_token}/sheets/{sheet_idx}/cells`.
pub async fn update(
    Personal(caller): Personal,
    path: SheetPath,
    Json(body): Json<UpdateBody>,
) -> Result<Response, Error> {
    let steps = body.ranges.iter().map(|range| step(range)).collect::<Result<Vec<_>, _>>()?;
    if steps.is_empty() {
        return Err(Error::Invalid("ranges is empty".into()));
    }
    let size = |step: &Step| match step {
        Step::Write(area, _) | Step::Format(area, _) | Step::Merge(area) => area.size(),
    };
    if steps.iter().map(size).sum::<u64>() > MOST_CELLS {
        return Err(Error::Invalid(format!("ranges: one call takes at most {MOST_CELLS} cells").into()));
    }
    let (node, book) = open::open(&caller, Kind::Cells, &path.file).await?;
    open::change(&caller, (node, &book), |book| {
        let (at, cells) = list::at(book, &path.sheet)?;
        let mut cells = cells.clone();
        steps.iter().try_for_each(|step| carry_out(&mut cells, step))?;
        if let Some(sheet) = book.sheets.get_mut(at) {
            *sheet = Arc::new(Sheet { body: SheetBody::Cells(cells), ..Sheet::clone(sheet) });
        }
        Ok(())
    })?;
    Ok(respond::done())
}

/// Checks one change.
fn step(range: &Range) -> Result<Step, Error> {
    let invalid = |text: &str| Error::Invalid(format!("ranges: {text}").into());
    let area = Area { from: (range.row_from, range.col_from), to: (range.row_to, range.col_to) };
    if area.to.0 < area.from.0 || area.to.1 < area.from.1 {
        return Err(invalid("row_to and col_to may not lie before row_from and col_from"));
    }
    if area.to.0 > LAST.0 || area.to.1 > LAST.1 {
        return Err(invalid(&format!("the last row is {}, the last column {}", LAST.0, LAST.1)));
    }
    match range.op_type {
        OpType::Formula => {
            let text = range.formula.as_deref().ok_or_else(|| invalid("formula is missing"))?;
            if text.starts_with('=') {
                return Err(Error::NotEmulated("formulas that are to be calculated".into()));
            }
            if text.chars().count() > LONGEST_TEXT {
                return Err(invalid(&format!("a cell holds at most {LONGEST_TEXT} characters")));
            }
            Ok(Step::Write(area, text.into()))
        }
        OpType::Format => {
            let format = range.xf.as_ref().map(|xf| &xf.numfmt).or(range.numfmt.as_ref());
            let format = format.ok_or_else(|| invalid("numfmt is missing"))?;
            if format.chars().count() > LONGEST_TEXT {
                return Err(invalid("numfmt is too long"));
            }
            Ok(Step::Format(area, format.as_str().into()))
        }
        OpType::Merge => Ok(Step::Merge(area)),
        OpType::Picture => Err(Error::NotEmulated("op_type picture".into())),
    }
}

fn carry_out(cells: &mut Cells, step: &Step) -> Result<(), Error> {
    match step {
        Step::Write(area, text) => {
            for place in area.places() {
                let format = cells.filled.get(&place).and_then(|cell| cell.format.clone());
                if text.is_empty() && format.is_none() {
                    cells.filled.remove(&place);
                } else {
                    cells.filled.insert(place, Cell { text: Arc::clone(text), formula: None, format });
                }
            }
        }
        Step::Format(area, format) => {
            for place in area.places() {
                let cell = cells.filled.get(&place).cloned().unwrap_or_default();
                cells.filled.insert(place, Cell { format: Some(Arc::clone(format)), ..cell });
            }
        }
        Step::Merge(area) => {
            if cells.merged.values().any(|other| other.meets(area) && other != area) {
                return Err(Error::Invalid("ranges: merged areas may not overlap".into()));
            }
            if area.size() > 1 {
                cells.merged.insert(area.from, *area);
            }
        }
    }
    Ok(())
}
