//! Reading a content where it lies, without joining the pieces that it came in.

use std::io::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom};

use bytes::Bytes;

use super::content::Content;

/// Reads the bytes of a [`Content`] from piece to piece.
#[derive(Clone)]
pub struct Reader<'a> {
    pieces: &'a [Bytes],
    /// The piece that is read, or one behind the last.
    piece: usize,
    /// Where that piece begins, in bytes from the start.
    begin: u64,
    /// The place in that piece; behind the end of the content it is beyond it.
    offset: u64,
    size: u64,
}

impl Content {
    /// Returns what reads its bytes, from the first one on.
    pub fn reader(&self) -> Reader<'_> {
        Reader { pieces: self.pieces(), piece: 0, begin: 0, offset: 0, size: self.size() }
    }
}

impl Reader<'_> {
    /// Goes on to the piece that has the next byte.
    fn settle(&mut self) {
        while let Some(piece) = self.pieces.get(self.piece)
            && self.offset >= piece.len() as u64
        {
            self.offset -= piece.len() as u64;
            self.begin += piece.len() as u64;
            self.piece += 1;
        }
    }
}

impl BufRead for Reader<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        self.settle();
        let Some(piece) = self.pieces.get(self.piece) else { return Ok(&[]) };
        Ok(&piece[usize::try_from(self.offset).unwrap_or(piece.len())..])
    }

    fn consume(&mut self, amount: usize) {
        self.offset += amount as u64;
    }
}

impl Read for Reader<'_> {
    fn read(&mut self, into: &mut [u8]) -> Result<usize> {
        let count = self.fill_buf()?.read(into)?;
        self.consume(count);
        Ok(count)
    }
}

impl Seek for Reader<'_> {
    fn seek(&mut self, to: SeekFrom) -> Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.size.checked_add_signed(by),
            SeekFrom::Current(by) => (self.begin + self.offset).checked_add_signed(by),
        };
        let at = at.ok_or_else(|| Error::from(ErrorKind::InvalidInput))?;
        if at < self.begin {
            (self.piece, self.begin) = (0, 0);
        }
        self.offset = at - self.begin;
        self.settle();
        Ok(at)
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read, Seek, SeekFrom};

    use super::Content;

    #[test]
    fn pieces_read_as_the_whole_does() {
        let text = b"0123456789abcdef";
        for sizes in [&[16][..], &[1, 15], &[5, 5, 6], &[1; 16]] {
            let mut rest = &text[..];
            let pieces = sizes.iter().map(|size| rest.split_off(..*size).expect("enough").to_vec().into());
            let content = Content::from_pieces(pieces.collect::<Vec<_>>());
            let (mut ours, mut theirs) = (content.reader(), Cursor::new(&text[..]));
            for to in [
                SeekFrom::Start(3),
                SeekFrom::Current(4),
                SeekFrom::End(-3),
                SeekFrom::Current(-5),
                SeekFrom::Start(40),
                SeekFrom::Current(1),
                SeekFrom::End(-17),
                SeekFrom::Current(-40),
                SeekFrom::Start(0),
            ] {
                let places = (ours.seek(to).ok(), theirs.seek(to).ok());
                assert_eq!(places.0, places.1, "{to:?} in pieces of {sizes:?}");
                let (mut four, mut as_many) = (Vec::new(), Vec::new());
                ours.by_ref().take(4).read_to_end(&mut four).expect("memory");
                theirs.by_ref().take(4).read_to_end(&mut as_many).expect("memory");
                assert_eq!(four, as_many, "{to:?} in pieces of {sizes:?}");
            }
        }
    }
}
