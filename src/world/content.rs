//! The bytes of a file: shared by every copy, hashed at most once.

use std::{
    ops::Range,
    sync::{Arc, OnceLock},
};

use bytes::Bytes;
use md5::{Digest, Md5, digest::Output};
use once_cell::race::OnceBox;
use ring::digest::{Context, SHA256};
use sha1::Sha1;

/// Immutable bytes whose digests are computed when first asked for; a clone shares both.
///
/// What was uploaded in ranges stays in pieces: joining them would hold the file twice.
#[derive(Clone, Default)]
pub struct Content(Arc<Inner>);

#[derive(Default)]
struct Inner {
    pieces: Pieces,
    /// One word, where a lock of its own would take two.
    digests: OnceBox<Digests>,
}

/// Bytes in one piece, as almost all are, or in several.
enum Pieces {
    One(Bytes),
    Many(Box<Many>),
}

struct Many {
    size: u64,
    pieces: Vec<Bytes>,
}

#[derive(Default)]
struct Digests {
    md5: OnceLock<[u8; 16]>,
    sha1: OnceLock<[u8; 20]>,
    sha256: OnceLock<[u8; 32]>,
    quick_xor: OnceLock<[u8; 20]>,
}

impl Default for Pieces {
    fn default() -> Self {
        Self::One(Bytes::new())
    }
}

impl Content {
    /// Wraps bytes without copying them.
    pub fn new(bytes: Bytes) -> Self {
        Self::of(Pieces::One(bytes))
    }

    /// Wraps pieces that follow one another, without copying or joining them.
    pub fn from_pieces(pieces: impl IntoIterator<Item = Bytes>) -> Self {
        let mut pieces: Vec<Bytes> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
        if pieces.len() < 2 {
            return Self::new(pieces.pop().unwrap_or_default());
        }
        let size = pieces.iter().map(|piece| piece.len() as u64).sum();
        Self::of(Pieces::Many(Box::new(Many { size, pieces })))
    }

    fn of(pieces: Pieces) -> Self {
        Self(Arc::new(Inner { pieces, digests: OnceBox::new() }))
    }

    /// Returns the bytes in the pieces that they came in; empty bytes are one empty piece.
    pub fn pieces(&self) -> &[Bytes] {
        match &self.0.pieces {
            Pieces::One(bytes) => std::slice::from_ref(bytes),
            Pieces::Many(many) => &many.pieces,
        }
    }

    /// Returns the bytes in one piece: shared where they are, copied where they came in several.
    pub fn bytes(&self) -> Bytes {
        match &self.0.pieces {
            Pieces::One(bytes) => bytes.clone(),
            Pieces::Many(many) => many.pieces.concat().into(),
        }
    }

    /// Iterates over the bytes of a range, shared; what lies behind the end is left out.
    pub fn slices(&self, range: Range<u64>) -> impl Iterator<Item = Bytes> {
        let mut start = 0;
        self.pieces().iter().filter_map(move |piece| {
            let size = piece.len() as u64;
            let within = |at: u64| usize::try_from(at.saturating_sub(start).min(size)).unwrap_or(piece.len());
            let part = within(range.start)..within(range.end);
            start += size;
            (!part.is_empty()).then(|| piece.slice(part))
        })
    }

    /// Returns the length in bytes.
    pub fn size(&self) -> u64 {
        match &self.0.pieces {
            Pieces::One(bytes) => bytes.len() as u64,
            Pieces::Many(many) => many.size,
        }
    }

    /// Returns the MD5 digest.
    pub fn md5(&self) -> &[u8; 16] {
        self.digests().md5.get_or_init(|| self.digest::<Md5>().into())
    }

    /// Returns the SHA-1 digest.
    pub fn sha1(&self) -> &[u8; 20] {
        self.digests().sha1.get_or_init(|| self.digest::<Sha1>().into())
    }

    /// Returns the SHA-256 digest.
    pub fn sha256(&self) -> &[u8; 32] {
        self.digests().sha256.get_or_init(|| sha256(self.pieces()))
    }

    /// Returns the SHA-256 digest, if it was computed before.
    pub fn known_sha256(&self) -> Option<&[u8; 32]> {
        self.0.digests.get()?.sha256.get()
    }

    /// Returns Microsoft's QuickXorHash.
    pub fn quick_xor(&self) -> &[u8; 20] {
        self.digests().quick_xor.get_or_init(|| quick_xor(self.pieces()))
    }

    fn digest<D: Digest>(&self) -> Output<D> {
        self.pieces().iter().fold(D::new(), D::chain_update).finalize()
    }

    fn digests(&self) -> &Digests {
        self.0.digests.get_or_init(Box::default)
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::new(bytes)
    }
}

impl std::fmt::Debug for Content {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Content({} bytes)", self.size())
    }
}

/// Returns the SHA-256 digest of pieces that follow one another.
pub fn sha256(pieces: impl IntoIterator<Item = impl AsRef<[u8]>>) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    pieces.into_iter().for_each(|piece| context.update(piece.as_ref()));
    context.finish().as_ref().try_into().expect("of this length")
}

/// XORs byte `i`, shifted left around a 160-bit ring by `11 * i`, then the length into the last 8 bytes.
///
/// See <https://learn.microsoft.com/en-us/onedrive/developer/code-snippets/quickxorhash>.
/// After 160 bytes the shifts repeat, so bytes of one column are combined before they are placed.
fn quick_xor(pieces: &[Bytes]) -> [u8; 20] {
    const BITS: usize = 160;
    let mut columns = [0u8; BITS];
    let mut length = 0;
    for piece in pieces {
        // A piece begins at the column where the one before it ended.
        let from = length % BITS;
        let (head, rest) = piece.split_at(piece.len().min(BITS - from));
        xor(&mut columns[from..], head);
        rest.chunks(BITS).for_each(|chunk| xor(&mut columns, chunk));
        length += piece.len();
    }
    let mut ring = [0u8; BITS / 8];
    for (index, byte) in columns.into_iter().enumerate() {
        let shift = (11 * index) % BITS;
        let spread = u16::from(byte) << (shift % 8);
        let [low, high] = spread.to_le_bytes();
        ring[shift / 8] ^= low;
        ring[(shift / 8 + 1) % (BITS / 8)] ^= high;
    }
    for (place, byte) in ring[12..].iter_mut().zip((length as u64).to_le_bytes()) {
        *place ^= byte;
    }
    ring
}

fn xor(columns: &mut [u8], bytes: &[u8]) {
    for (column, byte) in columns.iter_mut().zip(bytes) {
        *column ^= byte;
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use data_encoding::{BASE64, HEXLOWER};

    use super::Content;

    #[test]
    fn quick_xor_hash_agrees_with_the_published_vectors() {
        let ramp: Vec<u8> = (0..=255).cycle().take(1024).collect();
        let twenty = BASE64.decode(b"T6LYJIfDh81JrAK309H2JMJTXis=").unwrap();
        for (content, expected) in [
            (Vec::new(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA="),
            (vec![0x4a], "SgAAAAAAAAAAAAAAAQAAAAAAAAA="),
            (twenty, "zBTHrspn3mEcohlJdIUAbjGNaNg="),
            (b"hello world".to_vec(), "aCgDG9jwBhDc4Q1yawMZAAAAAAA="),
            (ramp, "h7xr2dbCayZCQYR9KKhlwDuT4UI="),
        ] {
            let content = Content::new(Bytes::from(content));
            assert_eq!(BASE64.encode(content.quick_xor()), expected);
        }
    }

    #[test]
    fn digests_are_those_of_the_bytes() {
        let content = Content::new(Bytes::from_static(b"abc"));
        assert_eq!(HEXLOWER.encode(content.md5()), "900150983cd24fb0d6963f7d28e17f72");
        assert_eq!(HEXLOWER.encode(content.sha1()), "a9993e364706816aba3e25717850c26c9cd0d89d");
        assert_eq!(
            HEXLOWER.encode(content.sha256()),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(content.size(), 3);
    }

    #[test]
    fn pieces_make_no_difference() {
        let ramp: Vec<u8> = (0..=255).cycle().take(1024).collect();
        let whole = Content::new(ramp.clone().into());
        for sizes in [&[1024][..], &[1, 1023], &[160, 160, 704], &[0, 7, 0, 400, 617], &[1; 1024]] {
            let mut rest = Bytes::from(ramp.clone());
            let content = Content::from_pieces(sizes.iter().map(|size| rest.split_to(*size)));
            assert_eq!((content.size(), content.bytes()), (1024, whole.bytes()), "{sizes:?}");
            assert_eq!(content.quick_xor(), whole.quick_xor(), "{sizes:?}");
            assert_eq!(content.sha1(), whole.sha1(), "{sizes:?}");
            for range in [0..1024, 0..0, 5..9, 159..161, 1023..1024, 1000..5000, 2000..3000] {
                let end = |at: u64| usize::try_from(at.min(1024)).unwrap();
                let slices: Vec<Bytes> = content.slices(range.clone()).collect();
                assert_eq!(slices.concat(), ramp[end(range.start)..end(range.end)], "{sizes:?} {range:?}");
            }
        }
        assert_eq!(Content::from_pieces([]).pieces(), [Bytes::new()]);
    }

    #[test]
    fn pieces_cost_nothing_where_there_is_one() {
        assert_eq!(size_of::<super::Pieces>(), size_of::<Bytes>());
    }
}
