//! What the vendor says of sheets and their cells; [`crate::kdocs::cells`] carries it out.

use crate::{http::Operation, kdocs::scopes};

/// <https://developer.kdocs.cn/server/ksheet/workbook-sheets-info.html>
pub const LIST: Operation = Operation { name: "ksheet.sheets.list", ..scopes::READ_SHEETS };
/// <https://developer.kdocs.cn/server/ksheet/workbook-get-cells.html>
pub const READ: Operation = Operation { name: "ksheet.sheets.cells.get", ..scopes::READ_SHEETS };
/// <https://developer.kdocs.cn/server/ksheet/workbook-update-cells.html>
pub const UPDATE: Operation = Operation { name: "ksheet.sheets.cells.update", ..scopes::EDIT_SHEETS };
