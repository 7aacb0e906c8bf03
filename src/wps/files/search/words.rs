//! The words that are searched for, and where they stand in a text.

use std::ops::Range;

/// How many characters of a text are shown on either side of a word.
const AROUND: usize = 20;

/// The words of a search; all of them have to be found, in large or small letters.
#[derive(Clone, Default)]
pub struct Words(Vec<Vec<char>>);

/// Returns a character by which large and small letters are the same.
fn fold(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

impl Words {
    /// Returns the words of a text.
    pub fn of(text: &str) -> Self {
        Self(text.split_whitespace().map(|word| word.chars().map(fold).collect()).collect())
    }

    /// Whether nothing is searched for.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether all words stand in one text or another.
    pub fn are_in(&self, texts: &[&str]) -> bool {
        let texts: Vec<Vec<char>> = texts.iter().map(|text| text.chars().map(fold).collect()).collect();
        self.0.iter().all(|word| texts.iter().any(|text| place(text, word).is_some()))
    }

    /// Returns a text with the words marked in it; none if none stands there.
    pub fn marked(&self, text: &str) -> Option<String> {
        let letters: Vec<char> = text.chars().collect();
        let folded: Vec<char> = letters.iter().copied().map(fold).collect();
        let (mut marked, mut at, mut found) = (String::new(), 0, false);
        while at < letters.len() {
            let here = self.0.iter().filter(|word| folded[at..].starts_with(word)).map(Vec::len).max();
            let Some(length) = here else {
                marked.push(letters[at]);
                at += 1;
                continue;
            };
            found = true;
            marked.push_str("<em>");
            marked.extend(&letters[at..at + length]);
            marked.push_str("</em>");
            at += length;
        }
        found.then_some(marked)
    }

    /// Returns the surroundings of the first place of each word, with the words marked in them.
    pub fn pieces(&self, text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        let folded: Vec<char> = letters.iter().copied().map(fold).collect();
        let (mut pieces, mut shown): (Vec<String>, Vec<Range<usize>>) = Default::default();
        for word in &self.0 {
            let Some(at) = place(&folded, word) else { continue };
            if shown.iter().any(|piece| piece.contains(&at)) {
                continue;
            }
            let around = at.saturating_sub(AROUND)..(at + word.len() + AROUND).min(letters.len());
            let piece: String = letters[around.clone()].iter().collect();
            pieces.extend(self.marked(piece.trim()));
            shown.push(around);
        }
        pieces
    }
}

fn place(text: &[char], word: &[char]) -> Option<usize> {
    text.windows(word.len()).position(|window| window == word)
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
}
