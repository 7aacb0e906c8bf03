//! What a document says, in the formats that a client can ask for.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

/// The response to 文档内容抽取; a task keeps it in this form.
#[derive(Clone, Serialize, Deserialize)]
pub struct Extracted {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_id: Option<String>,
    /// With the modes `async` and `auto`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub task_status: Option<Cow<'static, str>>,
    pub dst_format: Cow<'static, str>,
    pub src_format: String,
    pub version: Cow<'static, str>,
    /// None while a task is under way.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub read: Option<Read>,
}

/// What was read, in one format.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Read {
    Plain(String),
    Markdown(String),
    /// Not on the vendor's page; a client asks for it.
    Html(String),
    Doc(KdcDoc),
}

impl Extracted {
    /// Returns what was read out of a document.
    pub fn new(src_format: String, dst_format: &'static str, read: Read) -> Self {
        Self { read: Some(read), ..Self::empty(src_format, dst_format) }
    }

    /// Returns what is known before anything was read.
    pub fn empty(src_format: String, dst_format: &'static str) -> Self {
        let dst_format = dst_format.into();
        Self { task_id: None, task_status: None, dst_format, src_format, version: "1.0.0".into(), read: None }
    }

    /// Returns the same without what was read.
    pub fn without_text(&self) -> Self {
        Self { read: None, ..self.clone() }
    }

    /// Returns the same with the state of a task.
    pub fn with_status(self, task_id: Option<String>, status: &'static str) -> Self {
        Self { task_id, task_status: Some(status.into()), ..self }
    }
}

impl Read {
    /// Returns how many bytes of text it has, roughly.
    pub fn length(&self) -> usize {
        match self {
            Self::Plain(text) | Self::Markdown(text) | Self::Html(text) => text.len(),
            Self::Doc(doc) => doc.tree.length(),
        }
    }
}

/// A document in the vendor's own structure, KDC.
#[derive(Clone, Serialize, Deserialize)]
pub struct KdcDoc {
    pub tree: KdcTree,
}

/// A heading with what stands below it.
#[derive(Clone, Serialize, Deserialize)]
pub struct KdcTree {
    pub blocks: Vec<KdcBlock>,
    pub children: Vec<KdcTree>,
    /// From 1 to 9; 10 is for text that is no heading.
    pub outline_level: u8,
}

impl KdcTree {
    fn length(&self) -> usize {
        let own: usize = self.blocks.iter().map(KdcBlock::length).sum();
        own + self.children.iter().map(Self::length).sum::<usize>()
    }
}

/// A paragraph or a table.
#[derive(Clone, Serialize, Deserialize)]
pub struct KdcBlock {
    pub id: String,
    /// Not in cells.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub index: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub para: Option<KdcPara>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub table: Option<KdcTable>,
    #[serde(rename = "type")]
    pub kind: Cow<'static, str>,
}

impl KdcBlock {
    /// Members and ids weigh in, too: empty cells take space.
    fn length(&self) -> usize {
        let text = |para: &KdcPara| para.runs.iter().map(|run| run.text.len()).sum::<usize>();
        let cells = self.table.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
        let cell = |cell: &KdcCell| 64 + cell.blocks.iter().map(Self::length).sum::<usize>();
        64 + self.para.as_ref().map_or(0, text) + cells.map(cell).sum::<usize>()
    }
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcPara {
    pub prop: KdcParaProp,
    pub runs: Vec<KdcRun>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcParaProp {
    pub outline_level: u8,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcRun {
    pub id: String,
    pub text: String,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcTable {
    pub rows: Vec<KdcRow>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcRow {
    pub cells: Vec<KdcCell>,
}

#[derive(Clone, Serialize, Deserialize)]
pub struct KdcCell {
    pub blocks: Vec<KdcBlock>,
    pub col_span: u32,
    pub id: String,
    pub row_span: u32,
}
