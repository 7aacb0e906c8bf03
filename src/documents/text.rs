//! The text in a file: plain text as it is, and what documents, sheets and slides keep in their packages.

use std::io::Read;

use zip::ZipArchive;

use super::ooxml;
use crate::world::{Content, Reader, name};

/// The most bytes that the parts of a document may unfold to, counted as they are inflated.
const MOST_BYTES: u64 = 64 << 20;

/// The largest file that is read as plain text.
const LONGEST_TEXT: u64 = 16 << 20;

type Package<'a> = ZipArchive<Reader<'a>>;

/// The documents whose text is read out of their packages.
const PACKAGES: [&str; 3] = ["docx", "pptx", "xlsx"];
/// What is plain text by its name.
const PLAIN: [&str; 20] = [
    "txt", "md", "csv", "log", "c", "cpp", "java", "lrc", "h", "asm", "s", "asp", "bat", "bas", "prg", "cmd",
    "json", "xml", "htm", "html",
];

/// Returns the most memory that reading a document takes: its parts, what is read out of them, and what becomes of that.
pub fn room(content: &Content) -> u64 {
    /// Deflate makes bytes at most this many times shorter.
    const RATIO: u64 = 1032;
    content.size() + content.size().saturating_mul(RATIO).min(3 * MOST_BYTES)
}

/// The most memory that reading many documents one by one takes.
pub const MOST_ROOM: u64 = 4 * MOST_BYTES;

/// Whether a file of this name is one whose text should be readable.
pub fn is_known(name: &str) -> bool {
    let extension = name::extension(name);
    PACKAGES.contains(&&*extension) || PLAIN.contains(&&*extension)
}

/// Returns the text in a file; none if it holds something else, or more than is read.
pub fn of(name: &str, content: &Content) -> Option<String> {
    match &*name::extension(name) {
        "docx" => document(content, &["word/document", "word/footnotes", "word/endnotes"]),
        "pptx" => document(content, &["ppt/slides/slide", "ppt/notesSlides/notesSlide"]),
        "xlsx" => workbook(content),
        _ => plain(content),
    }
}

/// Returns a text in UTF-8; bytes with a zero among them are none.
fn plain(content: &Content) -> Option<String> {
    if content.size() > LONGEST_TEXT {
        return None;
    }
    let mut text = String::new();
    content.reader().read_to_string(&mut text).ok()?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    (!text.contains('\0')).then_some(text)
}

/// Returns the paragraphs of the parts whose names begin so, in the order of their numbers.
fn document(content: &Content, beginnings: &[&str]) -> Option<String> {
    parts_of(content, beginnings)?.iter().map(|part| ooxml::paragraphs(part)).collect()
}

/// Returns the cells of all sheets, a line a row, with a tab between its cells.
fn workbook(content: &Content) -> Option<String> {
    let mut text = String::new();
    for row in sheets(content)?.iter().flatten() {
        text += &row.join("\t");
        text.push('\n');
    }
    Some(text)
}

/// Returns the rows of all sheets of a workbook, in the order of the sheets' numbers.
pub fn sheets(content: &Content) -> Option<Vec<Vec<Vec<String>>>> {
    let mut package = open(content)?;
    let mut left = MOST_BYTES;
    let shared = match parts(&package, "xl/sharedStrings").first() {
        Some(part) => ooxml::shared_strings(&inflate(&mut package, part, &mut left)?)?,
        None => Vec::new(),
    };
    let mut room = usize::try_from(MOST_BYTES).unwrap_or(usize::MAX);
    let mut sheets = Vec::new();
    for part in parts(&package, "xl/worksheets/sheet") {
        let rows = ooxml::rows(&inflate(&mut package, &part, &mut left)?, &shared, room)?;
        room = room.saturating_sub(rows.iter().flatten().map(String::len).sum());
        sheets.push(rows);
    }
    Some(sheets)
}

/// Returns the parts of a package whose names begin so, in the order of the beginnings and of their numbers.
pub fn parts_of(content: &Content, beginnings: &[&str]) -> Option<Vec<String>> {
    let mut package = open(content)?;
    let mut left = MOST_BYTES;
    let named: Vec<String> = beginnings.iter().flat_map(|beginning| parts(&package, beginning)).collect();
    named.iter().map(|part| inflate(&mut package, part, &mut left)).collect()
}

fn open(content: &Content) -> Option<Package<'_>> {
    ZipArchive::new(content.reader()).ok()
}

/// Returns the names of the parts that are called so, with or without a number.
fn parts(package: &Package<'_>, beginning: &str) -> Vec<String> {
    let numbered = package.file_names().filter_map(|name| {
        let name = name.ok()?;
        let number = name.strip_prefix(beginning)?.strip_suffix(".xml")?;
        let number = if number.is_empty() { 0 } else { number.parse::<u32>().ok()? };
        Some((number, name.clone().into_owned()))
    });
    let mut numbered: Vec<_> = numbered.collect();
    numbered.sort();
    numbered.into_iter().map(|(_, name)| name).collect()
}

/// Inflates a part, if that takes no more than `left` bytes.
fn inflate(package: &mut Package<'_>, part: &str, left: &mut u64) -> Option<String> {
    let mut text = String::new();
    let read = package.by_name(part).ok()?.take(left.saturating_add(1)).read_to_string(&mut text).ok()?;
    *left = left.checked_sub(read as u64)?;
    Some(text)
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::of;
    use crate::world::Content;

    fn text(name: &str, parts: &[(&str, &str)]) -> Option<String> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
            zip.write_all(text.as_bytes()).expect("memory");
        }
        of(name, &Content::new(zip.finish().expect("memory").into_inner().into()))
    }

    #[test]
    fn a_document_is_read_paragraph_by_paragraph() {
        let part = "<w:document xmlns:w=\"w\"><w:body><w:p><w:r><w:t>A &amp; </w:t></w:r><w:r><w:t>B&#33;</w:t>\
            <w:tab/><w:t>C</w:t></w:r></w:p><w:p/><w:p><w:instrText>no text</w:instrText></w:p></w:body></w:document>";
        assert_eq!(text("a.docx", &[("word/document.xml", part)]).as_deref(), Some("A & B!\tC\n\n\n"));
        assert_eq!(text("a.docx", &[("word/document.xml", "<w:p><w:t>a</w:p>")]), None);
        assert_eq!(of("a.docx", &Content::new("no zip".into())), None);
    }

    #[test]
    fn slides_come_in_the_order_of_their_numbers() {
        let slide = |text: &str| format!("<p:sld><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:sld>");
        let (one, two, ten) = (slide("one"), slide("two"), slide("ten"));
        let parts = [
            ("ppt/slides/slide10.xml", &*ten),
            ("ppt/slides/slide2.xml", &*two),
            ("ppt/slides/slide1.xml", &*one),
            ("ppt/slides/_rels/slide1.xml.rels", "<x/>"),
        ];
        assert_eq!(text("a.pptx", &parts).as_deref(), Some("one\ntwo\nten\n"));
    }

    #[test]
    fn cells_are_read_row_by_row_with_the_strings_that_they_share() {
        let strings = "<sst><si><t>Item</t></si><si><r><t>Jan</t></r><r><t>uary</t></r></si></sst>";
        let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c></row>\
            <row><c t=\"inlineStr\"><is><t>Rent</t></is></c><c><f>1+1</f><v>2</v></c></row></sheetData></worksheet>";
        let parts = [("xl/worksheets/sheet1.xml", sheet), ("xl/sharedStrings.xml", strings)];
        assert_eq!(text("a.xlsx", &parts).as_deref(), Some("Item\tJanuary\nRent\t2\n"));
    }

    #[test]
    fn plain_text_is_what_can_be_read_as_it() {
        let plain = |bytes: &'static [u8]| of("a.txt", &Content::new(bytes.into()));
        assert_eq!(plain(b"\xef\xbb\xbfhi").as_deref(), Some("hi"));
        assert_eq!(plain(b"\xff"), None);
        assert_eq!(plain(b"a\0b"), None);
    }
}
