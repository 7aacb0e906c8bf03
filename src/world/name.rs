//! Names of files and folders: which are allowed, and when two are the same.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use unicase::UniCase;
use unicode_normalization::UnicodeNormalization as _;

use super::error::Error;

/// The longest name that any of the four services keeps, in characters.
pub const LONGEST: usize = 255;

/// What to do when the name is taken in the target folder.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
pub enum OnConflict {
    /// Refuse with [`Error::NameTaken`].
    Fail,
    /// Put the new file in the place of the old one; a folder on either side fails.
    Replace,
    /// Take the first free name of this style.
    Rename(Style),
}

/// How a taken name is varied.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize, Serialize)]
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use unicode_normalization::UnicodeNormalization as _;

    use super::{LONGEST, check, key};

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
