//! Names and texts that clients give items.
//!
//! See <https://support.huaweicloud.com/api-koodrive/createFile.html>.

use super::error::Error;
use crate::world::{OnConflict, Style};

/// The most characters of a name.
const LONGEST: usize = 250;
/// The most characters of the name of a shared folder: the page says less than 32.
const LONGEST_SHARED_FOLDER: usize = 31;
/// The most characters of a description.
const LONGEST_DESCRIPTION: usize = 512;

/// Refuses a name that no file, folder, group or department may have.
pub fn check(name: &str) -> Result<(), Error> {
    if name.chars().count() > LONGEST {
        return Err(Error::LongName);
    }
    let forbidden =
        |c: char| matches!(c, '<' | '>' | '|' | ':' | '"' | '*' | '?' | '/' | '\\') || c.is_control();
    if matches!(name, "" | "." | "..") || name.contains(forbidden) { Err(Error::Parameters) } else { Ok(()) }
}

/// Refuses a name that no shared folder may have.
pub fn check_shared_folder(name: &str) -> Result<(), Error> {
    if name.chars().count() > LONGEST_SHARED_FOLDER || name.contains(is_emoji) {
        return Err(Error::Parameters);
    }
    check(name)
}

/// Refuses a description that is too long or has an emoji in it.
pub fn check_description(text: &str) -> Result<(), Error> {
    if text.chars().count() > LONGEST_DESCRIPTION || text.contains(is_emoji) {
        return Err(Error::Parameters);
    }
    Ok(())
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{FE0F}')
}

/// Reads `renameMode`: what becomes of a name that is taken. It gets a time behind it, unless that is refused.
pub fn rename_mode(mode: Option<i64>) -> Result<OnConflict, Error> {
    match mode {
        None | Some(2) => Ok(OnConflict::Rename(Style::Stamped)),
        Some(3) => Ok(OnConflict::Fail),
        Some(_) => Err(Error::Parameters),
    }
}

#[cfg(test)]
mod tests {
    use super::{check, check_description};

    #[test]
    fn names_that_no_item_may_have_are_refused() {
        let long = "x".repeat(250);
        for name in ["a", "a b.txt", ".hidden", "文件", &long] {
            assert!(check(name).is_ok(), "{name}");
        }
        for name in [
            "",
            ".",
            "..",
            "a/b",
            "a?",
            "a<",
            "a>",
            "a|",
            "a:",
            "a\"",
            "a*",
            "a\n",
            "a\\b",
            &(long.clone() + "x"),
        ] {
            assert!(check(name).is_err(), "{name}");
        }
        assert!(check_description("说明, plain").is_ok());
        for text in ["a 😀", "☀", &"x".repeat(513)] {
            assert!(check_description(text).is_err(), "{text}");
        }
    }
}
