//! What KDocs sends: JSON types only, one file a resource.

mod envelope;
mod file;
mod form;
mod record;
mod sheet;
mod task;

pub use self::{
    envelope::{Failure, Nothing, Success},
    file::{GivenId, IdPair},
    form::{Form, FormRow, Forms, MadeForm},
    record::{Detail, FieldInfo, MadeSheet, RecordRow, RecordRows, Schema, Schemas, SelectItem, ViewInfo},
    sheet::{CellRange, CellRanges, SheetInfo, Sheets},
    task::{FailedItem, StartedTask, TaskResult},
};
