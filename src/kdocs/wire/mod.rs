//! What KDocs sends: JSON types only, one file a resource.

mod content;
mod envelope;
mod file;
mod form;
mod office;
mod personal;
mod preview;
mod record;
mod sheet;
mod task;

pub use self::{
    content::{Checksums, Download},
    envelope::{Failure, Nothing, Success},
    file::{GivenId, IdPair},
    form::{FormRow, Forms, MadeForm, WholeForm},
    office::{OfficeResult, OfficeTask, StartedOffice},
    personal::{CreatedFile, PersonalFile, PersonalFiles},
    preview::{PreviewAddress, PreviewTask, PreviewToken},
    record::{Detail, FieldInfo, MadeSheet, RecordRow, RecordRows, Schema, Schemas, SelectItem, ViewInfo},
    sheet::{CellRange, CellRanges, SheetInfo, Sheets},
    task::{FailedItem, StartedTask, TaskResult},
};
