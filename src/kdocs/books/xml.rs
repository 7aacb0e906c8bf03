//! Walking through the XML inside an office document.

use std::io::Read;

use quick_xml::{
    Reader, XmlVersion,
    events::{BytesStart, Event},
};
use zip::ZipArchive;

use crate::world;

/// The most bytes that one part of a document may unfold to.
const LONGEST_PART: u64 = 64 << 20;

/// The parts of an office document.
pub type Parts<'a> = ZipArchive<world::Reader<'a>>;

/// What is met in a part.
pub enum Met {
    /// An element begins, with its attributes.
    Begin(String, Vec<(String, String)>),
    /// An element ends.
    End(String),
    /// Text.
    Text(String),
}

/// Returns a part as text; none if the document lacks it, or it is too long or no UTF-8.
pub fn part(parts: &mut Parts<'_>, name: &str) -> Option<String> {
    let mut text = String::new();
    let read = parts.by_name(name).ok()?.take(LONGEST_PART + 1).read_to_string(&mut text).ok()?;
    (read as u64 <= LONGEST_PART).then_some(text)
}

/// Walks through a part; returns none if it is no XML. Names are without their prefixes.
pub fn walk(text: &str, mut meet: impl FnMut(Met)) -> Option<()> {
    let mut reader = Reader::from_str(text);
    loop {
        match reader.read_event().ok()? {
            Event::Start(begin) => meet(begun(&begin)?),
            Event::Empty(begin) => {
                let Met::Begin(name, attributes) = begun(&begin)? else { continue };
                meet(Met::Begin(name.clone(), attributes));
                meet(Met::End(name));
            }
            Event::End(end) => meet(Met::End(end.local_name().as_ref().to_owned())),
            Event::Text(text) => meet(Met::Text(text.xml10_content().into_owned())),
            Event::CData(text) => meet(Met::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(entity) => {
                let known = entity.resolve_char_ref().ok()?.map(String::from);
                let named = || quick_xml::escape::resolve_xml_entity(&entity).map(String::from);
                meet(Met::Text(known.or_else(named)?));
            }
            Event::Eof => return Some(()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn begun(begin: &BytesStart<'_>) -> Option<Met> {
    let attribute = |attribute: Result<quick_xml::events::attributes::Attribute<'_>, _>| {
        let attribute = attribute.ok()?;
        let name = attribute.key.local_name().as_ref().to_owned();
        Some((name, attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned()))
    };
    let attributes = begin.attributes().map(attribute).collect::<Option<_>>()?;
    Some(Met::Begin(begin.local_name().as_ref().to_owned(), attributes))
}

/// Returns the value of an attribute.
pub fn value<'a>(attributes: &'a [(String, String)], name: &str) -> Option<&'a str> {
    attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
