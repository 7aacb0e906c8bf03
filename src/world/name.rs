//! Names of files and folders: which are allowed, when two are the same, how a taken one is varied.

use std::{fmt::Write as _, sync::Arc, time::Duration};

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization as _;

use super::{error::Error, time::Timestamp};

/// The longest name that any of the four services keeps, in characters.
pub const LONGEST: usize = 255;
/// The most characters of a name with a time in it.
const LONGEST_STAMPED: usize = 250;

/// What to do when the name is taken in the target folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OnConflict {
    /// Refuse with [`Error::NameTaken`].
    Fail,
    /// Put the new file in the place of the old one; a folder on either side fails.
    Replace,
    /// Take the first free name of this style.
    Rename(Style),
}

/// How a taken name is varied.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// `name 1.txt`, `Folder 1`: the lowest free integer after a space.
    Spaced,
    /// `name(1).txt`, `Folder(1)`: the lowest free integer in brackets.
    Bracketed,
    /// `name_20260102_030405.txt`: the time at UTC+8, moved on by a second until free.
    Stamped,
}

/// Returns the folded name: two names are the same in a folder if their keys are equal.
///
/// They are if they differ in case only, or in how the same letters are put together: `é` is one character to most
/// systems and a letter with an accent behind it to others. That is the canonical caseless match of
/// [Unicode, D145](https://www.unicode.org/versions/latest/core-spec/chapter-3/#G34145).
pub fn key(name: &Arc<str>) -> Arc<str> {
    if name.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        return Arc::clone(name);
    }
    if name.is_ascii() {
        return name.to_ascii_lowercase().into();
    }
    let apart: String = name.nfd().collect();
    let folded: String = UniCase::new(apart).to_folded_case().nfc().collect();
    if folded == **name { Arc::clone(name) } else { folded.into() }
}

/// Refuses what no drive can hold; providers refuse more.
///
/// # Errors
/// [`Error::InvalidName`] for an empty name, `.`, `..`, a slash, a control character, or more than
/// [`LONGEST`] characters.
pub fn check(name: &str) -> Result<(), Error> {
    let bad = name.is_empty()
        || matches!(name, "." | "..")
        || name.contains('/')
        || name.chars().any(char::is_control)
        || name.chars().count() > LONGEST;
    if bad { Err(Error::InvalidName { name: name.into() }) } else { Ok(()) }
}

/// The documents of Kingsoft's services that live online only and have no content to download, by their extensions.
const ONLINE: [&str; 3] = ["ksheet", "dbt", "otl"];

/// Returns whether a document of this name lives online only.
pub fn is_online(name: &str) -> bool {
    ONLINE.contains(&&*extension(name))
}

impl Style {
    /// Returns the most characters of a variation: the service that stamps names has shorter ones than others.
    fn longest(self) -> usize {
        match self {
            Self::Stamped => LONGEST_STAMPED,
            Self::Spaced | Self::Bracketed => LONGEST,
        }
    }

    /// Returns the first variation of `name` that is not taken.
    pub(super) fn vary(
        self,
        name: &str,
        is_folder: bool,
        now: Timestamp,
        mut taken: impl FnMut(&Arc<str>) -> bool,
    ) -> Arc<str> {
        let (stem, extension) = match split_extension(name) {
            (stem, extension) if !is_folder && extension.chars().count() <= LONGEST / 2 => (stem, extension),
            // What follows the dot is too long to be kept whole.
            _ => (name, ""),
        };
        let mut round = 0u64;
        loop {
            round += 1;
            let mut suffix = String::new();
            let written = match self {
                Self::Spaced => write!(suffix, " {round}{extension}"),
                Self::Bracketed => write!(suffix, "({round}){extension}"),
                Self::Stamped => {
                    let at = now.plus(Duration::from_secs(round - 1));
                    if round > 1 && at == now.plus(Duration::from_secs(round - 2)) {
                        // The end of all time: no stamp lies behind it.
                        return Self::Bracketed.vary(name, is_folder, now, taken);
                    }
                    write!(suffix, "_{}{extension}", at.civil(8).strftime("%Y%m%d_%H%M%S"))
                }
            };
            debug_assert!(written.is_ok(), "a string takes all that is written to it");
            let room = self.longest().saturating_sub(suffix.chars().count());
            let varied: Arc<str> = format!("{}{suffix}", shortened(stem, room)).into();
            if !taken(&varied) {
                return varied;
            }
        }
    }
}

/// Splits before the last dot; a name that begins with its only dot has no extension.
pub fn split_extension(name: &str) -> (&str, &str) {
    match name.rfind('.') {
        Some(0) | None => (name, ""),
        Some(dot) => name.split_at(dot),
    }
}

/// Returns the extension without its dot, in small letters.
pub fn extension(name: &str) -> String {
    split_extension(name).1.trim_start_matches('.').to_lowercase()
}

/// Returns the beginning of `stem` that has no more than this many characters.
fn shortened(stem: &str, room: usize) -> &str {
    stem.char_indices().nth(room).map_or(stem, |(end, _)| &stem[..end])
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{LONGEST, Style, Timestamp, check, key};

    fn vary(style: Style, name: &str, is_folder: bool, taken: &[&str]) -> String {
        let now = Timestamp::from_millis(1_704_336_843_000);
        style.vary(name, is_folder, now, |varied| taken.contains(&varied.as_ref())).to_string()
    }

    #[test]
    fn a_taken_name_gets_the_lowest_free_integer_before_the_extension() {
        assert_eq!(vary(Style::Spaced, "name.txt", false, &[]), "name 1.txt");
        assert_eq!(vary(Style::Spaced, "name.txt", false, &["name 1.txt", "name 3.txt"]), "name 2.txt");
        assert_eq!(vary(Style::Spaced, "My Folder.v2", true, &[]), "My Folder.v2 1");
        assert_eq!(vary(Style::Bracketed, "doc.tar.gz", false, &[]), "doc.tar(1).gz");
        assert_eq!(vary(Style::Bracketed, ".profile", false, &[]), ".profile(1)");
    }

    #[test]
    fn a_stamp_is_moved_on_by_a_second_until_free() {
        assert_eq!(vary(Style::Stamped, "test.zip", false, &[]), "test_20240104_105403.zip");
        let taken = ["test_20240104_105403.zip"];
        assert_eq!(vary(Style::Stamped, "test.zip", false, &taken), "test_20240104_105404.zip");
    }

    #[test]
    fn at_the_end_of_time_stamps_give_way_to_integers() {
        let end = Timestamp::from_millis(i64::MAX);
        let taken = Style::Stamped.vary("a.txt", false, end, |_| false);
        let varied = Style::Stamped.vary("a.txt", false, end, |name| *name == taken);
        assert_eq!(&*varied, "a(1).txt");
    }

    #[test]
    fn an_extension_that_fills_the_name_is_cut() {
        let name = format!("a.{}", "x".repeat(LONGEST - 2));
        let varied = vary(Style::Spaced, &name, false, &[]);
        assert_eq!(varied.chars().count(), LONGEST);
        assert!(check(&varied).is_ok() && varied.starts_with("a.xxx") && varied.ends_with("x 1"));
    }

    #[test]
    fn a_varied_name_stays_within_the_limit() {
        let longest = format!("{}.txt", "é".repeat(LONGEST - 4));
        let varied = vary(Style::Spaced, &longest, false, &[]);
        assert_eq!(varied.chars().count(), LONGEST);
        assert!(varied.ends_with("é 1.txt"));
    }

    #[test]
    fn case_does_not_distinguish_names() {
        let folded = |name: &str| key(&Arc::from(name));
        assert_eq!(folded("Straße.TXT"), folded("STRASSE.txt"));
        assert_eq!(folded("ΣΊΣΥΦΟΣ"), folded("σίσυφος"));
        assert_ne!(folded("a.txt"), folded("b.txt"));
    }

    #[test]
    fn how_letters_are_put_together_does_not_distinguish_names() {
        let folded = |name: &str| key(&Arc::from(name));
        // An accent behind its letter, two accents in either order, syllables of Hangul, signs that are letters.
        for (one, other) in [
            ("é.txt", "e\u{301}.txt"),
            ("É.TXT", "e\u{301}.txt"),
            ("ẹ\u{302}", "e\u{302}\u{323}"),
            ("한글", "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}"),
            ("\u{212b}", "å"),
            ("ガ", "カ\u{3099}"),
        ] {
            assert_eq!(folded(one), folded(other), "{one:?}");
        }
        // These look alike and are not the same: ligatures, wide letters, letters without their accents.
        for (one, other) in [("\u{fb01}n\u{e9}", "fin\u{e8}"), ("ａ", "a"), ("é", "e"), ("カ", "ガ")] {
            assert_ne!(folded(one), folded(other), "{one:?}");
        }
    }

    #[test]
    fn a_name_of_small_ascii_letters_is_its_own_key() {
        let name = Arc::from("report-2026 (1).txt");
        assert!(Arc::ptr_eq(&key(&name), &name));
    }

    proptest! {
        #[test]
        fn all_forms_of_a_name_have_one_key(name in any::<String>()) {
            let folded = key(&name.as_str().into());
            prop_assert_eq!(&key(&name.nfc().collect::<String>().into()), &folded);
            prop_assert_eq!(&key(&name.nfd().collect::<String>().into()), &folded);
            prop_assert_eq!(&key(&folded), &folded);
        }
    }

    #[test]
    fn names_that_no_drive_can_hold_are_refused() {
        for name in ["", ".", "..", "a/b", "a\0b", "a\nb", &"x".repeat(LONGEST + 1)] {
            assert!(check(name).is_err(), "{name:?}");
        }
        for name in ["a", "...", "a b", "文档.txt", &"字".repeat(LONGEST)] {
            assert!(check(name).is_ok(), "{name:?}");
        }
    }
}
