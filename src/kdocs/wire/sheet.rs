//! Sheets and their cells: <https://developer.kdocs.cn/server/ksheet/workbook-sheets-info.html>.

use serde::Serialize;

/// The sheets of a document.
#[derive(Serialize)]
pub struct Sheets {
    pub sheets_info: Vec<SheetInfo>,
}

/// A sheet, and how far it is filled.
#[derive(Serialize)]
pub struct SheetInfo {
    pub sheet_id: u32,
    pub sheet_idx: usize,
    pub sheet_name: String,
    pub row_from: u32,
    pub row_to: u32,
    pub col_from: u32,
    pub col_to: u32,
    pub is_visible: bool,
    pub sheet_type: &'static str,
}

/// The cells of an area.
#[derive(Serialize)]
pub struct CellRanges {
    pub cells: Vec<CellRange>,
}

/// A cell, or several that are merged.
#[derive(Serialize)]
pub struct CellRange {
    pub row_from: u32,
    pub row_to: u32,
    pub col_from: u32,
    pub col_to: u32,
    pub cell_text: String,
    pub original_cell_value: String,
    pub num_format: String,
}
