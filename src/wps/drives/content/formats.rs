//! The formats in which a document can be had, and the parts of it that are wanted.

use std::fmt::Write;

use super::kdc;
use crate::{
    documents::{
        blocks::{self, Block},
        text,
    },
    http::{Query, html::escape},
    world::{Content, name},
    wps::{error::Error, wire::Read},
};

/// A format in which a document can be had; clients ask for HTML, too.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    /// The vendor's own structure.
    Kdc,
    /// Plain text.
    Plain,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

const FORMATS: [(&str, Format); 4] =
    [("kdc", Format::Kdc), ("plain", Format::Plain), ("markdown", Format::Markdown), ("html", Format::Html)];

/// Which parts are wanted beside paragraphs, which always are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Elements {
    tables: bool,
}

/// Whether a word asks for tables; text boxes and pictures are not read.
const ELEMENTS: [(&str, bool); 5] =
    [("para", false), ("table", true), ("component", false), ("textbox", false), ("all", true)];

impl Elements {
    /// Reads `include_elements`.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        Ok(Self { tables: query.list_of_words("include_elements", &ELEMENTS)?.contains(&true) })
    }
}

impl Format {
    /// Reads `format`; the first of the vendor's list is the usual one.
    ///
    /// # Errors
    /// [`Error::NotSupported`].
    pub fn read(query: &Query) -> Result<Self, Error> {
        Ok(query.word("format", &FORMATS)?.unwrap_or(Self::Kdc))
    }

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kdc => "kdc",
            Self::Plain => "plain",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// Returns a document in this format; none if no text can be read out of it.
    pub fn of(self, name: &str, content: &Content, elements: Elements) -> Option<Read> {
        let extension = name::extension(name);
        if !matches!(&*extension, "docx" | "xlsx") {
            match (self, &*extension) {
                (Self::Plain, _) | (Self::Markdown, "txt" | "md") => {
                    let text = text::of(name, content)?;
                    return Some(if self == Self::Plain { Read::Plain(text) } else { Read::Markdown(text) });
                }
                (Self::Html, "html" | "htm") => return Some(Read::Html(text::of(name, content)?)),
                _ => {}
            }
        }
        let blocks = wanted(blocks::of(name, content)?, elements, extension == "xlsx");
        Some(match self {
            Self::Kdc => Read::Doc(kdc::of(blocks)),
            Self::Plain => Read::Plain(plain(&blocks)),
            Self::Markdown => Read::Markdown(markdown(&blocks)),
            Self::Html => Read::Html(html(&blocks)),
        })
    }
}

/// Leaves out tables that are not wanted; the rows of a sheet become paragraphs, as there is nothing else in it.
fn wanted(blocks: Vec<Block>, elements: Elements, is_sheet: bool) -> Vec<Block> {
    if elements.tables {
        return blocks;
    }
    let paragraph = |text| Block::Paragraph { text, level: None };
    let part = |block| match block {
        Block::Table(rows) if is_sheet => rows.iter().map(|row| paragraph(row.join("\t"))).collect(),
        Block::Table(_) => Vec::new(),
        block @ Block::Paragraph { .. } => vec![block],
    };
    blocks.into_iter().flat_map(part).collect()
}

fn plain(blocks: &[Block]) -> String {
    let mut text = String::new();
    for block in blocks {
        match block {
            Block::Paragraph { text: line, .. } => text.extend([line, "\n"]),
            Block::Table(rows) => rows.iter().for_each(|row| text.extend([&*row.join("\t"), "\n"])),
        }
    }
    text
}

fn markdown(blocks: &[Block]) -> String {
    let part = |block: &Block| match block {
        Block::Paragraph { text, level: Some(level) } => {
            // Markdown has six levels.
            format!("{} {text}\n", "#".repeat(usize::from(*level).min(6)))
        }
        Block::Paragraph { text, level: None } => format!("{text}\n"),
        Block::Table(rows) => {
            let cell = |cell: &String| cell.replace('|', "\\|").replace('\n', "<br>");
            let line =
                |row: &Vec<String>| format!("| {} |\n", row.iter().map(cell).collect::<Vec<_>>().join(" | "));
            let mut lines: Vec<String> = rows.iter().map(line).collect();
            if let Some(first) = rows.first() {
                lines.insert(1, format!("|{}\n", " --- |".repeat(first.len())));
            }
            lines.concat()
        }
    };
    blocks.iter().map(part).filter(|part| part != "\n").collect::<Vec<_>>().join("\n")
}

fn html(blocks: &[Block]) -> String {
    let mut html = String::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, level } => {
                // HTML has six levels.
                let tag = level.map_or_else(|| "p".to_owned(), |level| format!("h{}", level.min(6)));
                let text = escape(text.as_str()).replace('\n', "<br>");
                writeln!(html, "<{tag}>{text}</{tag}>").expect("a string takes everything");
            }
            Block::Table(rows) => {
                html.push_str("<table>\n");
                for row in rows {
                    let cell =
                        |cell: &String| format!("<td>{}</td>", escape(cell.as_str()).replace('\n', "<br>"));
                    let cells: String = row.iter().map(cell).collect();
                    writeln!(html, "<tr>{cells}</tr>").expect("a string takes everything");
                }
                html.push_str("</table>\n");
            }
        }
    }
    html
}
