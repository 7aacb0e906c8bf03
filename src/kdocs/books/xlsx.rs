//! Reading the sheets of an xlsx file: names, and what its cells show.
//!
//! What is left out: how numbers and dates are formatted, pictures, charts.

use std::{collections::HashMap, sync::Arc};

use imbl::Vector;
use zip::ZipArchive;

use super::xml::{Met, Parts, part, value, walk};
use crate::world::{Area, Cell, Cells, Content, Place, Sheet, SheetBody};

/// The last row and the last column of a sheet.
pub const LAST: Place = (1_048_575, 16_383);

/// Reads all sheets; none if the bytes are no xlsx file.
pub fn read(content: &Content) -> Option<Vector<Arc<Sheet>>> {
    let mut parts = ZipArchive::new(content.reader()).ok()?;
    let workbook = part(&mut parts, "xl/workbook.xml")?;
    let targets = targets(&part(&mut parts, "xl/_rels/workbook.xml.rels")?)?;
    let shared = part(&mut parts, "xl/sharedStrings.xml").map_or(Some(Vec::new()), |text| strings(&text))?;
    let mut names = Vec::new();
    walk(&workbook, |met| {
        if let Met::Begin(name, attributes) = met
            && name == "sheet"
        {
            let of = |name| value(&attributes, name).unwrap_or_default().to_owned();
            names.push((of("name"), of("id")));
        }
    })?;
    let sheet = |(at, (name, relation)): (usize, (String, String))| {
        let cells = cells(&mut parts, targets.get(&relation)?, &shared)?;
        let id = u32::try_from(at + 1).ok()?;
        Some(Arc::new(Sheet { id, name: name.into(), body: SheetBody::Cells(cells) }))
    };
    names.into_iter().enumerate().map(sheet).collect()
}

/// Returns the names of the parts by the ids under which the workbook knows them.
fn targets(relations: &str) -> Option<HashMap<String, String>> {
    let mut targets = HashMap::new();
    walk(relations, |met| {
        if let Met::Begin(name, attributes) = met
            && name == "Relationship"
            && let (Some(id), Some(target)) = (value(&attributes, "Id"), value(&attributes, "Target"))
        {
            let target = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), str::to_owned);
            targets.insert(id.to_owned(), target);
        }
    })?;
    Some(targets)
}

/// Returns the texts that cells share; how a word is read aloud is no part of it.
fn strings(text: &str) -> Option<Vec<Arc<str>>> {
    let (mut strings, mut current, mut inside, mut aloud) = (Vec::new(), String::new(), false, false);
    walk(text, |met| match met {
        Met::Begin(name, _) if name == "rPh" => aloud = true,
        Met::End(name) if name == "rPh" => aloud = false,
        Met::Begin(name, _) if name == "t" => inside = true,
        Met::End(name) if name == "t" => inside = false,
        Met::End(name) if name == "si" => strings.push(std::mem::take(&mut current).into()),
        Met::Text(text) if inside && !aloud => current.push_str(&text),
        _ => {}
    })?;
    Some(strings)
}

/// A cell that is being read.
#[derive(Default)]
struct Current {
    place: Option<Place>,
    kind: String,
    text: String,
    formula: String,
}

fn cells(parts: &mut Parts<'_>, name: &str, shared: &[Arc<str>]) -> Option<Cells> {
    let text = part(parts, name)?;
    let (mut cells, mut current, mut inside) = (Cells::default(), Current::default(), String::new());
    walk(&text, |met| match met {
        Met::Begin(name, attributes) if name == "c" => {
            let of = |name| value(&attributes, name).unwrap_or_default();
            current = Current { place: place(of("r")), kind: of("t").to_owned(), ..Current::default() };
        }
        Met::Begin(name, attributes) if name == "mergeCell" => {
            let area = value(&attributes, "ref").and_then(|area| area.split_once(':'));
            let area = area.and_then(|(from, to)| Some(Area { from: place(from)?, to: place(to)? }));
            if let Some(area) = area.filter(|area| area.from.0 <= area.to.0 && area.from.1 <= area.to.1) {
                cells.merged.insert(area.from, area);
            }
        }
        Met::Begin(name, _) if ["v", "t", "f"].contains(&name.as_str()) => inside = name,
        Met::Text(text) if inside == "f" => current.formula.push_str(&text),
        Met::Text(text) if !inside.is_empty() => current.text.push_str(&text),
        Met::End(name) if name == inside => inside.clear(),
        Met::End(name) if name == "c" => {
            let Current { place, kind, text, formula } = std::mem::take(&mut current);
            let text = match kind.as_str() {
                "s" => text.parse().ok().and_then(|at: usize| shared.get(at).cloned()).unwrap_or_default(),
                "b" => if text == "1" { "TRUE" } else { "FALSE" }.into(),
                _ => text.into(),
            };
            let formula = (!formula.is_empty()).then(|| format!("={formula}").into());
            if let Some(place) = place.filter(|_| !text.is_empty() || formula.is_some()) {
                cells.filled.insert(place, Cell { text, formula, format: None });
            }
        }
        _ => {}
    })?;
    Some(cells)
}

/// Reads `B3`, which is row 2 and column 1.
fn place(name: &str) -> Option<Place> {
    let digits = name.find(|letter: char| letter.is_ascii_digit())?;
    let (letters, digits) = name.split_at(digits);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    let row: u32 = digits.parse().ok()?;
    let place = (row.checked_sub(1)?, column.checked_sub(1)?);
    (place.0 <= LAST.0 && place.1 <= LAST.1).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::{Content, LAST, place, read};

    #[test]
    fn places_are_read() {
        for (name, expected) in [
            ("A1", Some((0, 0))),
            ("Z10", Some((9, 25))),
            ("AA1", Some((0, 26))),
            ("XFD1048576", Some(LAST)),
            ("XFE1", None),
            ("A1048577", None),
            ("A0", None),
            ("1", None),
            ("A", None),
            ("a1", None),
            ("", None),
            ("ZZZZZZZZZZ1", None),
        ] {
            assert_eq!(place(name), expected, "{name}");
        }
    }

    fn read_bytes(bytes: &[u8]) -> Option<usize> {
        let sheets = read(&Content::new(bytes.to_vec().into()))?;
        Some(sheets.len())
    }

    #[test]
    fn other_bytes_are_no_sheets() {
        let bytes = std::fs::read("fixtures/files/budget.xlsx").expect("in the checkout");
        assert_eq!(read_bytes(&bytes), Some(1));
        assert!(read_bytes(b"").is_none() && read_bytes(b"PK").is_none());
        for end in (0..bytes.len()).step_by(97) {
            assert!(read_bytes(&bytes[..end]).is_none(), "{end}");
        }
    }
}
