//! A document in blocks: paragraphs, headings among them, and tables.

use quick_xml::events::{BytesStart, Event};

use super::{ooxml, text};
use crate::world::{Content, name};

/// A part of a document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        text: String,
        /// From 1 to 9 for a heading.
        level: Option<u8>,
    },
    /// A table, row by row.
    Table(Vec<Vec<String>>),
}

/// Returns the blocks of a file; none if no text can be read out of it.
///
/// A workbook is a table a sheet, other files that are no document are a paragraph a line.
pub fn of(name: &str, content: &Content) -> Option<Vec<Block>> {
    match &*name::extension(name) {
        "docx" => {
            let parts = text::parts_of(content, &["word/document"])?;
            parts.iter().try_fold(Vec::new(), |mut all, part| {
                all.extend(paragraphs_and_tables(part)?);
                Some(all)
            })
        }
        "xlsx" => Some(text::sheets(content)?.into_iter().map(Block::Table).collect()),
        "md" => Some(text::of(name, content)?.lines().map(markdown_line).collect()),
        _ => {
            let paragraph = |line: &str| Block::Paragraph { text: line.to_owned(), level: None };
            Some(text::of(name, content)?.lines().map(paragraph).collect())
        }
    }
}

fn markdown_line(line: &str) -> Block {
    let hashes = line.bytes().take_while(|byte| *byte == b'#').count();
    let heading = line[hashes..].strip_prefix(' ').filter(|_| (1..=6).contains(&hashes));
    let level = heading.and_then(|_| u8::try_from(hashes).ok());
    Block::Paragraph { text: heading.unwrap_or(line).to_owned(), level }
}

/// What is being read of a document.
#[derive(Default)]
struct Reading {
    blocks: Vec<Block>,
    text: String,
    level: Option<u8>,
    within: bool,
    /// How many tables the place lies in; those in cells of others are a part of the cell's text.
    depth: usize,
    rows: Vec<Vec<String>>,
}

fn paragraphs_and_tables(xml: &str) -> Option<Vec<Block>> {
    let mut reading = Reading::default();
    ooxml::read(xml, |event| match event {
        Event::Start(tag) => {
            reading.notice(tag);
            reading.begin(tag.local_name().into_inner());
        }
        Event::Empty(tag) => {
            reading.notice(tag);
            reading.begin(tag.local_name().into_inner());
            reading.end(tag.local_name().into_inner());
        }
        Event::End(tag) => reading.end(tag.local_name().into_inner()),
        other if reading.within => ooxml::push(&mut reading.text, other),
        _ => {}
    })?;
    Some(reading.blocks)
}

impl Reading {
    fn begin(&mut self, tag: &str) {
        match tag {
            "t" => self.within = true,
            "tab" => self.text.push('\t'),
            "br" | "cr" => self.text.push('\n'),
            "tbl" => self.depth += 1,
            "tr" if self.depth == 1 => self.rows.push(Vec::new()),
            _ => {}
        }
    }

    fn end(&mut self, tag: &str) {
        match tag {
            "t" => self.within = false,
            "p" if self.depth > 0 => self.text.push('\n'),
            "p" => {
                let (text, level) = (std::mem::take(&mut self.text), self.level.take());
                self.blocks.push(Block::Paragraph { text, level });
            }
            "tc" if self.depth == 1 => {
                let cell = std::mem::take(&mut self.text);
                if let Some(row) = self.rows.last_mut() {
                    row.push(cell.trim_end_matches('\n').to_owned());
                }
            }
            "tbl" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0 {
                    self.blocks.push(Block::Table(std::mem::take(&mut self.rows)));
                }
            }
            _ => {}
        }
    }

    /// Notices whether the paragraph is a heading: by its style, or by its place in the outline, counted from 0.
    fn notice(&mut self, tag: &BytesStart<'_>) {
        let level = match tag.local_name().into_inner() {
            "pStyle" => value(tag).and_then(|style| {
                style.to_lowercase().strip_prefix("heading").and_then(|level| level.trim().parse().ok())
            }),
            "outlineLvl" => {
                value(tag).and_then(|level| level.parse::<u8>().ok()).map(|level| level.saturating_add(1))
            }
            _ => return,
        };
        self.level = level.filter(|level| (1..=9).contains(level)).or(self.level);
    }
}

fn value(tag: &BytesStart<'_>) -> Option<String> {
    let mut attributes = tag.attributes().flatten();
    attributes.find(|one| one.key.local_name().into_inner() == "val").map(|one| one.value.into_owned())
}

#[cfg(test)]
mod tests {
    use super::{Block, markdown_line, paragraphs_and_tables};

    fn paragraph(text: &str, level: Option<u8>) -> Block {
        Block::Paragraph { text: text.into(), level }
    }

    #[test]
    fn headings_and_tables_of_a_document_are_known() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading2\"/></w:pPr><w:r><w:t>Top</w:t></w:r></w:p>\
            <w:p><w:pPr><w:outlineLvl w:val=\"9\"/></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r></w:p>\
            <w:tbl><w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p><w:p><w:r><w:t>2</w:t></w:r></w:p></w:tc>\
            <w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p/></w:tc></w:tr></w:tbl>\
            </w:body></w:document>";
        let table = Block::Table(vec![vec!["1\n2".into(), "3".into()]]);
        let all = [paragraph("Top", Some(2)), paragraph("a\tb", None), table];
        assert_eq!(paragraphs_and_tables(xml).as_deref(), Some(&all[..]));
        assert_eq!(paragraphs_and_tables("<w:p><w:t>a</w:p>"), None);
    }

    #[test]
    fn a_line_of_markdown_is_a_heading_by_its_hashes() {
        assert_eq!(markdown_line("## Notes"), paragraph("Notes", Some(2)));
        for line in ["#Notes", "####### Notes", "Notes", ""] {
            assert_eq!(markdown_line(line), paragraph(line, None));
        }
    }
}
