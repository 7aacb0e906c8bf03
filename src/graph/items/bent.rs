//! Rows of lists, bent as the service bends them where it has such habits; see [`Quirk`].

use serde::Serialize;
use serde_json::Value;

use crate::{
    graph::{odata::Selected, respond::to_value},
    http::Call,
    sandbox::Quirk,
    world::{Drive, Flavor},
};

/// Returns the rows of a delta query.
pub fn delta<T: Serialize>(call: &Call, drive: &Drive, rows: Vec<Selected<T>>) -> Vec<Selected<T>> {
    let is_personal = drive.flavor == Flavor::Consumer;
    let mut rows = list(call, drive, rows);
    if is_personal && call.has_quirk(Quirk::ShortDriveIds) {
        rows = each(rows, |row| change_drive_id(row, |id| id.strip_prefix('0').unwrap_or(id).to_owned()));
    }
    if is_personal && call.has_quirk(Quirk::DriveIdCase) {
        rows = each(rows, |row| change_drive_id(row, str::to_ascii_lowercase));
    }
    let is_deletion = |row: &Selected<T>| to_value(row).get("deleted").is_some();
    if call.has_quirk_where(Quirk::DeltaDeletesLast, || rows.iter().any(is_deletion)) {
        rows.sort_by_cached_key(is_deletion);
    }
    if call.has_quirk_where(Quirk::DeltaRepeats, || rows.len() > 1) {
        let last = rows.last().map(to_value);
        rows.splice(..0, last.map(Selected::Part));
    }
    rows
}

/// Returns the rows of a list of items.
pub fn list<T: Serialize>(call: &Call, drive: &Drive, rows: Vec<Selected<T>>) -> Vec<Selected<T>> {
    let has_third = || rows.iter().filter(|row| is_file(&to_value(row))).nth(2).is_some();
    if !call.has_quirk_where(Quirk::NoHashes, || drive.flavor == Flavor::Business && has_third()) {
        return rows;
    }
    let mut files = 0;
    each(rows, move |row| {
        files += usize::from(is_file(row));
        if let Some(file) = row.get_mut("file").and_then(Value::as_object_mut).filter(|_| files % 3 == 0) {
            file.remove("hashes");
        }
    })
}

fn is_file(row: &Value) -> bool {
    row.get("file").is_some()
}

fn change_drive_id(row: &mut Value, change: impl Fn(&str) -> String) {
    for place in ["/parentReference/driveId", "/remoteItem/parentReference/driveId"] {
        if let Some(Value::String(id)) = row.pointer_mut(place) {
            *id = change(id);
        }
    }
}

fn each<T: Serialize>(rows: Vec<Selected<T>>, mut bend: impl FnMut(&mut Value)) -> Vec<Selected<T>> {
    let change = |row: Selected<T>| {
        let mut value = to_value(&row);
        bend(&mut value);
        Selected::Part(value)
    };
    rows.into_iter().map(change).collect()
}
