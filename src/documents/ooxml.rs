//! The text in parts of office documents: paragraphs of documents and slides, cells of sheets.

use quick_xml::{
    Reader, escape,
    events::{BytesRef, BytesStart, Event},
};

/// Returns the text of a part of a document or of slides, a line a paragraph; none if it is no XML.
pub fn paragraphs(xml: &str) -> Option<String> {
    let (mut text, mut within) = (String::new(), false);
    read(xml, |event| match event {
        Event::Start(tag) if tag.local_name().into_inner() == "t" => within = true,
        Event::End(tag) => match tag.local_name().into_inner() {
            "t" => within = false,
            "p" => text.push('\n'),
            _ => {}
        },
        Event::Empty(tag) => match tag.local_name().into_inner() {
            "tab" => text.push('\t'),
            "br" | "cr" | "p" => text.push('\n'),
            _ => {}
        },
        other if within => push(&mut text, other),
        _ => {}
    })?;
    Some(text)
}

/// Returns the strings that the cells of a workbook share, in their order; none if it is no XML.
pub fn shared_strings(xml: &str) -> Option<Vec<String>> {
    let (mut strings, mut within) = (Vec::new(), false);
    read(xml, |event| match event {
        Event::Start(tag) if tag.local_name().into_inner() == "si" => strings.push(String::new()),
        Event::Empty(tag) if tag.local_name().into_inner() == "si" => strings.push(String::new()),
        Event::Start(tag) if tag.local_name().into_inner() == "t" => within = true,
        Event::End(tag) if tag.local_name().into_inner() == "t" => within = false,
        other if within => {
            if let Some(last) = strings.last_mut() {
                push(last, other);
            }
        }
        _ => {}
    })?;
    Some(strings)
}

/// Returns the cells of a worksheet, row by row; none if it is no XML, or the cells have more than `most` bytes.
///
/// Cells that share a string could make a small file a huge text.
pub fn rows(xml: &str, shared: &[String], most: usize) -> Option<Vec<Vec<String>>> {
    let (mut rows, mut cell, mut within) = (Vec::<Vec<String>>::new(), String::new(), false);
    let (mut is_shared, mut length) = (false, 0);
    read(xml, |event| match event {
        Event::Start(tag) => match tag.local_name().into_inner() {
            "row" => rows.push(Vec::new()),
            "c" => {
                cell.clear();
                is_shared = type_of(tag).as_deref() == Some("s");
            }
            "t" | "v" => within = true,
            _ => {}
        },
        Event::End(tag) => match tag.local_name().into_inner() {
            "c" => {
                let string = is_shared.then(|| shared.get(cell.parse::<usize>().ok()?)).flatten();
                let string = string.unwrap_or(&cell);
                length += string.len();
                if let Some(row) = rows.last_mut().filter(|_| length <= most) {
                    row.push(string.clone());
                }
            }
            "t" | "v" => within = false,
            _ => {}
        },
        other if within => push(&mut cell, other),
        _ => {}
    })?;
    (length <= most).then_some(rows)
}

/// Returns the type of a cell.
fn type_of(tag: &BytesStart<'_>) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    attributes.find(|one| one.key.local_name().into_inner() == "t").map(|one| one.value.into_owned())
}

/// Adds the text of an event.
pub fn push(text: &mut String, event: &Event<'_>) {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => text.extend(resolve(reference)),
        _ => {}
    }
}

/// Returns the character that a reference stands for; none for one that is not predefined.
fn resolve(reference: &BytesRef<'_>) -> Option<char> {
    let named = || escape::resolve_xml_entity(reference)?.chars().next();
    named().or_else(|| reference.resolve_char_ref().ok().flatten())
}

/// Reads XML event by event; returns none if it is none.
pub fn read(xml: &str, mut see: impl FnMut(&Event<'_>)) -> Option<()> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return Some(()),
            Ok(event) => see(&event),
            Err(cause) => {
                tracing::debug!(%cause, "a part of a document is no XML");
                return None;
            }
        }
    }
}
