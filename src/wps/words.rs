//! The words that are searched for, and where they stand in a text.

use std::ops::Range;

use unicode_normalization::{
    UnicodeNormalization as _,
    char::{canonical_combining_class, compose},
};

/// How many letters of a text are shown on either side of a word.
const AROUND: usize = 20;

/// The words of a search; all of them have to be found, in any case and however their letters are put together.
#[derive(Clone, Default)]
pub struct Words(Vec<Vec<Letter>>);

/// A letter with its accents, in the form by which letters are compared.
#[derive(Clone, PartialEq, Eq)]
enum Letter {
    One(char),
    /// What no single character stands for.
    Composed(Box<str>),
}

impl Letter {
    fn of(written: &str) -> Self {
        let mut folded = written.nfc().flat_map(char::to_lowercase);
        match (folded.next(), folded.next()) {
            (Some(one), None) => Self::One(one),
            _ => Self::Composed(written.nfc().flat_map(char::to_lowercase).collect()),
        }
    }
}

/// A text cut into letters.
struct Text<'t> {
    written: Vec<&'t str>,
    folded: Vec<Letter>,
}

impl<'t> Text<'t> {
    fn of(text: &'t str) -> Self {
        let written = letters(text);
        let folded = written.iter().map(|letter| Letter::of(letter)).collect();
        Self { written, folded }
    }

    fn place(&self, word: &[Letter]) -> Option<usize> {
        self.folded.windows(word.len()).position(|window| window == word)
    }
}

/// Cuts a text before each character that neither is an accent nor composes with what stands before it.
fn letters(text: &str) -> Vec<&str> {
    let (mut letters, mut from, mut base) = (Vec::new(), 0, None);
    for (at, next) in text.char_indices() {
        let composed = base.and_then(|base| compose(base, next));
        if composed.is_none() && canonical_combining_class(next) == 0 {
            letters.extend((at > from).then(|| &text[from..at]));
            (from, base) = (at, Some(next));
        } else {
            base = composed.or(base);
        }
    }
    letters.extend((from < text.len()).then(|| &text[from..]));
    letters
}

impl Words {
    /// Returns the words of a text.
    pub fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(|word| Text::of(word).folded).collect())
    }

    /// Returns a text that is searched for as a whole.
    pub fn phrase(text: &str) -> Self {
        Self([Text::of(text).folded].into_iter().filter(|phrase| !phrase.is_empty()).collect())
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all words stand in one text or another.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<Text<'_>> = texts.iter().map(|text| Text::of(text)).collect();
        self.0.iter().all(|word| texts.iter().any(|text| text.place(word).is_some()))
    }

    /// Returns a text with the words marked in it; none if none stands there.
    pub fn marked(&self, text: &str) -> Option<String> {
        let Text { written, folded } = Text::of(text);
        let (mut marked, mut at, mut found) = (String::new(), 0, false);
        while at < written.len() {
            let here = self.0.iter().filter(|word| folded[at..].starts_with(word)).map(Vec::len).max();
            let Some(length) = here else {
                marked.push_str(written[at]);
                at += 1;
                continue;
            };
            found = true;
            marked.push_str("<em>");
            marked.extend(written[at..at + length].iter().copied());
            marked.push_str("</em>");
            at += length;
        }
        found.then_some(marked)
    }

    /// Returns the surroundings of the first place of each word, with the words marked in them.
    pub fn pieces(&self, text: &str) -> Vec<String> {
        let text = Text::of(text);
        let (mut pieces, mut shown): (Vec<String>, Vec<Range<usize>>) = Default::default();
        for word in &self.0 {
            let Some(at) = text.place(word) else { continue };
            if shown.iter().any(|piece| piece.contains(&at)) {
                continue;
            }
            let around = at.saturating_sub(AROUND)..(at + word.len() + AROUND).min(text.written.len());
            let piece = text.written[around.clone()].concat();
            pieces.extend(self.marked(piece.trim()));
            shown.push(around);
        }
        pieces
    }
}

#[cfg(test)]
mod tests {
    use super::Words;

    #[test]
    fn words_are_found_and_marked_whatever_their_letters() {
        let words = Words::of(" Plan  ÜBER ");
        assert!(words.are_in(&["plan.txt", "über"]));
        assert!(!words.are_in(&["plan.txt"]));
        assert_eq!(
            words.marked("My PLAN über plan").as_deref(),
            Some("My <em>PLAN</em> <em>über</em> <em>plan</em>")
        );
        assert_eq!(words.marked("none"), None);
        let text = format!("{}\nthe plan\n{}", "x".repeat(30), "y".repeat(30));
        let piece = format!("{}\nthe <em>plan</em>\n{}", "x".repeat(15), "y".repeat(19));
        assert_eq!(words.pieces(&text), [piece]);
        assert!(Words::of("  ").is_empty());
    }

    #[test]
    fn accents_belong_to_their_letters_however_these_are_put_together() {
        let words = Words::of("re\u{301}sume\u{301} 한글");
        assert_eq!(words.marked("Mon Résumé").as_deref(), Some("Mon <em>Résumé</em>"));
        let apart = "\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}";
        assert_eq!(words.marked(&format!("{apart}!")), Some(format!("<em>{apart}</em>!")));
        assert_eq!(Words::of("resume").marked("résumé"), None);
        assert_eq!(Words::of("e").marked("e\u{301}e"), Some("e\u{301}<em>e</em>".into()));
    }

    #[test]
    fn a_phrase_is_one_word_with_its_blanks() {
        assert_eq!(Words::phrase("a b").marked("A b a").as_deref(), Some("<em>A b</em> a"));
        assert!(Words::phrase("").is_empty());
    }
}
