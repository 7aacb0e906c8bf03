//! How sheets and records look to a client.

use std::{collections::HashSet, sync::Arc};

use imbl::OrdMap;

use crate::{
    kdocs::{
        ids,
        wire::{FieldInfo, RecordRow, Schema, SelectItem, ViewInfo},
    },
    world::{Records, Sheet, SheetBody},
};

/// Returns a sheet of records; none for a sheet of cells.
pub fn schema(sheet: &Sheet) -> Option<Schema> {
    let SheetBody::Records(records) = &sheet.body else { return None };
    let fields = records.fields.iter().map(|field| FieldInfo {
        id: ids::letters(field.id),
        name: field.name.to_string(),
        kind: field.kind.to_string(),
        items: field.items.iter().map(|item| SelectItem { value: item.to_string() }).collect(),
    });
    let view = |(at, (name, kind)): (u32, &(Arc<str>, Arc<str>))| ViewInfo {
        id: ids::letters(at),
        name: name.to_string(),
        kind: kind.to_string(),
    };
    Some(Schema {
        id: sheet.id,
        name: sheet.name.to_string(),
        primary_field_id: records.fields.front().map(|field| ids::letters(field.id)),
        records_count: records.rows.len(),
        fields: fields.collect(),
        views: (1..).zip(records.views.iter()).map(view).collect(),
    })
}

/// Returns a record with these fields, or all; fields are called by their ids if the caller prefers that.
pub fn row(
    records: &Records,
    number: u32,
    values: &OrdMap<u32, Arc<str>>,
    only: Option<&HashSet<u32>>,
    prefer_id: bool,
) -> RecordRow {
    let asked = records.fields.iter().filter(|field| only.is_none_or(|only| only.contains(&field.id)));
    let fields = asked.filter_map(|field| {
        let name = if prefer_id { ids::letters(field.id) } else { field.name.to_string() };
        Some((name, serde_json::from_str(values.get(&field.id)?).ok()?))
    });
    RecordRow { id: ids::letters(number), fields: fields.collect() }
}
