//! A document in the vendor's own structure: a tree of headings with what stands below each.

use crate::{
    documents::blocks::Block,
    wps::wire::{KdcBlock, KdcCell, KdcDoc, KdcPara, KdcParaProp, KdcRow, KdcRun, KdcTable, KdcTree},
};

/// The level of what is no heading.
const BODY: u8 = 10;

/// Numbers everything that has an id.
#[derive(Default)]
struct Numbers(usize);

impl Numbers {
    fn next(&mut self) -> String {
        self.0 += 1;
        self.0.to_string()
    }
}

/// Returns the structure of a document.
pub fn of(blocks: Vec<Block>) -> KdcDoc {
    let mut numbers = Numbers::default();
    // The headings that are open, from the outermost to the innermost.
    let mut open = vec![tree(BODY)];
    for (index, block) in blocks.into_iter().enumerate() {
        let level = match &block {
            Block::Paragraph { level: Some(level), .. } => Some(*level),
            Block::Paragraph { .. } | Block::Table(_) => None,
        };
        if let Some(level) = level {
            while open.len() > 1 && open.last().is_some_and(|last| last.outline_level >= level) {
                close(&mut open);
            }
            open.push(tree(level));
        }
        if let Some(last) = open.last_mut() {
            last.blocks.push(shown(block, Some(index), &mut numbers));
        }
    }
    while open.len() > 1 {
        close(&mut open);
    }
    KdcDoc { tree: open.pop().unwrap_or_else(|| tree(BODY)) }
}

fn tree(outline_level: u8) -> KdcTree {
    KdcTree { blocks: Vec::new(), children: Vec::new(), outline_level }
}

/// Puts the innermost heading below the one around it.
fn close(open: &mut Vec<KdcTree>) {
    if let Some(done) = open.pop()
        && let Some(above) = open.last_mut()
    {
        above.children.push(done);
    }
}

fn shown(block: Block, index: Option<usize>, numbers: &mut Numbers) -> KdcBlock {
    let id = numbers.next();
    match block {
        Block::Paragraph { text, level } => {
            let runs = if text.is_empty() { Vec::new() } else { vec![KdcRun { id: numbers.next(), text }] };
            let prop = KdcParaProp { outline_level: level.unwrap_or(BODY) };
            KdcBlock { id, index, para: Some(KdcPara { prop, runs }), table: None, kind: "para".into() }
        }
        Block::Table(rows) => {
            let mut cell = |text: String| {
                let id = numbers.next();
                let lines = text.lines().map(|line| Block::Paragraph { text: line.to_owned(), level: None });
                let blocks = lines.map(|line| shown(line, None, numbers)).collect();
                KdcCell { blocks, col_span: 1, id, row_span: 1 }
            };
            let rows = rows.into_iter().map(|row| KdcRow { cells: row.into_iter().map(&mut cell).collect() });
            let table = Some(KdcTable { rows: rows.collect() });
            KdcBlock { id, index, para: None, table, kind: "table".into() }
        }
    }
}
