//! Tokens of the delta query: what a client sends as one, and how a position in the changes is written.

use data_encoding::BASE64URL_NOPAD;

use crate::{
    graph::{error::Error, ids},
    http::{date, sealed},
    world::{Drive, FeedCursor, NodeId, Timestamp},
};

/// What tokens begin and end with, as those of the service do.
const START: &str = "4;%234;%231;3;";
const END: &str = ";%23;%23;%230;%23";

/// Ticks are counted from the year 1, 10,000 a millisecond.
const MILLIS_BEFORE_1970: i64 = 62_135_596_800_000;
const TICKS_A_MILLI: i64 = 10_000;

/// The kind of the seal by which a token is known as one of this server's.
const SEAL: u8 = b'C';

/// What a client sends as the token.
#[derive(PartialEq, Eq, Debug)]
pub enum Token {
    /// The beginning.
    Start,
    /// What is now.
    Latest,
    /// What was at a time.
    Time(Timestamp),
    /// A position that [`write()`] wrote.
    Place(Place),
}

/// A position in the changes of a drive or folder.
#[derive(PartialEq, Eq, Debug)]
pub struct Place {
    drive: u64,
    root: u64,
    cursor: FeedCursor,
}

/// Returns the token of a position in the changes of a drive or folder.
///
/// It has the form of the service: the GUID of the list, the time in ticks, the position, which is ours and sealed.
pub fn write(cursor: FeedCursor, drive: &Drive, root: NodeId, now: Timestamp) -> String {
    let FeedCursor { base, at, whole, skip, newest } = cursor;
    let mut bytes = Vec::with_capacity(56);
    sealed::push(&mut bytes, [drive.id.number(), root.number(), whole.into(), base, at, skip, newest]);
    let (list, position) = (ids::list_guid(drive), sealed::address("", "", SEAL, &bytes));
    let ticks = (now.millis() + MILLIS_BEFORE_1970) * TICKS_A_MILLI;
    BASE64URL_NOPAD.encode(format!("{START}{list};{ticks};{position}{END}").as_bytes())
}

impl Token {
    /// Reads a token.
    ///
    /// # Errors
    /// [`Error::Invalid`] for one that this server did not write, however much it looks like one.
    pub fn read(token: &str) -> Result<Self, Error> {
        match token {
            "" => return Ok(Self::Start),
            "latest" => return Ok(Self::Latest),
            _ => {}
        }
        // The `+` of an offset arrives as a space.
        let time = || date::parse_rfc3339(&token.replace(' ', "+")).map(Self::Time);
        let read = Place::read(token).map(Self::Place).or_else(time);
        read.ok_or(Error::Invalid("Provided sync token is malformed"))
    }
}

impl Place {
    fn read(token: &str) -> Option<Self> {
        let text = String::from_utf8(BASE64URL_NOPAD.decode(token.as_bytes()).ok()?).ok()?;
        let inner = text.strip_prefix(START)?.strip_suffix(END)?;
        let [_list, _ticks, position] = *inner.split(';').collect::<Vec<_>>().as_slice() else { return None };
        let bytes = sealed::unseal(SEAL, position)?;
        let ([drive, root, whole, base, at, skip, newest], []) = sealed::numbers(&bytes)? else {
            return None;
        };
        Some(Self { drive, root, cursor: FeedCursor { base, at, whole: whole == 1, skip, newest } })
    }

    /// Returns the cursor, if the place is one of this drive or folder.
    pub fn within(self, drive: &Drive, root: NodeId) -> Option<FeedCursor> {
        (self.drive == drive.id.number() && self.root == root.number()).then_some(self.cursor)
    }
}

#[cfg(test)]
mod tests {
    use super::{BASE64URL_NOPAD, END, START, Timestamp, Token, ids, write};
    use crate::{fixture, world::FeedCursor};

    #[test]
    fn a_token_is_valid_for_its_own_drive_and_folder_only() {
        let world = fixture::built_in().expect("valid");
        let mut drives = world.drives();
        let (ours, other) = (drives.next().expect("seeded"), drives.next().expect("seeded"));
        let cursor = FeedCursor { base: 7, at: 5, whole: true, skip: 3, newest: 9 };
        let token = write(cursor, ours, ours.root, Timestamp::from_seconds(1_767_323_045));
        let text = BASE64URL_NOPAD.decode(token.as_bytes()).expect("base64");
        let text = String::from_utf8(text).expect("text");
        assert!(text.starts_with(&format!("{START}{};639029198450000000;", ids::list_guid(ours))), "{text}");
        assert!(text.ends_with(END), "{text}");
        let place = || match Token::read(&token) {
            Ok(Token::Place(place)) => place,
            other => panic!("{other:?}"),
        };
        assert_eq!(place().within(ours, ours.root), Some(cursor));
        assert_eq!(place().within(other, ours.root), None);
        assert_eq!(place().within(ours, other.root), None);
        for token in ["x", "LATEST", "aTE9", "aTE9MTsxOzE", "\u{e9}", &token[1..], &token.repeat(2)] {
            assert!(Token::read(token).is_err(), "{token}");
        }
        // The last character of the sealed position.
        let at = text.len() - END.len() - 1;
        let bent =
            format!("{}{}{}", &text[..at], if &text[at..=at] == "A" { "B" } else { "A" }, &text[at + 1..]);
        assert!(Token::read(&BASE64URL_NOPAD.encode(bent.as_bytes())).is_err(), "{bent}");
    }
}
