//! Contents beside what is written of a world: there they stand as their SHA-256. Of a content in which pieces are
//! repeated, as generated ones are that take no memory, the pieces are: `first+often*4000+last`.
//!
//! Wherever a world keeps a content, now or one day, it goes through [`Content`]'s `Serialize` and `Deserialize`, so
//! none can be forgotten. Those two learn of the contents beside by the thread that they run on, as serde leads nothing
//! else through.

use std::{cell::RefCell, collections::BTreeMap};

use bytes::Bytes;
use data_encoding::HEXLOWER;
use imbl::Vector;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::content::Content;

/// Contents by their SHA-256, in lower-case hexadecimal.
pub type Contents = BTreeMap<String, Content>;

/// The most pieces of a run: no content is so large.
const MOST_PIECES: usize = 1 << 20;

thread_local! {
    /// What stands beside the world that this thread writes or reads.
    static BESIDE: RefCell<Beside> = RefCell::default();
}

/// Contents beside a world.
#[derive(Default)]
pub struct Beside {
    /// The contents.
    pub contents: Contents,
    /// The digest of one that was looked for and is not there.
    pub missing: Option<String>,
}

/// Runs `work` with these contents beside it. Returns also what is beside it in the end.
pub fn beside<T>(contents: Contents, work: impl FnOnce() -> T) -> (T, Beside) {
    BESIDE.set(Beside { contents, missing: None });
    let done = work();
    (done, BESIDE.take())
}

impl Serialize for Content {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let runs = runs(self.pieces());
        if runs.len() == self.pieces().len() {
            return to.serialize_str(&put(self));
        }
        let run = |(piece, times): &(&Bytes, usize)| format!("{}*{times}", put(&Self::new((*piece).clone())));
        to.serialize_str(&runs.iter().map(run).collect::<Vec<_>>().join("+"))
    }
}

impl<'de> Deserialize<'de> for Content {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let mut pieces = Vec::new();
        for run in text.split('+') {
            let (digest, times) = run.split_once('*').unwrap_or((run, "1"));
            let times = times.parse().ok().filter(|times| *times <= MOST_PIECES);
            let times = times.ok_or_else(|| D::Error::custom("a number of pieces"))?;
            let content = take(digest).ok_or_else(|| D::Error::custom("a content is missing"))?;
            if text.len() == digest.len() {
                return Ok(content);
            }
            (0..times).for_each(|_| pieces.extend_from_slice(content.pieces()));
        }
        Ok(Self::from_pieces(pieces))
    }
}

/// Returns the pieces, each with how often it follows upon itself.
fn runs(pieces: &[Bytes]) -> Vec<(&Bytes, usize)> {
    let is_same = |one: &Bytes, other: &Bytes| (one.as_ptr(), one.len()) == (other.as_ptr(), other.len());
    pieces.chunk_by(is_same).map(|run| (&run[0], run.len())).collect()
}

/// Puts a content beside what is written, and returns its digest.
fn put(content: &Content) -> String {
    let digest = HEXLOWER.encode(content.sha256());
    BESIDE.with_borrow_mut(|beside| {
        beside.contents.entry(digest.clone()).or_insert_with(|| content.clone());
    });
    digest
}

/// Returns the content beside what is read that has this digest, and notes it if there is none.
fn take(digest: &str) -> Option<Content> {
    BESIDE.with_borrow_mut(|beside| {
        let found = beside.contents.get(digest).cloned();
        if found.is_none() {
            beside.missing = Some(digest.to_owned());
        }
        found
    })
}

/// Pieces that follow one another, written as one content.
pub mod as_one {
    use super::{Bytes, Content, Deserialize, Deserializer, Serialize, Serializer, Vector};

    /// Writes the pieces.
    pub fn serialize<S: Serializer>(pieces: &Vector<Bytes>, to: S) -> Result<S::Ok, S::Error> {
        Content::from_pieces(pieces.iter().cloned()).serialize(to)
    }

    /// Reads them, in the pieces that the content has.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vector<Bytes>, D::Error> {
        let content = Content::deserialize(from)?;
        Ok(content.pieces().iter().filter(|piece| !piece.is_empty()).cloned().collect())
    }
}
